import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// Whether the browser already holds the content behind `eTag`.
    func alreadyHas(eTag: String) -> Bool {
        headers[values: .ifNoneMatch].contains { $0.split(separator: ",").contains { $0.trimmingPrefix { $0 == " " } == eTag || $0.trimmingPrefix { $0 == " " } == "W/\(eTag)" } }
    }

    /// 304 where the browser has it, else the bytes.
    func answer(_ body: @autoclosure () throws -> ByteBuffer, contentType: String, eTag: String, cacheControl: String) rethrows -> Response {
        var headers: HTTPFields = [.eTag: eTag, .cacheControl: cacheControl]
        if alreadyHas(eTag: eTag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = contentType
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: try body()))
    }
}

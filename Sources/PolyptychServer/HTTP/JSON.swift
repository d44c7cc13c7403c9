import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PolyptychWorkshop

/// How JSON is read and written everywhere in the API: ISO 8601 dates in UTC, unknown fields tolerated.
enum JSON {
    static let contentType = "application/json; charset=utf-8"
    /// What a route takes unless it says otherwise.
    static let bodyLimit = 1 << 20

    static func encoder() -> JSONEncoder { WireFormat.encoder() }
    static func decoder() -> JSONDecoder { WireFormat.decoder() }

    /// A Swift type in words that a reader of JSON knows.
    static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        case is [String: Any].Type: "an object"
        default: "\(type)".lowercased()
        }
    }

    /// An answer that carries `value`.
    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws -> Response {
        var headers = headers
        headers[.contentType] = contentType
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try encoder().encode(value))))
    }
}

extension Request {
    /// Reads the JSON body, at most `limit` bytes of it; 415 for another content type, 413 for more, 400 naming the field otherwise.
    func json<T: Decodable>(_ type: T.Type, limit: Int = JSON.bodyLimit) async throws -> T {
        try expectContentType("application/json")
        return try JSON.decoder().decode(type, from: Data(try await wholeBody(limit: limit).readableBytesView))
    }

    /// Refuses a body of another media type.
    func expectContentType(_ expected: String...) throws {
        let given = headers[.contentType].map { $0.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() }
        guard let given, expected.contains(given) else {
            throw APIError(
                .unsupportedMediaType, "unsupported-media-type",
                "This address takes \(expected[0]), not \(given ?? "a body without a content type").", hint: "Set the header Content-Type: \(expected[0]).")
        }
    }

    private func wholeBody(limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw APIError.tooLarge(limit: limit) }
        do { return try await body.collect(upTo: limit) } catch is NIOTooManyBytesError { throw APIError.tooLarge(limit: limit) }
    }
}

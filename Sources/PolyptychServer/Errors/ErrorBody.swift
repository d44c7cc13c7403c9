import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The one shape of every error answer: `{"error": {"code", "message", "hint", "details"}}`; all four keys are always there.
struct ErrorBody: Encodable {
    var code: String
    var message: String
    var hint: String?
    var details: (any Encodable & Sendable)?

    private enum Outer: String, CodingKey { case error }
    private enum Keys: String, CodingKey { case code, message, hint, details }

    func encode(to encoder: any Encoder) throws {
        var outer = encoder.container(keyedBy: Outer.self)
        var container = outer.nestedContainer(keyedBy: Keys.self, forKey: .error)
        try container.encode(code, forKey: .code)
        try container.encode(message, forKey: .message)
        if let hint { try container.encode(hint, forKey: .hint) } else { try container.encodeNil(forKey: .hint) }
        if let details {
            try details.encode(to: container.superEncoder(forKey: .details))
        } else {
            try container.encodeNil(forKey: .details)
        }
    }
}

extension APIError {
    /// The answer that tells this error.
    func response() -> Response {
        let body = ErrorBody(code: code, message: message, hint: hint, details: details)
        let data = (try? JSON.encoder().encode(body)) ?? Data(#"{"error":{"code":"internal","message":"The answer could not be written.","hint":null,"details":null}}"#.utf8)
        var headers = headers
        headers[.contentType] = JSON.contentType
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
}

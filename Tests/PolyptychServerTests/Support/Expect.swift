import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import PolyptychServer

/// The canonical error: the right status and code, exactly the four fields, a sentence, and the headers of every response.
@discardableResult
func expectError(
    _ response: TestResponse, status: HTTPResponse.Status, code: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> [String: Any] {
    #expect(response.status == status, "\(response.text)", sourceLocation: sourceLocation)
    #expect(response.headers[.contentType] == "application/json; charset=utf-8", sourceLocation: sourceLocation)
    let outer = try #require(try JSONSerialization.jsonObject(with: response.data) as? [String: Any], sourceLocation: sourceLocation)
    #expect(Set(outer.keys) == ["error"], sourceLocation: sourceLocation)
    let error = try #require(outer["error"] as? [String: Any], sourceLocation: sourceLocation)
    #expect(Set(error.keys) == ["code", "message", "hint", "details"], sourceLocation: sourceLocation)
    #expect(error["code"] as? String == code, "\(error)", sourceLocation: sourceLocation)
    let message = try #require(error["message"] as? String, sourceLocation: sourceLocation)
    #expect(message.hasSuffix(".") && message.count > 10, "a sentence: \(message)", sourceLocation: sourceLocation)
    expectSecurityHeaders(response, sourceLocation: sourceLocation)
    return error
}

/// The headers that every response carries.
func expectSecurityHeaders(_ response: TestResponse, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(response.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'; script-src 'self';") == true, sourceLocation: sourceLocation)
    #expect(response.headers[.contentSecurityPolicy]?.contains("unsafe") == false, sourceLocation: sourceLocation)
    #expect(response.headers[.xContentTypeOptions] == "nosniff", sourceLocation: sourceLocation)
    #expect(response.headers[.referrerPolicy] == "no-referrer", sourceLocation: sourceLocation)
    #expect(response.headers[.crossOriginOpenerPolicy] == "same-origin", sourceLocation: sourceLocation)
    #expect(response.headers[.crossOriginResourcePolicy] == "same-origin", sourceLocation: sourceLocation)
    #expect(response.headers[.permissionsPolicy] != nil, sourceLocation: sourceLocation)
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var data: Data { Data(body.readableBytesView) }
    func json<T: Decodable>(_ type: T.Type = T.self) throws -> T { try JSON.decoder().decode(T.self, from: data) }
}

extension HTTPFields {
    func with(_ name: HTTPField.Name, _ value: String?) -> HTTPFields {
        var copy = self
        copy[name] = value
        return copy
    }
    /// With a JSON body.
    var json: HTTPFields { with(.contentType, "application/json") }
}

func body(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }

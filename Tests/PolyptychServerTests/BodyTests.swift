import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import PolyptychServer

@Suite struct BodyTests {
    @Test(arguments: [
        (#"{"text":"a","inner":[{"count":1},{"count":"two"}]}"#, "inner[1].count"),
        (#"{"inner":[]}"#, "text"),
        (#"{"text":"a","inner":[{}]}"#, "inner[0].count"),
        (#"{"text":null}"#, "text"),
        (#"{"text":7}"#, "text"),
    ])
    func `a body of the wrong shape names the field`(json: String, field: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: "/api/v1/echo", method: .post, headers: gate.bearer.json, body: body(json))
            let error = try expectError(response, status: .badRequest, code: "invalid-json")
            #expect((error["details"] as? [String: Any])?["field"] as? String == field, "\(error)")
            #expect((error["message"] as? String)?.contains(field) == true)
        }
    }

    @Test(arguments: ["", "{", "[]x", "\u{FEFF}", "NaN"])
    func `what is no JSON is said to be none`(json: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: "/api/v1/echo", method: .post, headers: gate.bearer.json, body: body(json))
            try expectError(response, status: .badRequest, code: "invalid-json")
        }
    }

    @Test func `unknown fields are tolerated`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(
                uri: "/api/v1/echo", method: .post, headers: gate.bearer.json, body: body(#"{"text":"a","further":{"x":1}}"#))
            #expect(response.status == .ok)
        }
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", nil])
    func `another content type is refused`(type: String?) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(
                uri: "/api/v1/echo", method: .post, headers: gate.bearer.with(.contentType, type), body: body(#"{"text":"a"}"#))
            try expectError(response, status: .unsupportedMediaType, code: "unsupported-media-type")
        }
    }

    @Test func `a body over the route's limit is refused, announced or not`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let large = #"{"text":"\#(String(repeating: "x", count: 5000))"}"#
            let announced = try await client.execute(uri: "/api/v1/echo", method: .post, headers: gate.bearer.json, body: body(large))
            try expectError(announced, status: .contentTooLarge, code: "too-large")
        }
        try await gate.application().test(.live) { client in
            let port = try #require(client.port)
            let chunk = String(repeating: "x", count: 4095)
            let chunks = (0..<3).map { _ in "fff\r\n\(chunk)\r\n" }.joined()
            let answer = try await RawHTTP.exchange(
                port: port,
                "POST /api/v1/echo HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(gate.keys.token)\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n\(chunks)0\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(300))")
        }
    }

    @Test(arguments: [(nil, 428, "version-required"), ("7", 400, "invalid-version"), ("*", 400, "invalid-version"), ("W/\"7\"", 400, "invalid-version"), ("\"x\"", 400, "invalid-version"), ("\"\"", 400, "invalid-version"), ("\"-7\"", 400, "invalid-version"), ("\"7\", \"8\"", 400, "invalid-version")])
    func `a change that does not say its version is refused`(header: String?, status: Int, code: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(
                uri: "/api/v1/versioned", method: .post, headers: gate.bearer.with(.ifMatch, header), body: body(""))
            try expectError(response, status: .init(code: status), code: code)
        }
    }

    @Test func `a quoted version is read`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: "/api/v1/versioned", method: .post, headers: gate.bearer.with(.ifMatch, "\"7\""), body: body(""))
            #expect(try response.json([String: Int].self) == ["version": 7])
        }
    }

    @Test(arguments: ["/api/v1/nothing", "/api/v2/presence", "/api", "/api/v1", "/favicon.ico", "/p/1/missing.js"])
    func `an unknown address is told in the same shape`(path: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            for method in [HTTPRequest.Method.get, .post, .delete] {
                let response = try await client.execute(uri: path, method: method, headers: gate.bearer, body: body(""))
                try expectError(response, status: .notFound, code: "not-found")
            }
        }
    }
}

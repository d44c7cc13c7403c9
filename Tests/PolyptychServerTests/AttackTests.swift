import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import PolyptychServer

/// What other pages, other names and other people try; each refusal in the one shape, with the headers of every response.
@Suite struct AttackTests {
    @Test(arguments: [
        "Host: evil.test:PORT", "Host: 127.0.0.1.nip.io:PORT", "Host: localhost.evil.test:PORT", "Host: localhost:1", "Host: ",
        "Host: localhost:PORT\r\nHost: localhost:PORT", "Host: localhost:PORT\r\nHost: evil.test", "X-Other: 1",
    ])
    func `a foreign, doubled or absent Host is refused even with the right token`(host: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.live) { client in
            let port = try #require(client.port)
            let line = host.replacingOccurrences(of: "PORT", with: "\(port)")
            let answer = try await RawHTTP.exchange(
                port: port, "GET /api/v1/presence HTTP/1.1\r\n\(line)\r\nAuthorization: Bearer \(gate.keys.token)\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 403") || answer.hasPrefix("HTTP/1.1 400"), "\(answer)")
            #expect(answer.contains("Content-Security-Policy: default-src 'none'"))
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
    func `its own names are answered`(name: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.live) { client in
            let port = try #require(client.port)
            let answer = try await RawHTTP.exchange(
                port: port,
                "GET /api/v1/presence HTTP/1.1\r\nHost: \(name):\(port)\r\nAuthorization: Bearer \(gate.keys.token)\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
        }
    }

    @Test func `what is not HTTP gets the headers too`() async throws {
        let gate = try Gate()
        try await gate.application().test(.live) { client in
            let answer = try await RawHTTP.exchange(port: try #require(client.port), "GET / SPEAK/9\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer)")
            #expect(answer.contains("Content-Security-Policy: default-src 'none'"))
        }
    }

    @Test(arguments: [
        "null", "http://evil.test", "https://evil.test", "http://localhost:3000", "http://localhost.evil.test", "file://", "http://127.0.0.1",
        "localhost", "http://localhost@evil.test", "",
    ])
    func `another origin changes nothing, whatever it proves`(origin: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            for headers in [try gate.browser(origin), gate.bearer.with(.origin, origin), try gate.browser(origin).with(.secFetchSite, nil)] {
                let response = try await client.execute(uri: "/api/v1/echo", method: .post, headers: headers.json, body: body(#"{"text":"x"}"#))
                try expectError(response, status: .forbidden, code: "origin-refused")
            }
        }
    }

    @Test(arguments: ["cross-site", "same-site", "none", "sideways"])
    func `a page of another site cannot post, not even as plain text`(site: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            for type in ["text/plain", "application/json"] {
                let headers = try gate.browser().with(.secFetchSite, site).with(.origin, nil).with(.contentType, type)
                let response = try await client.execute(uri: "/api/v1/echo", method: .post, headers: headers, body: body(#"{"text":"x"}"#))
                try expectError(response, status: .forbidden, code: "origin-refused")
            }
        }
    }

    @Test(arguments: ["cross-site", "same-site"])
    func `a page of another site reads nothing`(site: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: "/api/v1/presence", method: .get, headers: try gate.browser().with(.secFetchSite, site))
            try expectError(response, status: .forbidden, code: "origin-refused")
        }
    }

    @Test func `a cookie without an origin changes nothing, with a bearer token beside it neither`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let bare = try gate.browser().with(.origin, nil).with(.secFetchSite, nil)
            for headers in [bare, bare.with(.authorization, "Bearer \(gate.keys.token)")] {
                let response = try await client.execute(uri: "/api/v1/echo", method: .post, headers: headers.json, body: body(#"{"text":"x"}"#))
                try expectError(response, status: .forbidden, code: "origin-missing")
            }
        }
    }

    @Test func `a script with the token needs no origin, and a page of ours needs no token`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            for headers in [gate.bearer, try gate.browser(), try gate.browser().with(.secFetchSite, nil)] {
                let response = try await client.execute(uri: "/api/v1/echo", method: .post, headers: headers.json, body: body(#"{"text":"x"}"#))
                #expect(response.status == .ok, "\(response.text)")
                expectSecurityHeaders(response)
            }
        }
    }

    @Test(arguments: [
        HTTPRequest.Method.get, .post, .put, .patch, .delete,
    ])
    func `a stranger reaches nothing of the API`(method: HTTPRequest.Method) async throws {
        let gate = try Gate()
        let application = gate.application()
        try await application.test(.router) { client in
            for path in ["/api/v1/presence", "/api/v1/events", "//api//v1//presence", "/api/v1/presence/", "/api/v1/uploads/1", "/api/v1/echo/1"] {
                let response = try await client.execute(uri: path, method: method, headers: [.origin: "http://localhost"], body: body(""))
                #expect(response.status == .unauthorized || response.status == .notFound, "\(method) \(path): \(response.status)")
                if method == .get { #expect(response.status == .unauthorized, "\(path)") }
                expectSecurityHeaders(response)
            }
        }
    }

    @Test(arguments: ["Bearer wrong", "Bearer ", "Basic YTpi", "Bearer", "bearer\twrong", "Bearer TOKENx", "TOKEN"])
    func `a wrong token is refused`(header: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let value = header.replacingOccurrences(of: "TOKEN", with: gate.keys.token)
            let response = try await client.execute(uri: "/api/v1/presence", method: .get, headers: [.authorization: value])
            try expectError(response, status: .unauthorized, code: "wrong-token")
            #expect(response.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
    }

    @Test(arguments: ["../1", "..%2F1", "%2e%2e%2f1", "1%00", "-1", "0", "+1", "01", "1e3", "1;DROP", "9999999999999999999999", "..", "%"])
    func `an id that is no id names nothing`(id: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            for path in ["/api/v1/echo/\(id)", "/api/v1/uploads/\(id)"] {
                let response = try await client.execute(uri: path, method: .get, headers: gate.bearer)
                try expectError(response, status: .notFound, code: "not-found")
            }
        }
    }

    @Test(arguments: [
        "/../token", "/..%2ftoken", "/%2e%2e/token", "/styles/../../token", "/styles/%2e%2e/%2e%2e/token", "//etc/passwd", "/.hidden.js", "/notes.bak",
        "/helpers", "/index.js/", "/token", "/polyptych.sqlite3", "/styles/..%5c..%5ctoken",
    ])
    func `no request becomes a path`(path: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: path, method: .get, headers: gate.bearer)
            try expectError(response, status: .notFound, code: "not-found")
            #expect(!response.text.contains(gate.keys.token))
        }
    }

    @Test func `HTML comes back as JSON text`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let html = #"<script>alert(1)</script><img src=x onerror=alert(1)>"#
            let response = try await client.execute(
                uri: "/api/v1/echo", method: .post, headers: gate.bearer.json, body: ByteBuffer(bytes: try JSON.encoder().encode(Gate.Echo(text: html))))
            #expect(response.headers[.contentType] == "application/json; charset=utf-8")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(try response.json(Gate.Echo.self).text == html)
        }
    }

    @Test func `an unforeseen failure tells nothing about itself`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: "/api/v1/broken", method: .get, headers: gate.bearer)
            try expectError(response, status: .internalServerError, code: "internal")
            #expect(!response.text.contains("Unforeseen"))
        }
    }
}

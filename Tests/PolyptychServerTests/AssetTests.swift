import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import PolyptychServer

@Suite struct AssetTests {
    @Test(arguments: [
        ("/index.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/styles/index.css", "text/css; charset=utf-8", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/sign-in.html", "text/html; charset=utf-8", "no-cache"),
        ("/helpers/a.3f9c2d1e.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ])
    func `a file has its type, and is immutable only where its name changes with it`(path: String, type: String, cache: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == type)
            #expect(response.headers[.cacheControl] == cache)
            expectSecurityHeaders(response)
            let tag = try #require(response.headers[.eTag])
            let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: "\"other\", \(tag)"])
            #expect(again.status == .notModified)
            #expect(again.body.readableBytes == 0)
            expectSecurityHeaders(again)
        }
    }

    @Test func `an address of the application is answered with the application, for those who are in`() async throws {
        let gate = try Gate()
        let browser = try gate.browser().with(.accept, "text/html,*/*")
        try await gate.application().test(.router) { client in
            let inside = try await client.execute(uri: "/p/1/set/4", method: .get, headers: browser)
            #expect(inside.text.contains("<title>Polyptych</title>"))
            let outside = try await client.execute(uri: "/p/1/set/4", method: .get, headers: [.accept: "text/html"])
            #expect(outside.headers[.location] == "/sign-in")
            let index = try await client.execute(uri: "/index.html", method: .get)
            #expect(index.headers[.location] == "/sign-in")
            let api = try await client.execute(uri: "/api/v1/nothing", method: .get, headers: browser)
            try expectError(api, status: .notFound, code: "not-found")
        }
    }

    @Test func `HEAD answers like GET without the body`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let head = try await client.execute(uri: "/index.js", method: .head)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
            expectSecurityHeaders(head)
        }
    }

    @Test func `an installation without pages says so`() async throws {
        let gate = try Gate(assets: [:])
        try await gate.application().test(.router) { client in
            _ = try expectError(try await client.execute(uri: "/sign-in", method: .get), status: .notFound, code: "not-found")
        }
    }
}

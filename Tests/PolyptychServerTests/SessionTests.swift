import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import PolyptychServer

@Suite struct SessionTests {
    @Test func `the launch URL works once, and its cookie is for our pages alone`() async throws {
        let gate = try Gate()
        let code = gate.keys.newLaunchCode()
        try await gate.application().test(.router) { client in
            let first = try await client.execute(uri: "/launch?token=\(code)", method: .get)
            #expect(first.status == .ok)
            #expect(first.headers[.cacheControl] == "no-store")
            expectSecurityHeaders(first)
            let cookie = try #require(first.headers[.setCookie])
            #expect(cookie.hasPrefix("\(gate.keys.cookieName)="))
            for attribute in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"] { #expect(cookie.contains(attribute), "\(cookie)") }
            #expect(!cookie.contains("Domain") && !cookie.contains("Secure"))
            #expect(!cookie.contains(gate.keys.token) && !cookie.contains(code))

            let value = String(cookie.prefix { $0 != ";" })
            let inside = try await client.execute(uri: "/api/v1/presence", method: .get, headers: [.cookie: value])
            #expect(inside.status == .ok)

            let second = try await client.execute(uri: "/launch?token=\(code)", method: .get)
            #expect(second.status == .seeOther)
            #expect(second.headers[.location] == "/sign-in?launch=spent")
            #expect(second.headers[.setCookie] == nil)
        }
    }

    @Test func `a launch URL ends after a while`() async throws {
        let clock = Clock()
        let gate = try Gate(clock: clock)
        let code = gate.keys.newLaunchCode()
        clock.advance(AccessKeys.launchLife + 1)
        #expect(try gate.keys.redeem(launchCode: code) == nil)
    }

    @Test func `a lost cookie comes back by pasting the token`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let page = try await client.execute(uri: "/", method: .get)
            #expect(page.status == .seeOther)
            #expect(page.headers[.location] == "/sign-in")
            let signIn = try await client.execute(uri: "/sign-in", method: .get)
            #expect(signIn.status == .ok)
            #expect(signIn.headers[.contentType] == "text/html; charset=utf-8")

            let headers: HTTPFields = [.origin: "http://localhost", .secFetchSite: "same-origin", .contentType: "application/json"]
            let wrong = try await client.execute(uri: "/api/v1/session", method: .post, headers: headers, body: body(#"{"token":"wrong"}"#))
            try expectError(wrong, status: .unauthorized, code: "wrong-token")
            let right = try await client.execute(
                uri: "/api/v1/session", method: .post, headers: headers, body: body(#"{"token":" \#(gate.keys.token)\n"}"#.replacingOccurrences(of: "\n", with: "\\n")))
            #expect(right.status == .noContent)
            let cookie = String(try #require(right.headers[.setCookie]).prefix { $0 != ";" })
            let application = try await client.execute(uri: "/", method: .get, headers: [.cookie: cookie])
            #expect(application.status == .ok)
        }
    }

    @Test func `another site cannot sign a browser in`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let headers: HTTPFields = [.origin: "http://evil.test", .contentType: "application/json"]
            let response = try await client.execute(uri: "/api/v1/session", method: .post, headers: headers, body: body(#"{"token":"\#(gate.keys.token)"}"#))
            try expectError(response, status: .forbidden, code: "origin-refused")
        }
    }

    @Test func `signing out ends the session and not only the cookie`() async throws {
        let gate = try Gate()
        let headers = try gate.browser()
        try await gate.application().test(.router) { client in
            let out = try await client.execute(uri: "/api/v1/session", method: .delete, headers: headers)
            #expect(out.status == .noContent)
            #expect(try #require(out.headers[.setCookie]).contains("Max-Age=0"))
            let after = try await client.execute(uri: "/api/v1/presence", method: .get, headers: headers)
            try expectError(after, status: .unauthorized, code: "sign-in-needed")
        }
    }

    @Test func `a new token signs everyone else out and the old one is worth nothing`() async throws {
        let gate = try Gate()
        let mine = try gate.browser()
        let other = try gate.browser()
        let old = gate.bearer
        try await gate.application().test(.router) { client in
            let response = try await client.execute(uri: "/api/v1/token/rotate", method: .post, headers: mine)
            let answer = try response.json([String: String].self)
            #expect(answer["token"] == gate.keys.token)
            #expect(try #require(answer["launchURL"]).hasPrefix("http://localhost/launch?token="))
            let renewed = String(try #require(response.headers[.setCookie]).prefix { $0 != ";" })

            for headers in [mine, other, old] {
                let refused = try await client.execute(uri: "/api/v1/presence", method: .get, headers: headers)
                #expect(refused.status == .unauthorized)
            }
            for headers in [HTTPFields([.init(name: .cookie, value: renewed)]), gate.bearer] {
                let welcome = try await client.execute(uri: "/api/v1/presence", method: .get, headers: headers)
                #expect(welcome.status == .ok)
            }
        }
    }

    @Test func `the token is 256 random bits in a file for the owner alone, and stays over a restart with its sessions`() throws {
        let gate = try Gate()
        let file = gate.folder.appendingPathComponent("token")
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(gate.keys.token.utf8.count == 43)
        #expect(try String(contentsOf: file, encoding: .utf8) == gate.keys.token + "\n")
        let session = try gate.keys.beginSession()
        let sessions = gate.folder.appendingPathComponent("sessions")
        #expect(try FileManager.default.attributesOfItem(atPath: sessions.path)[.posixPermissions] as? Int == 0o600)
        #expect(try !String(contentsOf: sessions, encoding: .utf8).contains(session))

        let again = try AccessKeys(tokenFile: file, now: { Date(timeIntervalSince1970: 1_800_000_000) })
        #expect(again.token == gate.keys.token)
        #expect(again.session(cookie: session) != nil)
        #expect(again.cookieName == gate.keys.cookieName)
    }

    @Test func `a token file that others may read is closed`() throws {
        let gate = try Gate()
        let file = gate.folder.appendingPathComponent("token")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        _ = try AccessKeys(tokenFile: file)
        #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    }

    @Test func `cookies are named per workspace, since cookies ignore ports`() throws {
        #expect(try Gate().keys.cookieName != Gate().keys.cookieName)
    }

    @Test func `a session ends after thirty days, and there are never too many`() throws {
        let clock = Clock()
        let gate = try Gate(clock: clock)
        let first = try gate.keys.beginSession()
        #expect(gate.keys.session(cookie: first) != nil)
        clock.advance(1)
        for _ in 0..<AccessKeys.maximumSessions { _ = try gate.keys.beginSession() }
        #expect(gate.keys.session(cookie: first) == nil)
        let last = try gate.keys.beginSession()
        clock.advance(AccessKeys.sessionLife)
        #expect(gate.keys.session(cookie: last) == nil)
    }

    @Test func `behind a proxy with TLS the cookie is Secure, and a stranger's header does not make it so`() async throws {
        let gate = try Gate(rule: HostRule(allowedHosts: ["localhost"]))
        let plain = try Gate()
        for (gate, isSecure) in [(gate, true), (plain, false)] {
            let code = gate.keys.newLaunchCode()
            try await gate.application().test(.router) { client in
                let response = try await client.execute(uri: "/launch?token=\(code)", method: .get, headers: [.xForwardedProto: "https"])
                #expect(try #require(response.headers[.setCookie]).contains("Secure") == isSecure)
            }
        }
    }
}

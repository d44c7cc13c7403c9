import Foundation
import HTTPTypes
import Hummingbird
import PolyptychWorkshop

/// Coming in and going out: the token becomes a cookie, and a new token ends everything.
struct SessionController {
    let keys: AccessKeys
    let rule: HostRule
    let hub: EventHub
    let pool: WorkPool

    func addPublicRoutes(to api: RouterGroup<ServerContext>) {
        api.post("session", use: signIn)
    }

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.delete("session", use: signOut)
        api.post("token/rotate", use: rotate)
    }

    struct SignIn: Decodable, Sendable {
        var token: String
    }

    @Sendable func signIn(request: Request, context: ServerContext) async throws -> Response {
        let body = try await request.json(SignIn.self, limit: 1024)
        guard let session = try await pool.run(urgent: true, { try keys.signIn(token: body.token) }) else {
            throw APIError(
                .unauthorized, "wrong-token", "The token is not this workspace's.",
                hint: "Copy it from the output of `polyptych serve`, or from the file `token` in the workspace.")
        }
        var response = Response(status: .noContent)
        response.setCookie(keys.cookie(session, secure: rule.isBehindTLS(request)))
        return response
    }

    @Sendable func signOut(request: Request, context: ServerContext) async throws -> Response {
        if case .session(let session) = try context.person().proof {
            try await pool.run(urgent: true) { try keys.signOut(session: session) }
            hub.close { $0 == session }
        }
        var response = Response(status: .noContent)
        response.setCookie(keys.expiredCookie(secure: rule.isBehindTLS(request)))
        return response
    }

    struct Rotated: Encodable {
        var token: String
        var launchURL: String
    }

    /// Signs everybody out; who asks stays in, with a new session.
    @Sendable func rotate(request: Request, context: ServerContext) async throws -> Response {
        let person = try context.person()
        guard person.role == .owner else {
            throw APIError(.forbidden, "owners-only", "Only an owner may change the token.", hint: "Ask an owner of this workspace.")
        }
        let token = try await pool.run(urgent: true) { try keys.rotate() }
        hub.close { !keys.isAlive(session: $0) }
        let isSecure = rule.isBehindTLS(request)
        let base = "\(isSecure ? "https" : "http")://\(request.head.authority ?? "localhost")"
        var response = try JSON.response(Rotated(token: token, launchURL: "\(base)/launch?token=\(keys.newLaunchCode())"))
        if case .session = person.proof {
            response.setCookie(keys.cookie(try await pool.run(urgent: true) { try keys.beginSession() }, secure: isSecure))
        }
        return response
    }
}

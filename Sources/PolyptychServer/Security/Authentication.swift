import HTTPTypes
import Hummingbird

/// Finds out who asks; strangers pass on without an identity, a wrong bearer token is refused at once.
struct Authentication: RouterMiddleware {
    typealias Context = ServerContext
    let keys: AccessKeys
    let owner: String

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer", keys.accepts(bearer: String(parts[1])) else {
                throw APIError(
                    .unauthorized, "wrong-token", "The token is not this workspace's.",
                    hint: "Read it from the file `token` in the workspace; it changes when somebody rotates it.",
                    headers: [.wwwAuthenticate: "Bearer realm=\"polyptych\", error=\"invalid_token\""])
            }
            context.identity = Identity(name: owner, role: .owner, proof: .bearer)
        } else if let cookie = request.cookies[keys.cookieName]?.value, let session = keys.session(cookie: cookie) {
            context.identity = Identity(name: owner, role: .owner, proof: .session(session))
        }
        return try await next(request, context)
    }
}

/// Lets only signed-in people through; stands before every route of the API but signing in.
struct SignedIn: RouterMiddleware {
    typealias Context = ServerContext

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        _ = try context.person()
        return try await next(request, context)
    }
}

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PolyptychWorkshop

/// Pages and static files: the launch URL, signing in, the application itself.
struct PageController {
    let keys: AccessKeys
    let assets: AssetMap
    let rule: HostRule
    let pool: WorkPool

    func addRoutes(to router: Router<ServerContext>) {
        router.get("launch", use: launch)
        router.get("sign-in", use: signIn)
        router.get("", use: application)
        router.get("**", use: file)
    }

    /// Spends the one-time code and signs the browser in.
    ///
    /// Answers with a page that goes on by itself rather than with a redirect: a redirect from a link on another page would arrive
    /// without the new SameSite=Strict cookie.
    @Sendable func launch(request: Request, context: ServerContext) async throws -> Response {
        let code = request.query("token") ?? ""
        guard let session = try await pool.run(urgent: true, { try keys.redeem(launchCode: code) }) else {
            if context.identity != nil { return Self.redirect(to: "/") }
            return Self.redirect(to: "/sign-in?launch=spent")
        }
        var response = try page("/launch.html", request: request)
        response.headers[.cacheControl] = "no-store"
        response.setCookie(keys.cookie(session, secure: rule.isBehindTLS(request)))
        return response
    }

    @Sendable func signIn(request: Request, context: ServerContext) async throws -> Response {
        try page("/sign-in.html", request: request)
    }

    /// The application, or the way in for a browser without a session.
    @Sendable func application(request: Request, context: ServerContext) async throws -> Response {
        guard context.identity != nil else { return Self.redirect(to: "/sign-in") }
        return try page("/index.html", request: request)
    }

    /// A file of the map; an address of the application (no file extension) is answered with the application.
    @Sendable func file(request: Request, context: ServerContext) async throws -> Response {
        let path = request.uri.path
        if let asset = assets[path], path != "/openapi.yaml" {
            if path.hasSuffix(".html"), path != "/sign-in.html", path != "/launch.html", context.identity == nil { return Self.redirect(to: "/sign-in") }
            return request.answer(asset.body, contentType: asset.contentType, eTag: asset.eTag, cacheControl: asset.cacheControl)
        }
        let isPage = !path.hasPrefix("/api") && !(path.split(separator: "/").last ?? "").contains(".") && (request.headers[.accept] ?? "").contains("text/html")
        guard isPage else { throw HTTPError(.notFound) }
        return try await application(request: request, context: context)
    }

    private func page(_ name: String, request: Request) throws -> Response {
        guard let asset = assets[name] else {
            throw APIError(
                .notFound, "not-found", "The page \(name) is missing from this installation.", hint: "Install again, or set POLYPTYCH_RESOURCES to the folder that holds WebAssets.")
        }
        return request.answer(asset.body, contentType: asset.contentType, eTag: asset.eTag, cacheControl: asset.cacheControl)
    }

    static func redirect(to location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }
}

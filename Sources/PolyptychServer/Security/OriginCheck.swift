import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
    static let xForwardedProto = Self("X-Forwarded-Proto")!
}

/// Refuses what another site's page asks a browser to do here.
///
/// For every method that changes state: `Sec-Fetch-Site`, where present, must be `same-origin`; `Origin`, where present, must be
/// this server by the very name of the Host header, and `null` is refused. A request that shows neither comes from no browser of
/// today: it passes only as a script does, with a bearer token and without cookies.
struct OriginCheck: RouterMiddleware {
    typealias Context = ServerContext
    let rule: HostRule

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        if request.method != .get, request.method != .head { try Self.check(request, rule: rule) }
        return try await next(request, context)
    }

    static func check(_ request: Request, rule: HostRule) throws(APIError) {
        let sites = request.headers[values: .secFetchSite]
        let origins = request.headers[values: .origin]
        guard sites.allSatisfy({ $0 == "same-origin" }) else { throw refused("a page of another site (\(ServerContext.shown(sites.joined(separator: ", "))))") }
        guard origins.count <= 1 else { throw refused("more than one origin") }
        if let origin = origins.first {
            guard isSelf(origin, host: request.head.authority ?? "", rule: rule) else { throw refused("the origin \(ServerContext.shown(origin))") }
        }
        if origins.isEmpty, sites.isEmpty {
            let isScript = request.headers[.authorization] != nil && request.headers[.cookie] == nil
            guard isScript else {
                throw APIError(
                    .forbidden, "origin-missing", "A change must say which page it comes from.",
                    hint: "Browsers send Origin by themselves; a script sends Authorization: Bearer and no cookie.")
            }
        }
    }

    /// `http` or `https`, and the same authority as the Host header.
    private static func isSelf(_ origin: String, host: String, rule: HostRule) -> Bool {
        for (prefix, port) in [("http://", 80), ("https://", 443)] where origin.lowercased().hasPrefix(prefix) {
            let authority = String(origin.dropFirst(prefix.count))
            guard let own = HostRule.parse(host), let other = HostRule.parse(authority), rule.accepts(authority, defaultPort: port) else { return false }
            // Behind a proxy the Host header carries the outer name, without a port where that is the scheme's own.
            return own.host == other.host && (own.port ?? port) == (other.port ?? port)
        }
        return false
    }

    private static func refused(_ whom: String) -> APIError {
        APIError(.forbidden, "origin-refused", "Requests from \(whom) are refused.", hint: "Open Polyptych itself and try again there.")
    }
}

/// Refuses reads of the API by pages of other sites, other ports of this machine included.
struct FetchSiteCheck: RouterMiddleware {
    typealias Context = ServerContext

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard request.headers[values: .secFetchSite].allSatisfy({ $0 == "same-origin" || $0 == "none" }) else {
            throw APIError(.forbidden, "origin-refused", "Pages of other sites may not read from here.", hint: "Open Polyptych itself and try again there.")
        }
        return try await next(request, context)
    }
}

import HTTPTypes
import Hummingbird

/// Refuses requests for another host, before anything else is looked at.
struct HostCheck: RouterMiddleware {
    typealias Context = ServerContext
    let rule: HostRule

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        // The first Host header arrives as the authority; any further one is left among the fields.
        let further = request.headers.contains { $0.name.canonicalName == "host" }
        guard let host = request.head.authority, !further, rule.accepts(host) else {
            let shown = ServerContext.shown(request.head.authority ?? "")
            throw APIError(
                .forbidden, "host-refused",
                shown.isEmpty ? "The request does not say which host it is for." : "This server does not answer to the name \(shown).",
                hint: "Use the address that `polyptych serve` printed, or start it with --allowed-host NAME.")
        }
        return try await next(request, context)
    }
}

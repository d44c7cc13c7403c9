import Hummingbird
import Logging

/// What travels with one request: parameters, logger, and who asks.
public struct ServerContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Who asks; nil until ``Authentication`` has found out, and for strangers.
    public var identity: Identity?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }
}

/// Who asks, and how they proved it.
public struct Identity: Sendable, Equatable {
    public enum Proof: Sendable, Equatable {
        /// The cookie of a browser that signed in; holds the session's fingerprint.
        case session(String)
        /// `Authorization: Bearer`, as scripts send it.
        case bearer
    }
    public var name: String
    public var role: Role
    public var proof: Proof

    public enum Role: String, Codable, Sendable { case annotator, reviewer, owner }
}

extension ServerContext {
    /// Who asks, where the route is for signed-in people only.
    func person() throws -> Identity {
        guard let identity else { throw APIError.signInNeeded }
        return identity
    }
}

extension APIError {
    static var signInNeeded: APIError {
        APIError(
            .unauthorized, "sign-in-needed", "You are not signed in to this workspace.",
            hint: "Open /sign-in and paste the token that `polyptych serve` printed, or send it as Authorization: Bearer.",
            headers: [.wwwAuthenticate: "Bearer realm=\"polyptych\""])
    }
}

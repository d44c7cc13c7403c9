import HTTPTypes
import Hummingbird

/// A refusal or failure as the API tells it: a stable code, a sentence, what to do next, and facts for a program.
public struct APIError: Error, Sendable {
    public var status: HTTPResponse.Status
    /// Stable and lower-case with hyphens, for instance `stale` or `not-found`.
    public var code: String
    /// A sentence that names the thing.
    public var message: String
    /// What to do next.
    public var hint: String?
    /// Facts for a program: the current state, a position in a query, an offset.
    public var details: (any Encodable & Sendable)?
    public var headers: HTTPFields

    public init(
        _ status: HTTPResponse.Status, _ code: String, _ message: String, hint: String? = nil,
        details: (any Encodable & Sendable)? = nil, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.details = details
        self.headers = headers
    }
}

extension APIError {
    /// What is named does not exist, or not any more.
    public static func notFound(_ what: String) -> APIError {
        APIError(.notFound, "not-found", "\(what) does not exist.", hint: "It may have been removed; go back and reload the list.")
    }

    /// A part of the path or query has the wrong form.
    public static func invalidParameter(_ name: String, _ message: String) -> APIError {
        APIError(.badRequest, "invalid-parameter", message, details: ["parameter": name])
    }

    /// The body is well-formed, yet what it asks for cannot be done.
    public static func invalid(_ message: String, hint: String? = nil, field: String? = nil) -> APIError {
        APIError(.unprocessableContent, "invalid", message, hint: hint, details: field.map { ["field": $0] })
    }
}

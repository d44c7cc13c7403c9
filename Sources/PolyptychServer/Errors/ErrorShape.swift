import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns whatever a handler throws into the one error shape; no handler writes an error answer itself.
struct ErrorShape: RouterMiddleware {
    typealias Context = ServerContext

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return Self.apiError(for: error, request: request, context: context).response()
        }
    }

    static func apiError(for error: any Error, request: Request, context: ServerContext) -> APIError {
        switch error {
        case let error as APIError:
            return error
        case let error as HTTPError:
            return http(error, request: request)
        case is NIOTooManyBytesError:
            return .tooLarge(limit: nil)
        case let error as DecodingError:
            return .undecodable(error)
        default:
            if let known = known(error) { return known }
            let reference = UUID().uuidString.prefix(8).lowercased()
            context.logger.error("Unexpected failure", metadata: ["reference": "\(reference)", "error": "\(error)", "path": "\(request.uri.path)"])
            return APIError(
                .internalServerError, "internal", "Something went wrong here that should not have.",
                hint: "Try again. If it stays, look for \(reference) in the server's output.", details: ["reference": reference])
        }
    }

    private static func http(_ error: HTTPError, request: Request) -> APIError {
        switch error.status {
        case .notFound:
            APIError(
                .notFound, "not-found", "There is nothing at \(request.method.rawValue) \(request.uri.path).",
                hint: "The routes are listed in /api/v1/openapi.yaml and by `polyptych routes`.")
        case .contentTooLarge:
            .tooLarge(limit: nil)
        default:
            APIError(error.status, "refused-request", error.body ?? error.status.reasonPhrase)
        }
    }
}

extension APIError {
    /// The body is larger than the route takes.
    static func tooLarge(limit: Int?) -> APIError {
        APIError(
            .contentTooLarge, "too-large",
            limit.map { "This request carries more than the \($0.formatted(.byteCount(style: .file))) that this address takes." }
                ?? "This request carries more than this address takes.",
            hint: "Send less at once.", details: limit.map { ["limit": $0] }, headers: [.connection: "close"])
    }

    /// The body is not the JSON that the route expects; names the field.
    static func undecodable(_ error: DecodingError) -> APIError {
        func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            (context.codingPath + (last.map { [$0] } ?? [])).reduce(into: "") { text, key in
                if let index = key.intValue { text += "[\(index)]" } else { text += (text.isEmpty ? "" : ".") + key.stringValue }
            }
        }
        let (field, message): (String, String) =
            switch error {
            case .keyNotFound(let key, let context): (path(context, key), "The field \(path(context, key)) is missing.")
            case .typeMismatch(let type, let context): (path(context), "The field \(path(context)) is not of the expected kind (\(JSON.name(of: type))).")
            case .valueNotFound(_, let context): (path(context), "The field \(path(context)) may not be null.")
            case .dataCorrupted(let context) where context.codingPath.isEmpty: ("", "The body is not valid JSON.")
            case .dataCorrupted(let context): (path(context), "The field \(path(context)) is not understood: \(context.debugDescription)\(context.debugDescription.hasSuffix(".") ? "" : ".")")
            @unknown default: ("", "The body is not understood.")
            }
        return APIError(
            .badRequest, "invalid-json", message, hint: "The expected shape is in /api/v1/openapi.yaml.", details: field.isEmpty ? nil : ["field": field])
    }
}

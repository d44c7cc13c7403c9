import HTTPTypes
import Hummingbird

extension Request {
    /// The version that a change is based on, from `If-Match: "7"`; 428 where it is missing, 400 where it is something else.
    func basedOnVersion() throws -> Int {
        let values = headers[values: .ifMatch]
        guard let value = values.first else {
            throw APIError(
                .preconditionRequired, "version-required", "A change must say which version it is based on.",
                hint: "Send the version that you read as If-Match: \"7\".")
        }
        guard values.count == 1, value.count > 2, value.hasPrefix("\""), value.hasSuffix("\""),
            let version = Int(value.dropFirst().dropLast()), version >= 0
        else {
            throw APIError(
                .badRequest, "invalid-version", "If-Match holds \(value), which is not a version.", hint: "Send one quoted number: If-Match: \"7\".")
        }
        return version
    }
}

extension HTTPFields {
    /// The `ETag` of a thing with a version: what `If-Match` must repeat.
    static func version(_ version: Int) -> HTTPFields { [.eTag: "\"\(version)\""] }
}

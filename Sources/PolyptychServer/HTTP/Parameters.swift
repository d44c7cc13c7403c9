import Foundation
import Hummingbird

extension ServerContext {
    /// A numeric id in the path; anything else names nothing.
    func id(_ name: String, of what: String) throws -> Int64 {
        let text = parameters.get(name) ?? ""
        guard let id = Int64(text), id > 0, text == String(id) else { throw APIError.notFound("\(what) \(Self.shown(text))") }
        return id
    }

    /// 64 lowercase hexadecimal digits in the path; anything else names nothing.
    func sha256(_ name: String) throws -> String {
        let text = parameters.get(name) ?? ""
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            throw APIError.notFound("The image \(Self.shown(text))")
        }
        return text
    }

    /// A word of letters, digits and hyphens in the path; anything else names nothing.
    func word(_ name: String, of what: String) throws -> String {
        let text = parameters.get(name) ?? ""
        guard !text.isEmpty, text.utf8.count <= 80, text.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) || (65...90).contains($0) || $0 == 45 })
        else { throw APIError.notFound("\(what) \(Self.shown(text))") }
        return text
    }

    /// A stretch of what was asked for, short enough for a sentence.
    static func shown(_ text: String) -> String { text.count > 60 ? "\(text.prefix(60))…" : text }
}

extension Request {
    /// A text in the query string, decoded as `URLSearchParams` writes it; nil where it is absent or not UTF-8.
    func query(_ name: String) -> String? {
        for pair in (uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0] == name else { continue }
            return (parts.count > 1 ? String(parts[1]) : "").replacingOccurrences(of: "+", with: " ").removingPercentEncoding
        }
        return nil
    }

    /// A whole number in the query string; 400 where it is something else or out of range.
    func query(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = query(name), !text.isEmpty else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw APIError.invalidParameter(name, "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound), not \(ServerContext.shown(text)).")
        }
        return value
    }

    /// One of the cases of `type` in the query string, or `standard` where it is absent.
    func query<T: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: T.Type, standard: T) throws -> T {
        guard let text = query(name), !text.isEmpty else { return standard }
        guard let value = T(rawValue: text) else {
            throw APIError.invalidParameter(
                name, "\(name) is one of \(T.allCases.map(\.rawValue).joined(separator: ", ")), not \(ServerContext.shown(text)).")
        }
        return value
    }
}

import Foundation

/// Says to which set an image belongs by its name: `{set}_{view}`, or a regular expression with named groups `set` and `view`.
public struct FlatPattern: Sendable {
    /// What a name says.
    public struct Match: Hashable, Sendable {
        public var set: String
        public var view: String?
        public var category: String?
    }

    public let text: String
    /// True where the pattern speaks of the relative path, not only of the name.
    public let isOverPath: Bool
    private let expression: NSRegularExpressionBox
    private let groups: Set<String>

    public init(_ text: String) throws(ImportFault) {
        self.text = text
        let isExpression = text.contains("(?<")
        let source: String
        if isExpression {
            source = "^(?:" + text + ")$"
        } else {
            source = try Self.expression(of: text)
        }
        groups = Set(["set", "view", "category"].filter { source.contains("(?<\($0)>") })
        guard groups.contains("set") else { throw .patternInvalid(pattern: text, why: "it has no {set}") }
        isOverPath = text.contains("/")
        do {
            expression = NSRegularExpressionBox(try NSRegularExpression(pattern: source))
        } catch {
            throw .patternInvalid(pattern: text, why: "it is no valid regular expression")
        }
    }

    /// What the pattern reads from a relative path; nil where it does not fit.
    public func match(path: String) -> Match? {
        var subject = isOverPath ? path : PathName.last(of: path)
        let suffix = PathName.suffix(of: subject)
        // The extension is no part of the name unless the pattern speaks of it.
        if !suffix.isEmpty, !text.lowercased().hasSuffix(".\(suffix)") { subject = String(subject.dropLast(suffix.count + 1)) }
        let whole = NSRange(subject.startIndex..., in: subject)
        guard let found = expression.value.firstMatch(in: subject, range: whole) else { return nil }
        func group(_ name: String) -> String? {
            guard groups.contains(name), let range = Range(found.range(withName: name), in: subject) else { return nil }
            return String(subject[range])
        }
        guard let set = group("set"), !set.isEmpty else { return nil }
        return Match(set: set, view: group("view"), category: group("category"))
    }

    /// Patterns that divide names into several sets of at most 16, the finest first.
    public static func suggestions(for names: [String]) -> [String] {
        ["{set}_{view}", "{set}-{view}", "{set} {view}", "{set}.{view}", "{set} ({view})", "(?<set>.*[^0-9])(?<view>[0-9]+)"].filter { text in
            guard let pattern = try? FlatPattern(text) else { return false }
            var counts: [String: Int] = [:]
            for name in names {
                guard let match = pattern.match(path: PathName.last(of: name)), isViewName(match.view) else { return false }
                counts[match.set, default: 0] += 1
            }
            return counts.count >= 2 && counts.values.allSatisfy { (2...16).contains($0) }
        }
    }

    /// A number, a letter, or a word for a side.
    private static func isViewName(_ name: String?) -> Bool {
        guard let name = name?.lowercased(), !name.isEmpty else { return false }
        if name.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return true }
        if name.count == 1 { return true }
        return ["front", "back", "left", "right", "side", "top", "bottom", "rear", "detail"].contains(name)
            || name.range(of: "^(view|img|image|cam|frame|v|f|c)[0-9]+$", options: .regularExpression) != nil
    }

    private static func expression(of pattern: String) throws(ImportFault) -> String {
        var result = "^"
        var rest = pattern[...]
        var seen: Set<String> = []
        while let open = rest.firstIndex(of: "{") {
            result += NSRegularExpression.escapedPattern(for: String(rest[..<open]))
            guard let close = rest[open...].firstIndex(of: "}") else { throw .patternInvalid(pattern: pattern, why: "a { has no }") }
            let name = String(rest[rest.index(after: open)..<close])
            switch name {
            case "set", "view", "category":
                guard seen.insert(name).inserted else { throw .patternInvalid(pattern: pattern, why: "{\(name)} stands in it twice") }
                result += name == "category" ? "(?<category>[^/]+?)" : pattern.contains("/") ? "(?<\(name)>[^/]+)" : "(?<\(name)>.+)"
            case "*": result += ".*?"
            default:
                throw .patternInvalid(pattern: pattern, why: "{\(name)} is not {set}, {view}, {category} or {*}")
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + NSRegularExpression.escapedPattern(for: String(rest)) + "$"
    }
}

/// A compiled expression is immutable and may be used from any thread.
struct NSRegularExpressionBox: @unchecked Sendable {
    let value: NSRegularExpression
    init(_ value: NSRegularExpression) { self.value = value }
}

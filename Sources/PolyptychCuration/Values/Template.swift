/// How a joint prompt is put together; a closed record from which renderer and parser are both derived.
///
///     [HEADER] OPENER SUMMARY afterSummary (MARKER LEAD-IN SEGMENT separator)… terminator
///
/// `opener` and `leadIn` may hold `{count}` (two, three …) and `{ordinal}` (first, second …).
public struct Template: Codable, Hashable, Sendable, Identifiable {
    /// Stable name of a preset, or `custom`.
    public var id: String
    public var name: String
    public var header: HeaderRule
    /// Before the summary, for instance `This set of {count} images`; may be empty.
    public var opener: String
    /// Between summary and first marker, trailing space included, for instance `". "` or `"; "`.
    public var afterSummary: String
    /// Before each segment, for instance `The {ordinal} image shows`; may be empty.
    public var leadIn: String
    /// Between a segment and the next marker, trailing space included.
    public var separator: String
    /// After the last segment; may be empty.
    public var terminator: String

    public init(
        id: String, name: String, header: HeaderRule, opener: String = "", afterSummary: String, leadIn: String = "",
        separator: String, terminator: String
    ) {
        self.id = id
        self.name = name
        self.header = header
        self.opener = opener
        self.afterSummary = afterSummary
        self.leadIn = leadIn
        self.separator = separator
        self.terminator = terminator
    }
}

/// What stands in brackets before everything else.
///
/// JSON: `"none"`, `"count"` (`[TWO-VIEWS]` … `[SIXTEEN-VIEWS]`), or `{"literal": "MOVIE-SHOTS"}`.
public enum HeaderRule: Hashable, Sendable {
    case none
    case count
    case literal(String)
}

extension HeaderRule: Codable {
    private enum Keys: String, CodingKey { case literal }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "none": self = .none
            case "count": self = .count
            default:
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "header rule is \"none\", \"count\" or {\"literal\": …}"))
            }
        } else {
            self = .literal(try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .literal))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .none, .count:
            var container = encoder.singleValueContainer()
            try container.encode(self == .none ? "none" : "count")
        case .literal(let text):
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(text, forKey: .literal)
        }
    }
}

/// How panels are named; a marker is a pure function of scheme, layout, view count and position.
///
/// JSON: `"numbered"` (`[IMAGE1]`), `"positional"` (`[LEFT]`, `[TOP-LEFT]`, `[ROW2-COL3]`), `"scene"` (`[SCENE-1]`), or
/// `{"custom": "VIEW-{n}"}` (without brackets; `{n}` is the 1-based position).
public enum MarkerScheme: Hashable, Sendable {
    case numbered
    case positional
    case scene
    case custom(String)
}

extension MarkerScheme: Codable {
    private enum Keys: String, CodingKey { case custom }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "numbered": self = .numbered
            case "positional": self = .positional
            case "scene": self = .scene
            default:
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "marker scheme is \"numbered\", \"positional\", \"scene\" or {\"custom\": …}"))
            }
        } else {
            self = .custom(try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .custom))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if case .custom(let pattern) = self {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(pattern, forKey: .custom)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(self == .numbered ? "numbered" : self == .positional ? "positional" : "scene")
        }
    }
}

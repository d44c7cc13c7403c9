/// The text of a whole set: rendered from structure, or kept to the letter.
///
/// JSON: `{"kind":"structured","header":…,"summary":…}` or `{"kind":"verbatim","text":…,"viewOrder":[…]}`.
public enum JointPrompt: Hashable, Sendable {
    case structured(StructuredPrompt)
    case verbatim(VerbatimPrompt)
}

/// Header and summary; the segments are the views' captions and the template renders the rest.
public struct StructuredPrompt: Codable, Hashable, Sendable {
    public var header: HeaderChoice
    public var summary: String

    public init(header: HeaderChoice = .template, summary: String = "") {
        self.header = header
        self.summary = summary
    }
}

/// Whether the template's header is used, none, or one of the set's own.
///
/// JSON: `"template"`, `"none"`, or `{"custom": "MOVIE-SHOTS"}` (without brackets).
public enum HeaderChoice: Hashable, Sendable {
    case template
    case none
    case custom(String)
}

/// Text that came from outside, kept to the letter.
public struct VerbatimPrompt: Codable, Hashable, Sendable {
    public var text: String
    /// The order of views the text was written for.
    public var viewOrder: [ViewID]

    public init(text: String, viewOrder: [ViewID]) {
        self.text = text
        self.viewOrder = viewOrder
    }
}

extension JointPrompt: Codable {
    private enum Keys: String, CodingKey { case kind }
    private enum Kind: String, Codable { case structured, verbatim }

    public init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: Keys.self).decode(Kind.self, forKey: .kind) {
        case .structured: self = .structured(try StructuredPrompt(from: decoder))
        case .verbatim: self = .verbatim(try VerbatimPrompt(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch self {
        case .structured(let prompt):
            try container.encode(Kind.structured, forKey: .kind)
            try prompt.encode(to: encoder)
        case .verbatim(let prompt):
            try container.encode(Kind.verbatim, forKey: .kind)
            try prompt.encode(to: encoder)
        }
    }
}

extension HeaderChoice: Codable {
    private enum Keys: String, CodingKey { case custom }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "template": self = .template
            case "none": self = .none
            default:
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "header is \"template\", \"none\" or {\"custom\": …}"))
            }
        } else {
            self = .custom(try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .custom))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .template, .none:
            var container = encoder.singleValueContainer()
            try container.encode(self == .template ? "template" : "none")
        case .custom(let text):
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(text, forKey: .custom)
        }
    }
}

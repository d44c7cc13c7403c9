import Foundation
import PolyptychCuration
import PolyptychImporting

/// What to import into a project.
public struct ImportRequest: Codable, Sendable {
    public var source: Source
    public var options: ImportOptions

    /// JSON: `{"path": "…"}` (a path on the server, owners only) or `{"upload": 3}`.
    public enum Source: Hashable, Sendable {
        case path(String)
        case upload(Int64)
    }

    public init(source: Source, options: ImportOptions) {
        self.source = source
        self.options = options
    }
}

extension ImportRequest.Source: Codable {
    private enum Keys: String, CodingKey { case path, upload }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        if let path = try container.decodeIfPresent(String.self, forKey: .path) {
            self = .path(path)
        } else {
            self = .upload(try container.decode(Int64.self, forKey: .upload))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch self {
        case .path(let path): try container.encode(path, forKey: .path)
        case .upload(let id): try container.encode(id, forKey: .upload)
        }
    }
}

/// What an MVImgNet tree holds.
public struct ImportClasses: Codable, Sendable {
    public var classes: [MVImgNetIndex.Summary]
    /// In all classes together.
    public var objects: Int
}

/// Which sample scenes to render.
public struct SampleRequest: Codable, Sendable {
    public var sets: Int
    public var seed: UInt64

    public init(sets: Int, seed: UInt64) {
        self.sets = sets
        self.seed = seed
    }
}

/// One set's findings.
public struct LintAnswer: Codable, Sendable {
    public var set: Int64
    public var key: String
    public var status: ReviewStatus
    public var findings: [Finding]
}

/// A page of findings by set, in key order.
public struct LintPage: Codable, Sendable {
    public var sets: [LintAnswer]
    public var next: String?
}

/// What a batch is about: chosen sets, or everything a query finds.
public struct Selection: Codable, Sendable {
    public var ids: [Int64]?
    public var query: String?

    public init(ids: [Int64]? = nil, query: String? = nil) {
        self.ids = ids
        self.query = query
    }
}

/// What a batch does to each of its sets.
///
/// JSON: `{"kind":"edits","edits":[…]}`, `{"kind":"fix","codes":[…]}`, `{"kind":"replace","find":…,"with":…,"regex":false,"scope":"all"}`
/// or `{"kind":"review","to":"accepted"}`.
public enum BatchAction: Sendable {
    case edits([SetEdit])
    case fix(codes: [FindingCode])
    case replace(find: String, with: String, regex: Bool, scope: ReplaceScope)
    case review(to: ReviewStatus, reason: String?)

    public enum ReplaceScope: String, Codable, Sendable { case all, captions, summary }
}

extension BatchAction: Codable {
    private enum Keys: String, CodingKey { case kind, edits, codes, find, with, regex, scope, to, reason }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "edits": self = .edits(try container.decode([SetEdit].self, forKey: .edits))
        case "fix": self = .fix(codes: try container.decodeIfPresent([FindingCode].self, forKey: .codes) ?? FindingCode.allCases)
        case "replace":
            self = .replace(
                find: try container.decode(String.self, forKey: .find), with: try container.decode(String.self, forKey: .with),
                regex: try container.decodeIfPresent(Bool.self, forKey: .regex) ?? false,
                scope: try container.decodeIfPresent(ReplaceScope.self, forKey: .scope) ?? .all)
        case "review":
            self = .review(
                to: try container.decode(ReviewStatus.self, forKey: .to), reason: try container.decodeIfPresent(String.self, forKey: .reason))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container, debugDescription: "kind is edits, fix, replace or review, not \"\(other)\"")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch self {
        case .edits(let edits):
            try container.encode("edits", forKey: .kind)
            try container.encode(edits, forKey: .edits)
        case .fix(let codes):
            try container.encode("fix", forKey: .kind)
            try container.encode(codes, forKey: .codes)
        case .replace(let find, let with, let regex, let scope):
            try container.encode("replace", forKey: .kind)
            try container.encode(find, forKey: .find)
            try container.encode(with, forKey: .with)
            try container.encode(regex, forKey: .regex)
            try container.encode(scope, forKey: .scope)
        case .review(let status, let reason):
            try container.encode("review", forKey: .kind)
            try container.encode(status, forKey: .to)
            try container.encodeIfPresent(reason, forKey: .reason)
        }
    }
}

/// The changes a batch would make, before they are made.
public struct BatchPreview: Codable, Sendable {
    public var preview: String
    /// Of all changes, also those that are not spelled out.
    public var count: Int
    /// The first of them.
    public var changes: [Change]
    public var refused: [Refusal]

    public struct Change: Codable, Sendable {
        public var set: Int64
        public var key: String
        public var version: Int
        public var before: String
        public var after: String
        public var diff: [DiffPiece]
        /// What changes beside the text: `draft → accepted`.
        public var note: String?
    }
    public struct Refusal: Codable, Sendable {
        public var set: Int64
        public var key: String
        public var message: String
    }
}

/// What a batch did.
public struct BatchResult: Codable, Sendable {
    public var group: Int64?
    public var applied: Int
    public var refused: [BatchPreview.Refusal]
}

/// A change that concerns several sets at once.
///
/// JSON: `{"action":"split","set":1,"at":2}`, `{"action":"merge","sets":[1,2],"key":"a"}`, `{"action":"duplicate","sets":[1]}`,
/// `{"action":"delete","sets":[…]}`, `{"action":"restore","sets":[…]}`, `{"action":"moveViews","from":1,"views":["v"],"to":2,"at":0}`.
public struct RegroupRequest: Codable, Sendable {
    public enum Action: String, Codable, Sendable { case split, merge, duplicate, delete, restore, moveViews }
    public var action: Action
    public var set: Int64?
    public var sets: [Int64]?
    public var at: Int?
    public var key: String?
    public var from: Int64?
    public var to: Int64?
    public var views: [ViewID]?
    /// For a split: the views of each part.
    public var groups: [[ViewID]]?
}

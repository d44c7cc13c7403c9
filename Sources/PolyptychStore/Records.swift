import Foundation
import PolyptychCuration

public struct ProjectRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var name: String
    /// Rises with every change of name or settings.
    public var version: Int
    /// Rises with the settings only.
    public var settingsVersion: Int
    public var settings: ProjectSettings
    public var createdAt: Date
    public var createdBy: String
    public var updatedAt: Date
    public var updatedBy: String
}

/// How many of what a project holds; deleted sets are not counted.
public struct ProjectCounts: Codable, Hashable, Sendable {
    public var sets: Int
    public var views: Int
    /// Every status is present.
    public var status: [ReviewStatus: Int]
    /// Sets with at least one undismissed error, and sets with a warning but no error.
    public var setsWithErrors: Int
    public var setsWithWarnings: Int
}

/// A set as it stands.
public struct SetRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var project: Int64
    /// Rises by one with every revision.
    public var version: Int
    public var state: SetState
    /// SHA-256 of the state's canonical JSON.
    public var stateHash: String
    public var createdAt: Date
    public var createdBy: String
    public var updatedAt: Date
    public var updatedBy: String
}

/// An original by content.
public struct BlobRecord: Codable, Hashable, Sendable {
    public enum Thumbnail: String, Codable, Sendable { case none, ready, failed }

    /// 64 lowercase hex digits.
    public var sha256: String
    public var format: String
    public var bytes: Int
    /// Pixels after EXIF orientation.
    public var width: Int
    public var height: Int
    /// Where it lies when it was imported in place; nil means the workspace holds a copy.
    public var reference: String?
    public var measure: ViewMeasure?
    public var thumbnail: Thumbnail
    public var isMissing: Bool

    public init(
        sha256: String, format: String, bytes: Int, width: Int, height: Int, reference: String? = nil, measure: ViewMeasure? = nil,
        thumbnail: Thumbnail = .none, isMissing: Bool = false
    ) {
        self.sha256 = sha256
        self.format = format
        self.bytes = bytes
        self.width = width
        self.height = height
        self.reference = reference
        self.measure = measure
        self.thumbnail = thumbnail
        self.isMissing = isMissing
    }
}

/// A frame of a set's scene that was not chosen, to swap in.
public struct CandidateRecord: Codable, Hashable, Sendable {
    public var name: String
    /// The file it was found as; nil for one that lives in the workspace.
    public var path: String?
    /// Known once it was read; nil for a frame that nobody looked at yet.
    public var sha256: String?
    public var width: Int?
    public var height: Int?
    public var angles: CameraAngles?

    public init(name: String, path: String? = nil, sha256: String? = nil, width: Int? = nil, height: Int? = nil, angles: CameraAngles? = nil) {
        self.name = name
        self.path = path
        self.sha256 = sha256
        self.width = width
        self.height = height
        self.angles = angles
    }
}

/// A set to be made.
public struct NewSet: Sendable {
    public var state: SetState
    public var candidates: [CandidateRecord]

    public init(state: SetState, candidates: [CandidateRecord] = []) {
        self.state = state
        self.candidates = candidates
    }
}

/// One thing that happened, in order.
public struct ChangeRecord: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable { case set, project, job, export }

    /// Rises for ever; the event id that browsers resume from.
    public var sequence: Int64
    public var at: Date
    public var kind: Kind
    public var id: Int64
    public var project: Int64?
    public var version: Int
    public var by: String
}

/// What one change group did.
public struct GroupRecord: Codable, Hashable, Sendable, Identifiable {
    public enum Kind: String, Codable, Sendable { case create, `import`, edit, batch, regroup, restore, undo, redo }

    public var id: Int64
    public var project: Int64
    public var kind: Kind
    public var by: String
    public var at: Date
    public var why: String
    /// On an undo or redo: the group it is about.
    public var target: Int64?
    /// The undo that stands, where this group was undone.
    public var undoneBy: Int64?
    /// The sets it changed, in the order they were changed.
    public var sets: [Int64]
}

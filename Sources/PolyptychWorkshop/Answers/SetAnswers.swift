import Foundation
import PolyptychCuration

/// A set as the light table shows it.
public struct SetCard: Codable, Sendable {
    public var id: Int64
    public var key: String
    public var version: Int
    public var status: ReviewStatus
    public var viewCount: Int
    /// Width over height of the composite.
    public var aspect: Double
    public var width: Int
    public var height: Int
    /// The beginning of the joint prompt.
    public var excerpt: String
    public var category: String?
    public var tags: [String]
    /// Undismissed findings, worst first.
    public var findings: [Mark]
    /// URL of the composite's thumbnail; changes with its content.
    public var thumb: String
    public var views: [ViewCard]
    public var updatedAt: Date
    public var updatedBy: String

    public struct Mark: Codable, Sendable, Hashable {
        public var code: FindingCode
        public var severity: Finding.Severity
    }
    public struct ViewCard: Codable, Sendable {
        public var id: ViewID
        public var thumb: String
        public var name: String
    }
}

/// Everything the set editor shows of one set.
public struct SetDetail: Codable, Sendable {
    public var id: Int64
    public var project: Int64
    public var key: String
    /// Rises with every change; `If-Match` carries it.
    public var version: Int
    public var state: SetState
    public var effective: Effective
    public var rendered: RenderedPrompt
    /// Absent where the views do not fit the layout; `planFault` then says why.
    public var plan: LayoutPlan?
    public var planFault: String?
    public var findings: [Finding]
    public var tokens: TokenCounts
    /// Frames of the same scene that were not chosen, to swap in.
    public var candidates: [Candidate]
    public var images: [String: ViewImages]
    /// URL of the composite at full size; changes with its content.
    public var composite: String
    public var updatedAt: Date
    public var updatedBy: String
    public var deleted: Bool

    public struct Effective: Codable, Sendable {
        public var template: Template
        public var scheme: MarkerScheme
        public var layout: LayoutSpec
        public var targetResolution: Int
    }
    public struct Candidate: Codable, Sendable {
        public var index: Int
        /// Absent until the frame is first looked at.
        public var sha256: String?
        public var name: String
        public var width: Int?
        public var height: Int?
        public var thumb: String
        public var angles: CameraAngles?
    }
    public struct ViewImages: Codable, Sendable {
        public var thumb: String
        public var preview: String
        public var original: String
        public var width: Int
        public var height: Int
        public var measure: ViewMeasure?
    }
}

/// The order of a light table: fixed when asked for, so that nothing jumps while somebody reviews.
public struct TicketAnswer: Codable, Sendable {
    public var ticket: String
    public var count: Int
    /// Base64 of little-endian UInt32 set ids, in order.
    public var ids: String
    /// Base64 of little-endian UInt16: thousandths of the composite's width over its height.
    public var aspects: String
}

/// One page of a keyset list.
public struct SetPage: Codable, Sendable {
    public var sets: [SetCard]
    /// Pass as `after` for the following page; absent on the last.
    public var next: String?
}

/// What a query can be narrowed by, counted.
public struct FacetAnswer: Codable, Sendable {
    public var facets: [Facet]
    public struct Facet: Codable, Sendable {
        public var name: String
        public var values: [Value]
    }
    public struct Value: Codable, Sendable {
        public var value: String
        public var count: Int
        /// The query term that narrows to it.
        public var query: String
    }
}

/// One revision in a set's history, newest first.
public struct HistoryEntry: Codable, Sendable {
    public var id: Int64
    public var group: Int64
    public var version: Int
    public var at: Date
    public var by: String
    public var why: String
    public var summary: String
    /// The joint prompt after this revision, and how it differs from the one before.
    public var text: String
    public var diff: [DiffPiece]
}

/// What one change group did to the project.
public struct GroupAnswer: Codable, Sendable {
    public var group: Int64
    public var why: String
    public var sets: [Int64]
}

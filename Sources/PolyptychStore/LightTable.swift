import Foundation
import GRDB
import PolyptychCuration

/// How a light table is ordered.
public enum SetSort: String, Codable, CaseIterable, Sendable {
    /// By key as people order it: `mug-2` before `mug-10`.
    case key
    /// Errors first, then warnings.
    case worst
    /// Changed last first.
    case recent
    /// Made first first.
    case created
    /// Few views first.
    case views

    /// The columns after `project, deleted` of the index that covers this order.
    var columns: String {
        switch self {
        case .key: "s.orderKey, s.id"
        case .worst: "s.badness DESC, s.id"
        case .recent: "s.updatedAt DESC, s.id DESC"
        case .created: "s.id"
        case .views: "s.viewCount, s.id"
        }
    }

    var index: String {
        switch self {
        case .key: "imageSetOrderKey"
        case .worst: "imageSetOrderBadness"
        case .recent: "imageSetOrderUpdated"
        case .created: "imageSetOrderCreated"
        case .views: "imageSetOrderViews"
        }
    }

    /// What a page's cursor holds beside the id.
    var cursorColumn: String {
        switch self {
        case .key: "s.orderKey"
        case .worst: "s.badness"
        case .recent: "s.updatedAt"
        case .created: "s.id"
        case .views: "s.viewCount"
        }
    }
}

/// The whole order of a light table: what a ticket holds. Positions in both arrays belong together.
public struct SetOrder: Hashable, Sendable {
    public var ids: [UInt32]
    /// Thousandths of the composite's width over its height.
    public var aspects: [UInt16]
}

/// A set as the light table shows it.
public struct SetCardRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var key: String
    public var version: Int
    public var status: ReviewStatus
    public var viewCount: Int
    /// Of the composite, in pixels; 0 where the views do not fit the layout.
    public var width: Int
    public var height: Int
    /// Thousandths of width over height.
    public var aspect: Int
    public var excerpt: String
    public var category: String?
    public var tags: [String]
    /// Undismissed, worst first.
    public var findings: [Mark]
    public var views: [ViewCard]
    public var isDeleted: Bool
    public var clipTokens: Int
    public var t5Tokens: Int
    public var updatedAt: Date
    public var updatedBy: String

    public struct Mark: Codable, Hashable, Sendable {
        public var code: FindingCode
        public var severity: Finding.Severity
    }
    public struct ViewCard: Codable, Hashable, Sendable {
        public var id: ViewID
        public var sha256: String
        public var name: String
    }
}

/// One page of a keyset list.
public struct SetCardPage: Sendable {
    public var cards: [SetCardRecord]
    /// Pass as `after` for the following page; nil on the last.
    public var next: String?
}

/// What a query can be narrowed by, counted.
public struct Facet: Codable, Hashable, Sendable {
    public struct Value: Codable, Hashable, Sendable {
        public var value: String
        public var count: Int
        /// The term that narrows to it.
        public var term: String
    }
    public var name: String
    public var values: [Value]
}

import Foundation
import PolyptychCuration

/// A project as lists and pages show it.
public struct ProjectAnswer: Codable, Sendable {
    public var id: Int64
    public var name: String
    /// Rises with every change of name or settings; `If-Match` carries it.
    public var version: Int
    public var settings: ProjectSettings
    public var counts: Counts

    public struct Counts: Codable, Sendable {
        public var sets: Int
        public var views: Int
        /// By review status; every status is present.
        public var status: [String: Int]
        /// Sets with at least one undismissed finding, by severity.
        public var findings: [String: Int]

        public init(sets: Int, views: Int, status: [String: Int], findings: [String: Int]) {
            self.sets = sets
            self.views = views
            self.status = status
            self.findings = findings
        }
    }

    public init(id: Int64, name: String, version: Int, settings: ProjectSettings, counts: Counts) {
        self.id = id
        self.name = name
        self.version = version
        self.settings = settings
        self.counts = counts
    }
}

/// What a change of settings would do to real sets, before it is made.
public struct SettingsPreview: Codable, Sendable {
    public var changes: [Change]
    /// Sets whose rendered text or plan would differ.
    public var changed: Int
    /// Accepted sets that would keep their pinned text and be marked as departing.
    public var departs: Int

    public struct Change: Codable, Sendable {
        public var set: Int64
        public var key: String
        public var before: Rendering
        public var after: Rendering
    }
    public struct Rendering: Codable, Sendable {
        public var text: String
        public var plan: LayoutPlan?
    }
}

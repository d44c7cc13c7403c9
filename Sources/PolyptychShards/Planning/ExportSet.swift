import PolyptychCuration

/// A set as it enters an export: its state with the text and the plan that a snapshot pins.
public struct ExportSet: Codable, Hashable, Sendable {
    /// The store's number, for people to find the set by.
    public var id: Int64
    /// Hash of the revision that is exported.
    public var revision: String
    public var state: SetState
    /// The joint prompt as pinned or rendered.
    public var text: String
    public var plan: LayoutPlan

    public init(id: Int64, revision: String, state: SetState, text: String, plan: LayoutPlan) {
        self.id = id
        self.revision = revision
        self.state = state
        self.text = text
        self.plan = plan
    }
}

/// The snapshot that an export pins.
public struct SnapshotReference: Codable, Hashable, Sendable {
    public var name: String
    /// Content address of the snapshot.
    public var hash: String

    public init(name: String, hash: String) {
        self.name = name
        self.hash = hash
    }
}

/// Where a set stands in review.
public enum ReviewStatus: String, Codable, CaseIterable, Sendable { case draft, ready, accepted, rejected }

/// Status with what it pins: an accepted set keeps the text and plan it was accepted with.
public struct Review: Codable, Hashable, Sendable {
    public var status: ReviewStatus
    /// Why it was rejected.
    public var reason: String?
    /// Present exactly while the status is `accepted`.
    public var pinned: Pinned?

    public init(status: ReviewStatus = .draft, reason: String? = nil, pinned: Pinned? = nil) {
        self.status = status
        self.reason = reason
        self.pinned = pinned
    }

    /// The rendered prompt and the layout plan at the moment of acceptance.
    public struct Pinned: Codable, Hashable, Sendable {
        public var text: String
        public var plan: LayoutPlan

        public init(text: String, plan: LayoutPlan) {
            self.text = text
            self.plan = plan
        }
    }
}

/// A finding that somebody looked at and set aside for this set.
public struct Dismissal: Codable, Hashable, Sendable {
    /// The finding's ``Finding/id``.
    public var finding: String
    public var code: FindingCode
    public var by: String
    public var why: String

    public init(finding: String, code: FindingCode, by: String, why: String) {
        self.finding = finding
        self.code = code
        self.by = by
        self.why = why
    }
}

/// The full canonical state of one image set: what a revision stores and addresses by its hash.
///
/// A value without I/O. Every change is a ``SetEdit`` applied to a state; the store keeps the result as a revision.
public struct SetState: Codable, Hashable, Sendable {
    /// Stable name inside the project; no dots, slashes or control characters.
    public var key: String
    /// What the object or scene is, where the source says so (a class name, a folder name).
    public var category: String?
    /// Identifies the source object; train and holdout are split by it.
    public var source: String?
    public var tags: [String]
    /// In view order: the index is the position.
    public var views: [ViewState]
    public var prompt: JointPrompt
    /// What this set decides differently from its project.
    public var overrides: SetOverrides
    public var review: Review
    public var dismissals: [Dismissal]
    public var isDeleted: Bool

    public init(
        key: String, category: String? = nil, source: String? = nil, tags: [String] = [], views: [ViewState],
        prompt: JointPrompt = .structured(.init()), overrides: SetOverrides = .init(), review: Review = .init(),
        dismissals: [Dismissal] = [], isDeleted: Bool = false
    ) {
        self.key = key
        self.category = category
        self.source = source
        self.tags = tags
        self.views = views
        self.prompt = prompt
        self.overrides = overrides
        self.review = review
        self.dismissals = dismissals
        self.isDeleted = isDeleted
    }
}

/// What a set decides differently from the settings its project holds for its view count.
public struct SetOverrides: Codable, Hashable, Sendable {
    public var template: Template?
    public var scheme: MarkerScheme?
    public var layout: LayoutSpec?
    /// Side of the square whose area bounds the composite, in pixels.
    public var targetResolution: Int?

    public init(template: Template? = nil, scheme: MarkerScheme? = nil, layout: LayoutSpec? = nil, targetResolution: Int? = nil) {
        self.template = template
        self.scheme = scheme
        self.layout = layout
        self.targetResolution = targetResolution
    }
}

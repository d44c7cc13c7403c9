/// What a joint prompt says, apart from how it is put together.
public struct PromptStructure: Hashable, Sendable {
    public var header: HeaderChoice
    public var summary: String
    /// In view order; an empty one is a view without words.
    public var segments: [String]

    public init(header: HeaderChoice = .template, summary: String, segments: [String]) {
        self.header = header
        self.summary = summary
        self.segments = segments
    }
}

/// The best reading of a joint prompt: what is header, summary, marker and segment, and which view each segment belongs to.
public struct ParsedPrompt: Hashable, Sendable {
    public let text: String
    public let viewCount: Int
    /// How the text is put together; a preset where one fits. The hinted template where the text has no markers.
    public internal(set) var template: Template
    public internal(set) var scheme: MarkerScheme
    public internal(set) var layout: LayoutSpec
    /// The layout that the positional markers speak of; another than `layout` where they contradict it.
    public internal(set) var spokenLayout: LayoutSpec
    /// The header at the beginning of the text.
    public internal(set) var header: Mark?
    /// What stands before the header and does not belong there: `[trigger]`.
    public internal(set) var prefix: [Mark]
    /// Cleaned as an edit would clean it, without opener.
    public internal(set) var summary: String
    /// UTF-16 offsets; empty where there is no summary.
    public internal(set) var summaryRange: Range<Int>
    /// One for every marker, in text order.
    public internal(set) var sections: [Section]
    /// Words in brackets that are neither marker nor header, trainers' literals among them.
    public internal(set) var otherMarks: [Mark]
    /// The structure, where rendering it gives this text to the letter.
    public internal(set) var structure: PromptStructure?

    /// A marker with the words under it.
    public struct Section: Hashable, Sendable {
        public var mark: Mark
        /// The 0-based position that the marker names; nil where no view has it.
        public var claim: Int?
        /// The position that the words are given to; a repeated or unknown marker takes a position that nobody claims.
        public var position: Int?
        /// From the end of the marker to the next one.
        public var body: Range<Int>
        /// The words, cleaned as an edit would, without lead-in.
        public var segment: String
        public var segmentRange: Range<Int>
        /// The number in a typed lead-in such as `The third image shows`.
        public var ordinal: Int?
    }

    /// Whether there are no markers at all.
    public var isFreeText: Bool { sections.isEmpty }

    /// Whether every view has exactly one section under its own marker.
    public var placesEveryViewOnce: Bool {
        sections.count == viewCount && Set(sections.compactMap(\.claim)).count == viewCount
    }

    /// Whether markers and typed lead-ins leave no doubt which words belong to which view.
    public var isUnambiguous: Bool {
        placesEveryViewOnce && sections.allSatisfy { section in section.ordinal == nil || section.ordinal == section.claim.map { $0 + 1 } }
    }

    /// The section that a view's words come from.
    public func section(at position: Int) -> Section? { sections.first { $0.position == position } }

    public var form: PromptForm { PromptForm(template: template, scheme: scheme, layout: layout, viewCount: viewCount) }
}

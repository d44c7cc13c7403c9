/// A joint prompt as text, with what each stretch of it is.
public struct RenderedPrompt: Codable, Hashable, Sendable {
    public var text: String
    /// In text order, covering the whole text without gaps or overlaps.
    public var spans: [Span]

    public init(text: String, spans: [Span]) {
        self.text = text
        self.spans = spans
    }

    /// A stretch of the text; offsets are in UTF-16 code units, as browsers count.
    public struct Span: Codable, Hashable, Sendable {
        public enum Kind: String, Codable, Sendable {
            /// `glue` is what the template itself adds: opener, lead-ins, separators, terminator.
            case header, summary, marker, segment, glue, unplaced
        }
        public var kind: Kind
        public var view: ViewID?
        public var start: Int
        public var end: Int

        public init(kind: Kind, view: ViewID? = nil, start: Int, end: Int) {
            self.kind = kind
            self.view = view
            self.start = start
            self.end = end
        }
    }
}

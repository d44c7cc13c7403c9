/// What a caption file matched and what it did not.
public struct CaptionReport: Codable, Hashable, Sendable {
    /// The caption file's name.
    public var file: String
    public var rows: Int
    public var matchedRows: Int
    /// Rows that fit no set or view, or cannot be read.
    public var unmatched: [Row]
    /// Keys of sets that no row speaks of.
    public var setsWithoutText: [String]

    public struct Row: Codable, Hashable, Sendable {
        /// 1-based.
        public var line: Int
        /// What the row calls its set or image.
        public var name: String
        /// For people: why it was not used and what to do.
        public var sentence: String

        public init(line: Int, name: String, sentence: String) {
            self.line = line
            self.name = name
            self.sentence = sentence
        }
    }

    public init(file: String, rows: Int = 0, matchedRows: Int = 0, unmatched: [Row] = [], setsWithoutText: [String] = []) {
        self.file = file
        self.rows = rows
        self.matchedRows = matchedRows
        self.unmatched = unmatched
        self.setsWithoutText = setsWithoutText
    }
}

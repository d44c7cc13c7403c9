/// A place in a text that is, or was meant to be, a marker or a header.
public struct Mark: Hashable, Sendable {
    /// UTF-16 offsets, brackets included.
    public var range: Range<Int>
    /// As written, brackets included.
    public var text: String
    public var kind: Kind

    public enum Kind: Hashable, Sendable {
        /// Written exactly as its scheme writes it.
        case exact(MarkerReading)
        /// Readable, but not as any scheme writes it.
        case nearMiss(MarkerReading)
        /// Replaced or deleted by trainers: `[trigger]`, `[name]`.
        case trainerLiteral
        /// Some other words in square brackets.
        case other
    }

    /// Square brackets on both sides.
    public var isBracketed: Bool { text.hasPrefix("[") && text.hasSuffix("]") }

    /// What it says, exactly or nearly.
    public var reading: MarkerReading? {
        switch kind {
        case .exact(let reading), .nearMiss(let reading): reading
        case .trainerLiteral, .other: nil
        }
    }
}

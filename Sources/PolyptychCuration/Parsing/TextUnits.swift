/// A text as UTF-16 code units: matched to the letter, without canonical equivalence, and measured as browsers count.
struct TextUnits: Hashable, Sendable {
    let units: [UInt16]

    init(_ text: some StringProtocol) { units = Array(text.utf16) }
    init(units: [UInt16]) { self.units = units }

    var count: Int { units.count }
    var string: String { String(decoding: units, as: UTF16.self) }

    func string(_ range: Range<Int>) -> String { String(decoding: units[range], as: UTF16.self) }

    func has(_ needle: TextUnits, at start: Int) -> Bool {
        start >= 0 && start + needle.count <= count && units[start..<start + needle.count].elementsEqual(needle.units)
    }

    /// The first place of `needle` at or after `start`.
    func first(of needle: TextUnits, from start: Int) -> Int? {
        guard needle.count > 0, start <= count - needle.count else { return nil }
        return (start...count - needle.count).first { has(needle, at: $0) }
    }

    /// The text with a range replaced.
    func replacing(_ range: Range<Int>, with text: some StringProtocol) -> TextUnits {
        TextUnits(units: Array(units[..<range.lowerBound]) + Array(text.utf16) + Array(units[range.upperBound...]))
    }
}

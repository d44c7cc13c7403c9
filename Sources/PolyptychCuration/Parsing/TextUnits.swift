/// A text as UTF-16 code units: matched to the letter, without canonical equivalence, and measured as browsers count.
struct TextUnits: Hashable, Sendable {
    let units: [UInt16]

    init(_ text: some StringProtocol) { units = Array(text.utf16) }
    init(units: [UInt16]) { self.units = units }

    var count: Int { units.count }
    var string: String { string(0..<units.count) }

    func string(_ range: Range<Int>) -> String {
        units.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF16.self) }
    }

    func has(_ needle: TextUnits, at start: Int) -> Bool {
        guard start >= 0, start + needle.count <= count else { return false }
        return units.withUnsafeBufferPointer { text in
            needle.units.withUnsafeBufferPointer { words in
                var index = 0
                while index < words.count {
                    if text[start + index] != words[index] { return false }
                    index += 1
                }
                return true
            }
        }
    }

    /// The first place of `needle` at or after `start`.
    func first(of needle: TextUnits, from start: Int) -> Int? {
        guard let first = needle.units.first, start <= count - needle.count else { return nil }
        var index = start
        let last = count - needle.count
        return units.withUnsafeBufferPointer { text in
            while index <= last {
                if text[index] == first, has(needle, at: index) { return index }
                index += 1
            }
            return nil
        }
    }

    /// The text with a range replaced.
    func replacing(_ range: Range<Int>, with text: some StringProtocol) -> TextUnits {
        TextUnits(units: Array(units[..<range.lowerBound]) + Array(text.utf16) + Array(units[range.upperBound...]))
    }
}

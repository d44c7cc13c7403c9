/// The words of a text in lower case with their UTF-16 ranges; hyphens and apostrophes hold a word together.
struct WordList {
    struct Word: Hashable {
        var text: String
        var range: Range<Int>
        /// A comma, full stop or other mark stands between this word and the one before.
        var startsClause: Bool
    }

    let words: [Word]

    init(_ units: TextUnits, in range: Range<Int>? = nil) {
        let range = range ?? 0..<units.count
        var words: [Word] = []
        var start: Int?
        var startsClause = true
        func finish(_ end: Int) {
            guard let from = start else { return }
            words.append(Word(text: units.string(from..<end).lowercased(), range: from..<end, startsClause: startsClause))
            start = nil
            startsClause = false
        }
        for index in range {
            let unit = units.units[index]
            let next = index + 1 < range.upperBound ? units.units[index + 1] : 32
            let joins = (unit == 45 || unit == 39 || unit == 0x2019) && start != nil && Self.isLetterOrDigit(next)
            if Self.isLetterOrDigit(unit) || joins {
                if start == nil { start = index }
            } else {
                finish(index)
                if unit != 32 { startsClause = true }
            }
        }
        finish(range.upperBound)
        self.words = words
    }

    private static func isLetterOrDigit(_ unit: UInt16) -> Bool {
        if unit < 128 { return (48...57).contains(unit) || (65...90).contains(unit) || (97...122).contains(unit) }
        if (0xD800...0xDFFF).contains(unit) { return true }
        return Unicode.Scalar(unit).map { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0.properties.isDiacritic } ?? false
    }
}

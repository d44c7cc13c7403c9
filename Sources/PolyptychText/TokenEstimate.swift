/// Tokens counted without a vocabulary, from the shapes of words.
///
/// The costs are means over English captions, measured with the vocabularies of FLUX.1's text encoders; prompts of a hundred words come
/// out within a few percent.
public enum TokenEstimate {
    static func clip(_ text: String) -> [Token] {
        [Token(id: -1, start: 0)] + tokens(text, cost: clipCost) + [Token(id: -1, start: text.utf16.count)]
    }

    static func t5(_ text: String) -> [Token] {
        tokens(text, cost: t5Cost) + [Token(id: -1, start: text.utf16.count)]
    }

    /// Hundredths of a token for a word of `length` characters.
    private static func clipCost(_ kind: Kind, _ length: Int) -> Int {
        switch kind {
        case .mark, .capitals: 100
        case .number: 100 * length
        case .lower: length < 6 ? 100 : length < 7 ? 107 : length < 8 ? 123 : length < 11 ? 142 : 200 + 25 * (length - 11)
        case .foreign: 150 * length
        }
    }

    private static func t5Cost(_ kind: Kind, _ length: Int) -> Int {
        switch kind {
        case .mark: 102
        case .number: 50 * (length + 1)
        // A single letter costs its space too.
        case .lower: length < 2 ? 180 : length < 6 ? 104 : length < 7 ? 123 : length < 11 ? 158 : 220 + 30 * (length - 11)
        case .capitals: length < 2 ? 120 : length < 4 ? 145 : 200 + 50 * (length - 4)
        case .foreign: 60 * length
        }
    }

    private static func tokens(_ text: String, cost: (Kind, Int) -> Int) -> [Token] {
        var tokens: [Token] = []
        var carried = 50
        words(text) { word in
            carried += cost(word.kind, word.length)
            let count = carried / 100
            carried %= 100
            for part in 0..<count { tokens.append(Token(id: -1, start: word.start + part * word.length / count)) }
        }
        return tokens
    }

    private enum Kind { case lower, capitals, foreign, number, mark }
    private struct Word { var kind: Kind, start: Int, length: Int }

    private static func words(_ text: String, _ body: (Word) -> Void) {
        var current: Word?
        var position = 0
        func close() {
            if let word = current { body(word) }
            current = nil
        }
        for scalar in text.unicodeScalars {
            let kind: Kind? = switch CharacterClass(scalar) {
            case .space: nil
            case .number: .number
            case .other: .mark
            case .letter: scalar.value >= 0x250 ? .foreign : scalar.properties.isUppercase ? .capitals : .lower
            }
            let width = UTF16.width(scalar)
            if let kind {
                if let open = current, kind != .mark, open.kind == kind || (kind == .lower && open.kind == .capitals && open.length == 1) {
                    current = Word(kind: kind, start: open.start, length: open.length + 1)
                } else {
                    close()
                    current = Word(kind: kind, start: position, length: 1)
                }
            } else {
                close()
            }
            position += width
        }
        close()
    }
}

/// Tokens counted without a vocabulary, from the shapes of words.
///
/// Calibrated against the vocabularies of FLUX.1's text encoders on English captions: a lower-case word is one token and one more for
/// every few letters beyond the common length, capitals and foreign scripts cost more, every mark and digit counts.
public enum TokenEstimate {
    static func clip(_ text: String) -> [Token] {
        var tokens = [Token(id: -1, start: 0)]
        words(text) { word in
            let count = switch word.kind {
            case .mark: 1
            case .number: word.length
            case .lower: 1 + max(0, word.length - 8) / 4
            case .capitals: 1 + max(0, word.length - 8) / 4
            case .foreign: word.length
            }
            add(count, word, to: &tokens)
        }
        tokens.append(Token(id: -1, start: text.utf16.count))
        return tokens
    }

    static func t5(_ text: String) -> [Token] {
        var tokens: [Token] = []
        words(text) { word in
            let count = switch word.kind {
            case .mark: 1
            case .number: (word.length + 1) / 2
            case .lower: 1 + max(0, word.length - 5) / 4
            case .capitals: word.length <= 2 ? 1 : (word.length + 1) / 2
            case .foreign: max(1, word.length / 2)
            }
            add(count, word, to: &tokens)
        }
        tokens.append(Token(id: -1, start: text.utf16.count))
        return tokens
    }

    private enum Kind { case lower, capitals, foreign, number, mark }
    private struct Word { var kind: Kind, start: Int, length: Int }

    private static func add(_ count: Int, _ word: Word, to tokens: inout [Token]) {
        for part in 0..<count { tokens.append(Token(id: -1, start: word.start + part * word.length / count)) }
    }

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

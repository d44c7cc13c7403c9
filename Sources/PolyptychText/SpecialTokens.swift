/// Finds special tokens in a text before anything is normalised.
enum SpecialTokens {
    enum Part {
        case text(Substring, start: Int)
        case special(id: Int, start: Int)
    }

    /// Splits a text at every special token, leftmost first, the longest where several begin at one place.
    static func split(_ text: String, by tokens: [(text: String, id: Int)]) -> [Part] {
        guard !text.isEmpty else { return [] }
        // Every special token begins with "<": most texts have none.
        guard text.utf8.contains(0x3C) else { return [.text(text[...], start: 0)] }
        let wanted = tokens.map { (bytes: Array($0.text.utf8), id: $0.id) }.sorted { $0.bytes.count > $1.bytes.count }
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var begin = 0
        var position = 0
        func slice(_ from: Int, _ to: Int) {
            guard from < to else { return }
            let lower = text.utf8.index(text.utf8.startIndex, offsetBy: from)
            let upper = text.utf8.index(text.utf8.startIndex, offsetBy: to)
            parts.append(.text(text[lower..<upper], start: text.utf16.distance(from: text.utf16.startIndex, to: lower)))
        }
        while position < bytes.count {
            if bytes[position] == 0x3C,
                let match = wanted.first(where: {
                    position + $0.bytes.count <= bytes.count && bytes[position..<(position + $0.bytes.count)].elementsEqual($0.bytes)
                })
            {
                slice(begin, position)
                let index = text.utf8.index(text.utf8.startIndex, offsetBy: position)
                parts.append(.special(id: match.id, start: text.utf16.distance(from: text.utf16.startIndex, to: index)))
                position += match.bytes.count
                begin = position
            } else {
                position += 1
            }
        }
        slice(begin, bytes.count)
        return parts
    }
}

/// Words in which a text speaks of a panel: `the third image`, `image 3`, `the left picture`.
enum PanelMention {
    struct Ordinal: Hashable {
        var number: Int
        /// Of the number alone.
        var numberRange: Range<Int>
        /// Of number and noun.
        var range: Range<Int>
        /// The number was written in digits behind the noun.
        var isDigits: Bool
    }

    struct Direction: Hashable {
        var vertical: PanelPlace.Vertical?
        var horizontal: PanelPlace.Horizontal?
        /// `middle` alone, which may be meant either way.
        var isMiddle: Bool
        var directionRange: Range<Int>
        var range: Range<Int>
    }

    private static let nouns: Set<String> = ["image", "picture", "photo", "photograph", "panel", "frame", "shot", "view", "tile", "scene"]
    /// `left view` and `top view` tell a camera's side, not a panel.
    private static let placedNouns: Set<String> = ["image", "picture", "photo", "photograph", "panel", "frame", "tile", "shot"]
    /// `picture window`, `photo album`: the noun belongs to the next word.
    private static let compounds: Set<String> = ["window", "windows", "frame", "frames", "album", "albums", "book", "rail", "booth", "house", "sensor", "finder", "point"]
    private static let comparing: Set<String> = [
        "than", "as", "like", "unlike", "from", "compared", "opposite", "beyond", "to", "with", "seen", "same", "of", "behind", "after", "before",
    ]

    /// - Parameter withReferences: also where the words only point at a panel (`larger than in the third image`).
    static func ordinals(_ words: [WordList.Word], viewCount: Int, withReferences: Bool = false) -> [Ordinal] {
        words.indices.compactMap { index in
            guard nouns.contains(words[index].text), !isCompound(words, index) else { return nil }
            if index > 0, !words[index].startsClause {
                let number = words[index - 1].text == "last" ? viewCount : NumberWord.value(ofOrdinal: words[index - 1].text)
                if let number, withReferences || !comparesPanel(words, index - 1), !isOfSomething(words, index) {
                    let range = words[index - 1].range.lowerBound..<words[index].range.upperBound
                    return .init(number: number, numberRange: words[index - 1].range, range: range, isDigits: false)
                }
            }
            if index + 1 < words.count, !words[index + 1].startsClause, let number = Int(words[index + 1].text), (1...16).contains(number),
                words[index].text != "scene", words[index].text != "view",
                withReferences || !comparesPanel(words, index)
            {
                let range = words[index].range.lowerBound..<words[index + 1].range.upperBound
                return .init(number: number, numberRange: words[index + 1].range, range: range, isDigits: true)
            }
            return nil
        }
    }

    static func directions(_ words: [WordList.Word]) -> [Direction] {
        words.indices.dropFirst().compactMap { index in
            guard placedNouns.contains(words[index].text), !words[index].startsClause, !isCompound(words, index), !isOfSomething(words, index),
                let start = directionStart(words, before: index), !comparesPanel(words, start)
            else { return nil }
            var direction = Direction(
                isMiddle: false, directionRange: words[start].range.lowerBound..<words[index - 1].range.upperBound,
                range: words[start].range.lowerBound..<words[index].range.upperBound)
            for part in words[start..<index].flatMap({ parts(of: $0.text) }) { add(part, to: &direction) }
            return direction
        }
    }

    /// The first of one or two direction words before a noun.
    private static func directionStart(_ words: [WordList.Word], before noun: Int) -> Int? {
        guard isDirection(words[noun - 1].text) else { return nil }
        let isPair = noun > 1 && !words[noun - 1].startsClause && isDirection(words[noun - 2].text)
        return isPair ? noun - 2 : noun - 1
    }

    private static func isDirection(_ word: String) -> Bool {
        let parts = parts(of: word)
        return (1...2).contains(parts.count) && parts.allSatisfy { vertical[$0] != nil || horizontal[$0] != nil || middle.contains($0) }
    }

    /// `top`, `left` for `top-left`; `left` for `left-hand`.
    private static func parts(of word: String) -> [String] {
        word.split(separator: "-").map(String.init).filter { $0 != "hand" }
    }

    private static func add(_ word: String, to direction: inout Direction) {
        if let value = vertical[word] {
            direction.vertical = value
        } else if let value = horizontal[word] {
            direction.horizontal = value
        } else {
            direction.isMiddle = true
        }
    }

    private static let vertical: [String: PanelPlace.Vertical] = ["top": .top, "upper": .top, "bottom": .bottom, "lower": .bottom]
    private static let horizontal: [String: PanelPlace.Horizontal] = ["left": .left, "right": .right, "leftmost": .left, "rightmost": .right]
    private static let middle: Set<String> = ["middle", "center", "centre", "central"]

    private static func isCompound(_ words: [WordList.Word], _ index: Int) -> Bool {
        index + 1 < words.count && !words[index + 1].startsClause && compounds.contains(words[index + 1].text)
    }

    /// `the left panel of the door`: a part of what is seen.
    private static func isOfSomething(_ words: [WordList.Word], _ index: Int) -> Bool {
        guard index + 1 < words.count, !words[index + 1].startsClause, words[index + 1].text == "of" else { return false }
        return !(index + 3 < words.count && ["set", "series", "row", "column", "grid"].contains(words[index + 3].text))
    }

    /// `smaller than in the left image`: speaks of another panel on purpose. `In the left image …` at the beginning does not.
    private static func comparesPanel(_ words: [WordList.Word], _ index: Int) -> Bool {
        var back = index
        var seen = 0
        while back > 0, seen < 3, !words[back].startsClause {
            back -= 1
            seen += 1
            if comparing.contains(words[back].text) { return true }
            if words[back].text == "in", back > 0, !words[back].startsClause { return true }
        }
        return false
    }
}

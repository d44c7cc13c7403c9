/// The words a template puts before a summary or a segment, recognised in a text with any number in place of its own.
struct LeadInReading: Hashable {
    /// With `{count}` or `{ordinal}` where the number stood.
    var pattern: String
    var number: Int
    /// The number's word.
    var numberRange: Range<Int>
    /// From the first word to the last, without the space behind.
    var range: Range<Int>
}

extension LeadInReading {
    static let verbs: Set<String> = [
        "shows", "presents", "depicts", "displays", "features", "captures", "illustrates", "portrays", "reveals", "contains", "showcases",
        "highlights", "show", "present", "depict",
    ]
    static let images: Set<String> = ["image", "picture", "photo", "photograph", "panel", "view", "frame", "shot", "scene", "tile"]
    static let imagesPlural: Set<String> = Set(images.map { $0 + "s" })
    private static let groups: Set<String> = ["set", "series", "group", "sequence", "collection", "pair"]

    /// `The second image shows` at the beginning of a segment.
    static func segment(_ units: TextUnits, in range: Range<Int>) -> LeadInReading? {
        let words = WordList(units, in: range).words.prefix(4)
        guard words.count >= 4, ["the", "a"].contains(words[0].text), let number = NumberWord.value(ofOrdinal: words[1].text),
            images.contains(words[2].text), verbs.contains(words[3].text), !words[1...].contains(where: \.startsClause)
        else { return nil }
        return reading(units, words[0].range.lowerBound..<words[3].range.upperBound, words[1].range, number, "{ordinal}")
    }

    /// `This set of two images shows` or `These two images show` at the beginning of a summary.
    static func summary(_ units: TextUnits, in range: Range<Int>) -> LeadInReading? {
        let words = Array(WordList(units, in: range).words.prefix(6))
        guard words.count >= 4, ["this", "the", "a", "these"].contains(words[0].text) else { return nil }
        var next = 1
        if groups.contains(words[1].text), words[2].text == "of" { next = 3 }
        guard next + 2 < words.count, let number = NumberWord.value(ofCardinal: words[next].text),
            imagesPlural.contains(words[next + 1].text) || images.contains(words[next + 1].text), verbs.contains(words[next + 2].text),
            !words[1...next + 2].contains(where: \.startsClause)
        else { return nil }
        return reading(units, words[0].range.lowerBound..<words[next + 2].range.upperBound, words[next].range, number, "{count}")
    }

    private static func reading(
        _ units: TextUnits, _ range: Range<Int>, _ numberRange: Range<Int>, _ number: Int, _ placeholder: String
    ) -> LeadInReading {
        let pattern = units.string(range.lowerBound..<numberRange.lowerBound) + placeholder + units.string(numberRange.upperBound..<range.upperBound)
        return .init(pattern: pattern, number: number, numberRange: numberRange, range: range)
    }
}

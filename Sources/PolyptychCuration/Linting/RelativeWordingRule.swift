/// Words that make sense only beside another panel: `the other side`, `another angle`, `the same view again`.
enum RelativeWordingRule {
    static func faults(_ context: LintContext) -> [LintFault] {
        context.segments.flatMap { region in
            phrases(WordList(context.units, in: region.range).words).map { range in
                let words = context.units.string(range)
                return LintFault(
                    .relativeWording(words, marker: region.marker), .segment, view: region.view, at: range, words: words.lowercased())
            }
        }
    }

    private static let viewpoints: Set<String> = [
        "side", "angle", "direction", "view", "viewpoint", "perspective", "position", "vantage", "standpoint",
    ]
    private static let images: Set<String> = ["image", "picture", "photo", "photograph", "panel", "shot", "frame", "view"]
    private static let pointers: Set<String> = ["previous", "preceding", "next", "following", "former", "latter", "earlier"]
    /// `another side street`: the noun belongs to the next word.
    private static let compounds: Set<String> = [
        "street", "streets", "road", "door", "doors", "window", "windows", "table", "entrance", "building", "panel", "wall", "chapel", "mirror",
    ]

    static func phrases(_ words: [WordList.Word]) -> [Range<Int>] {
        words.indices.compactMap { index in
            guard index + 1 < words.count, !words[index + 1].startsClause else { return nil }
            return words[index].startsClause ? opening(words, index) : inside(words, index)
        }
    }

    /// `another` and `same` need no article and may begin a clause.
    private static func opening(_ words: [WordList.Word], _ index: Int) -> Range<Int>? {
        guard ["another", "same"].contains(words[index].text) else { return nil }
        if words[index].text == "same" {
            return viewpoints.union(images).contains(words[index + 1].text) && words[index + 1].text != "side" ? range(words, index, index + 1) : nil
        }
        return another(words, index)
    }

    private static func inside(_ words: [WordList.Word], _ index: Int) -> Range<Int>? {
        let noun = words[index + 1].text
        let article = words[index - 1].text
        switch words[index].text {
        case "another": return another(words, index)
        case "different", "alternate", "alternative":
            return article == "a" || article == "an" || article == "from" ? (viewpoints.contains(noun) ? range(words, index - 1, index + 1) : nil) : nil
        case "other":
            guard ["the", "its", "this", "their"].contains(article), viewpoints.contains(noun) || images.contains(noun), !isPartOfScene(words, index) else { return nil }
            return range(words, index - 1, index + 1)
        case "opposite":
            guard viewpoints.contains(noun), !isPartOfScene(words, index) else { return nil }
            if noun == "direction", !hasBefore("from", words, index) { return nil }
            return range(words, index - 1, index + 1)
        case "same":
            guard viewpoints.union(images).contains(noun), noun != "side", noun != "direction", noun != "position", !isCompound(words, index + 1) else { return nil }
            let isAgain = index + 2 < words.count && words[index + 2].text == "again"
            return range(words, article == "the" ? index - 1 : index, isAgain ? index + 2 : index + 1)
        case let word where pointers.contains(word):
            return images.contains(noun) ? range(words, article == "the" ? index - 1 : index, index + 1) : nil
        default: return nil
        }
    }

    private static func another(_ words: [WordList.Word], _ index: Int) -> Range<Int>? {
        let noun = words[index + 1].text
        guard viewpoints.contains(noun) || noun == "shot" || noun == "image" || noun == "photo", !isCompound(words, index + 1) else { return nil }
        return range(words, index, index + 1)
    }

    /// `on the other side of the street`, `a shop on one side, a church on the other side`: places in the picture.
    private static func isPartOfScene(_ words: [WordList.Word], _ index: Int) -> Bool {
        guard words[index + 1].text == "side" else { return false }
        let isPlaced = index >= 2 && ["on", "at", "across", "along", "to", "toward", "towards"].contains(words[index - 2].text)
        let isOf = index + 2 < words.count && words[index + 2].text == "of" && !words[index + 2].startsClause
        if isPlaced, isOf { return true }
        return isPlaced && words[..<index].indices.dropFirst().contains { words[$0].text == "side" && ["one", "each", "this"].contains(words[$0 - 1].text) }
    }

    private static func isCompound(_ words: [WordList.Word], _ index: Int) -> Bool {
        index + 1 < words.count && !words[index + 1].startsClause && compounds.contains(words[index + 1].text)
    }

    private static func hasBefore(_ word: String, _ words: [WordList.Word], _ index: Int) -> Bool {
        words[max(0, index - 2)..<index].contains { $0.text == word }
    }

    private static func range(_ words: [WordList.Word], _ first: Int, _ last: Int) -> Range<Int> {
        words[first].range.lowerBound..<words[last].range.upperBound
    }
}

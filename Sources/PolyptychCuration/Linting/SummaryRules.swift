/// Faults of header choice and summary.
enum SummaryRules {
    static func faults(_ context: LintContext) -> [LintFault] { header(context) + empty(context) + counts(context) + ordinals(context) }

    /// A structured set's own header, or its lack of one.
    private static func header(_ context: LintContext) -> [LintFault] {
        guard case .structured(let prompt) = context.state.prompt, !context.state.views.isEmpty else { return [] }
        let count = context.state.views.count
        let form = PromptForm(context.settings, viewCount: count)
        guard let text = form.header(for: prompt.header) else {
            guard let header = form.header else { return [] }
            let fix = Finding.Fix(title: "Write \(header)", edits: [.setHeader(header: .template)])
            return [LintFault(.headerMissing(header), .header, at: 0..<0, words: header, fix: fix)]
        }
        guard case .count(let number) = MarkerReading.read(String(text.dropFirst().dropLast())), number != count else { return [] }
        let right = countHeader(count)
        let choice: HeaderChoice = form.header == right ? .template : .custom(String(right.dropFirst().dropLast()))
        let fix = Finding.Fix(title: "Write \(right)", edits: [.setHeader(header: choice)])
        return [LintFault(.headerCount(text, viewCount: count), .header, at: 0..<text.utf16.count, words: text, fix: fix)]
    }

    private static func empty(_ context: LintContext) -> [LintFault] {
        let words: String
        switch context.state.prompt {
        case .structured(let prompt): words = prompt.summary
        case .verbatim:
            guard let parsed = context.parsed, !parsed.isFreeText else { return [] }
            words = parsed.summary
        }
        if Wording.normalised(words).isEmpty {
            guard case .structured = context.state.prompt else {
                return [LintFault(.summaryEmpty(fallback: ""), .summary, at: context.summary?.range, words: "")]
            }
            return [LintFault(.summaryEmpty(fallback: context.state.fallbackSummary), .summary, at: context.summary?.range, words: "")]
        }
        if Placeholder.matches(words) { return [LintFault(.summaryPlaceholder(words), .summary, at: context.summary?.range, words: words)] }
        return []
    }

    /// `This set of two images` and `Four views of …` in a set with another number of views.
    private static func counts(_ context: LintContext) -> [LintFault] {
        guard let region = context.summary else { return [] }
        let words = WordList(context.units, in: region.range).words
        let count = context.state.views.count
        for index in words.indices.dropLast() {
            guard let number = NumberWord.value(ofCardinal: words[index].text), number != count, number > 1,
                LeadInReading.imagesPlural.contains(words[index + 1].text), !words[index + 1].startsClause, countsTheSet(words, index)
            else { continue }
            let range = words[index].range.lowerBound..<words[index + 1].range.upperBound
            let text = context.units.string(range)
            let right = Capitals.like(context.units.string(words[index].range), NumberWord.cardinal(count))
            let fix = context.fix(words[index].range, write: right)
            return [LintFault(.countWord(text, viewCount: count), .summary, at: range, words: text.lowercased(), fix: count > 1 ? fix : nil)]
        }
        return []
    }

    /// At the beginning, after `these` or `the`, or after `set of`: elsewhere two pictures may hang on a wall.
    private static func countsTheSet(_ words: [WordList.Word], _ index: Int) -> Bool {
        if index == 0 { return true }
        if index == 1 { return ["these", "this", "the"].contains(words[0].text) }
        return words[index - 1].text == "of" && ["set", "series", "group", "sequence", "collection"].contains(words[index - 2].text)
    }

    /// A summary may speak of its panels, but not of one that does not exist.
    private static func ordinals(_ context: LintContext) -> [LintFault] {
        guard let region = context.summary else { return [] }
        let count = context.state.views.count
        return PanelMention.ordinals(WordList(context.units, in: region.range).words, viewCount: count, withReferences: true).compactMap { mention in
            guard mention.number > count else { return nil }
            let text = context.units.string(mention.range)
            return LintFault(.ordinalBeyondViews(text, viewCount: count), .summary, at: mention.range, words: text.lowercased())
        }
    }
}

/// Texts that stand where somebody still has to write.
enum Placeholder {
    private static let words: Set<String> = [
        "todo", "tbd", "tba", "fixme", "xxx", "xx", "n/a", "na", "none", "placeholder", "caption", "caption here", "description",
        "description here", "insert caption", "insert caption here", "insert description here", "add caption", "add description", "lorem ipsum",
        "lorem ipsum dolor sit amet", "text", "text here", "your text here", "untitled", "…", "?", "??", "???", "-", "--", "—", "_", "image",
        "test", "asdf", "segment", "summary", "summary here",
    ]

    static func matches(_ text: String) -> Bool {
        let plain = Wording.normalised(text).lowercased()
        if words.contains(plain) || plain.hasPrefix("todo:") || plain.hasPrefix("tbd:") { return true }
        let inside = Wording.normalised(String(plain.dropFirst().dropLast()))
        let pairs: [(Character, Character)] = [("<", ">"), ("{", "}"), ("(", ")"), ("[", "]")]
        return pairs.contains { plain.first == $0.0 && plain.last == $0.1 } && (words.contains(inside) || plain.first == "<" || plain.first == "{")
            && !inside.contains(where: { "<>{}[]()".contains($0) })
    }
}

/// Gives a replacement the capitals of what it replaces.
enum Capitals {
    static func like(_ model: String, _ word: String) -> String {
        if model.count > 1, model == model.uppercased(), model != model.lowercased() { return word.uppercased() }
        if let first = model.first, first.isUppercase { return word.prefix(1).uppercased() + word.dropFirst() }
        return word
    }
}

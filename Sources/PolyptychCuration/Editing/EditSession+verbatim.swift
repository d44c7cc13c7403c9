/// Text from outside under the same verbs: it becomes structured where its best parse leaves no doubt, else its own words are edited.
extension EditSession {
    mutating func makeStructured() {
        guard case .verbatim(let prompt) = state.prompt else { return }
        state = Adoption.structured(prompt, in: state, settings: settings)
    }

    /// Whether the prompt is structured now, after turning a verbatim one that gives every view exactly one segment.
    mutating func isStructuredOrBecomesSo() -> Bool {
        guard case .verbatim(let prompt) = state.prompt else { return true }
        guard prompt.viewOrder == state.views.map(\.id), state.parsed(prompt, effective).isUnambiguous else { return false }
        makeStructured()
        return true
    }

    /// Before views move: words go with their views where it is clear whose they are; else the text stays, and the linter says for
    /// which order it was written.
    mutating func letTextFollowItsImages() { _ = isStructuredOrBecomesSo() }

    mutating func replaceInVerbatim(view: ViewID, with text: String) throws(EditRefusal) {
        guard case .verbatim(let prompt) = state.prompt else { return }
        let parsed = state.parsed(prompt, effective)
        guard let position = prompt.viewOrder.firstIndex(of: view), let section = parsed.section(at: position) else {
            throw .segmentNotFound(view)
        }
        let words = Wording.normalised(text)
        try rewrite(prompt, section.segmentRange, with: words, spaced: section.segmentRange.lowerBound == section.mark.range.upperBound)
    }

    mutating func replaceSummaryInVerbatim(with text: String) throws(EditRefusal) {
        guard case .verbatim(let prompt) = state.prompt else { return }
        try rewrite(prompt, state.parsed(prompt, effective).summaryRange, with: Wording.normalised(text), spaced: false)
    }

    mutating func replaceHeaderInVerbatim(with header: HeaderChoice) throws(EditRefusal) {
        guard case .verbatim(let prompt) = state.prompt else { return }
        let parsed = state.parsed(prompt, effective)
        let new = PromptForm(effective, viewCount: state.views.count).header(for: header)
        if let old = parsed.header {
            let hasSpace = TextUnits(prompt.text).has(TextUnits(" "), at: old.range.upperBound)
            let end = new == nil && hasSpace ? old.range.upperBound + 1 : old.range.upperBound
            try rewrite(prompt, old.range.lowerBound..<end, with: new ?? "", spaced: false)
        } else if let new {
            try rewrite(prompt, 0..<0, with: new + " ", spaced: false)
        }
    }

    private mutating func rewrite(_ prompt: VerbatimPrompt, _ range: Range<Int>, with words: String, spaced: Bool) throws(EditRefusal) {
        try setText(TextUnits(prompt.text).replacing(range, with: (spaced && !words.isEmpty ? " " : "") + words).string)
    }
}

extension EditSession {
    /// The visible text under a marker: the caption, unless the segment is detached.
    mutating func setSegment(_ view: ViewID, _ text: String) throws(EditRefusal) {
        let position = try index(view)
        guard isStructuredOrBecomesSo() else { return try replaceInVerbatim(view: view, with: text) }
        let text = Wording.normalised(text)
        if state.views[position].detached != nil {
            state.views[position].detached?.text = text
        } else {
            state.views[position].caption = text
        }
    }

    mutating func detachSegment(_ view: ViewID, _ text: String) throws(EditRefusal) {
        let position = try index(view)
        letTextFollowItsImages()
        state.views[position].detached = .init(text: Wording.normalised(text), captionWhenDetached: state.views[position].caption)
    }

    /// The caption speaks under the marker again.
    mutating func attachSegment(_ view: ViewID) throws(EditRefusal) {
        let position = try index(view)
        guard state.views[position].detached != nil else { throw .notDetached(view) }
        state.views[position].detached = nil
    }

    mutating func setSummary(_ text: String) throws(EditRefusal) {
        guard isStructuredOrBecomesSo(), case .structured(var prompt) = state.prompt else {
            return try replaceSummaryInVerbatim(with: text)
        }
        prompt.summary = Wording.normalised(text)
        state.prompt = .structured(prompt)
    }

    mutating func setHeader(_ header: HeaderChoice) throws(EditRefusal) {
        let header = try checked(header)
        guard isStructuredOrBecomesSo(), case .structured(var prompt) = state.prompt else {
            return try replaceHeaderInVerbatim(with: header)
        }
        prompt.header = header
        state.prompt = .structured(prompt)
    }

    mutating func setText(_ text: String) throws(EditRefusal) {
        guard !Wording.normalised(text).isEmpty else { throw .emptyText }
        state = Adoption.adopt(text: text, layout: effective.layout.arrangement, into: state, settings: settings)
    }

    /// The rendered text, kept to the letter from here on.
    mutating func makeVerbatim() {
        guard case .structured = state.prompt else { return }
        state.prompt = .verbatim(.init(text: state.rendered(settings: settings).text, viewOrder: state.views.map(\.id)))
    }

    /// A header as it is kept: the template's own words count as the template's choice.
    private func checked(_ header: HeaderChoice) throws(EditRefusal) -> HeaderChoice {
        guard case .custom(let text) = header else { return header }
        let words = Wording.oneLine(text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text)
        if words.isEmpty { return .none }
        let form = PromptForm(effective, viewCount: state.views.count)
        if form.header == "[\(words)]" { return .template }
        guard HeaderText.isAllowed(words), !form.markers.contains("[\(words)]") else { throw .header(text) }
        return .custom(words)
    }
}

extension EditSession {
    mutating func makeStructured() {
        guard case .verbatim(let prompt) = state.prompt else { return }
        state.prompt = .structured(.init(summary: Wording.normalised(prompt.text)))
    }

    mutating func isStructuredOrBecomesSo() -> Bool {
        if case .structured = state.prompt { return true }
        return false
    }

    mutating func letTextFollowItsImages() {}

    mutating func replaceInVerbatim(view: ViewID, with text: String) throws(EditRefusal) { throw .segmentNotFound(view) }
    mutating func replaceSummaryInVerbatim(with text: String) throws(EditRefusal) { throw .emptyText }
    mutating func replaceHeaderInVerbatim(with header: HeaderChoice) throws(EditRefusal) { throw .emptyText }
}

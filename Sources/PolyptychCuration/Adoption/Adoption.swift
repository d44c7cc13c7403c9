/// Takes a joint prompt that came from outside into a set.
public enum Adoption {
    /// Structured where a template could have rendered the text, else verbatim to the letter.
    public static func adopt(
        text: String, layout: LayoutSpec.Arrangement?, into state: SetState, settings: ProjectSettings
    ) -> SetState {
        var result = state
        if let structure = PromptForm(settings.effective(for: state), viewCount: state.views.count).match(text) {
            result.prompt = .structured(.init(header: structure.header, summary: structure.summary))
            for (index, segment) in structure.segments.enumerated() { result.views[index].caption = segment }
        } else {
            result.prompt = .verbatim(.init(text: text, viewOrder: state.views.map(\.id)))
        }
        return result
    }
}

/// Takes a joint prompt that came from outside into a set.
public enum Adoption {
    /// Structured where the text reads cleanly and rendering it gives the text to the letter; else verbatim.
    ///
    /// What the text shows and the project does otherwise (scheme, template, arrangement) becomes an override of the set, so a set
    /// that is different but consistent departs from nothing. Segments become captions: all of them in a structured set, in a
    /// verbatim one only where a view has no caption yet.
    ///
    /// - Parameter layout: how the panels are known to lie; nil lets positional markers say it.
    public static func adopt(
        text: String, layout: LayoutSpec.Arrangement?, into state: SetState, settings: ProjectSettings
    ) -> SetState {
        let hint = settings.effective(for: state)
        let parsed = PromptParser.parse(text, viewCount: state.views.count, hint: hint, arrangement: layout)
        var result = state
        record(parsed, in: &result, settings: settings)
        if let structure = parsed.structure, MarkerRules(parsed: parsed, settings: hint).faults().isEmpty,
            !losesCaption(structure, state)
        {
            result.prompt = .structured(.init(header: structure.header, summary: structure.summary))
            for (index, segment) in structure.segments.enumerated() { result.views[index].segment = segment }
        } else {
            result.prompt = .verbatim(.init(text: text, viewOrder: state.views.map(\.id)))
            for section in parsed.sections {
                guard let position = section.claim, position == section.position, result.views[position].caption.isEmpty else { continue }
                result.views[position].caption = section.segment
            }
        }
        return result
    }

    /// A verbatim text as structure by its best parse; a text without markers becomes the summary, the captions its segments.
    static func structured(_ prompt: VerbatimPrompt, in state: SetState, settings: ProjectSettings) -> SetState {
        let hint = settings.effective(for: state)
        let parsed = PromptParser.parse(prompt.text, viewCount: state.views.count, hint: hint, arrangement: hint.layout.arrangement)
        var result = state
        let prefix = parsed.prefix.map { $0.text + " " }.joined()
        if parsed.isFreeText {
            let header: HeaderChoice = parsed.header.map { choice(for: $0, parsed) } ?? .template
            let form = PromptForm(hint, viewCount: state.views.count)
            result.prompt = .structured(.init(header: form.header == nil ? .template : header, summary: prefix + parsed.summary))
            return result
        }
        record(parsed, in: &result, settings: settings)
        let header: HeaderChoice
        if let found = parsed.header {
            header = choice(for: found, parsed)
        } else {
            header = parsed.form.header == nil ? .template : .none
        }
        result.prompt = .structured(.init(header: header, summary: prefix + parsed.summary))
        for section in parsed.sections {
            guard let position = section.position, !section.segment.isEmpty, prompt.viewOrder.indices.contains(position),
                let index = result.position(of: prompt.viewOrder[position])
            else { continue }
            result.views[index].segment = section.segment
        }
        return result
    }

    private static func choice(for header: Mark, _ parsed: ParsedPrompt) -> HeaderChoice {
        if parsed.form.header == header.text { return .template }
        if case .count = header.reading, parsed.template.header == .count || parsed.isFreeText { return .template }
        return .custom(String(header.text.dropFirst().dropLast()))
    }

    /// Overrides for what the text shows; none where the project decides the same.
    private static func record(_ parsed: ParsedPrompt, in state: inout SetState, settings: ProjectSettings) {
        let project = settings.effective(viewCount: state.views.count)
        var base = state.overrides.layout ?? project.layout
        if !base.isSameArrangement(as: parsed.layout, viewCount: state.views.count) {
            base.arrangement = parsed.layout.arrangement
            base.columns = parsed.layout.columns
        }
        state.overrides.layout = base == project.layout ? nil : base
        guard !parsed.isFreeText else { return }
        state.overrides.scheme = parsed.scheme == project.scheme ? nil : parsed.scheme
        state.overrides.template = parsed.template.isSameForm(as: project.template) ? nil : parsed.template
    }

    /// A caption is not given up for a marker without words.
    private static func losesCaption(_ structure: PromptStructure, _ state: SetState) -> Bool {
        zip(structure.segments, state.views).contains { $0.isEmpty && !$1.segment.isEmpty }
    }
}

extension LayoutSpec {
    /// Whether both put the panels in the same places, whatever their size.
    public func isSameArrangement(as other: LayoutSpec, viewCount: Int) -> Bool {
        PanelGrid(layout: self, viewCount: viewCount) == PanelGrid(layout: other, viewCount: viewCount)
            && (arrangement == other.arrangement || viewCount > 1)
    }
}

extension SetState {
    /// What the joint prompt says, for a structured set; a summary that nobody wrote falls back to the category or the key.
    public func structure(of prompt: StructuredPrompt) -> PromptStructure {
        PromptStructure(
            header: prompt.header, summary: prompt.summary.isEmpty ? fallbackSummary : prompt.summary, segments: views.map(\.segment))
    }

    /// Words for a set that nobody described: its category, else its key, with spaces for dashes and underscores.
    public var fallbackSummary: String {
        for name in [category ?? "", key] {
            let words = Wording.normalised(String(name.map { "-_".contains($0) ? " " : $0 }))
            if !words.isEmpty { return words }
        }
        return ""
    }

    /// The joint prompt as text, with what each stretch of it is.
    public func rendered(settings: ProjectSettings) -> RenderedPrompt { rendered(settings.effective(for: self)) }

    /// The joint prompt as text under settings that are already resolved for this set.
    public func rendered(_ settings: EffectiveSettings) -> RenderedPrompt {
        switch prompt {
        case .structured(let prompt):
            PromptForm(settings, viewCount: views.count).render(structure(of: prompt), views: views.map(\.id))
        case .verbatim(let prompt):
            RenderedPrompt(text: prompt.text, spans: parsed(prompt, settings).spans(order: prompt.viewOrder))
        }
    }

    /// The best reading of the set's verbatim text.
    public func parsed(_ prompt: VerbatimPrompt, _ settings: EffectiveSettings) -> ParsedPrompt {
        PromptParser.parse(prompt.text, viewCount: views.count, hint: settings, arrangement: settings.layout.arrangement)
    }
}

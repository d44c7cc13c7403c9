/// One set as the linter's rules see it.
struct LintContext {
    let state: SetState
    let project: ProjectSettings
    let settings: EffectiveSettings
    let rendered: RenderedPrompt
    let units: TextUnits
    /// Present for a verbatim prompt.
    let parsed: ParsedPrompt?
    let measures: [ViewMeasure?]
    let tokens: TokenCounts?
    /// The words under each marker that are somebody's own, lead-ins included where they were typed.
    let segments: [Region]
    /// Header excluded, opener included where it was typed.
    let summary: Region?

    /// Words that belong to one panel, or to the summary.
    struct Region {
        var view: ViewID?
        var position: Int
        var marker: String
        var range: Range<Int>
    }

    init(_ state: SetState, project: ProjectSettings, measures: [ViewMeasure?], tokens: TokenCounts?) {
        let settings = project.effective(for: state)
        self.state = state
        self.project = project
        self.settings = settings
        self.measures = measures
        self.tokens = tokens
        switch state.prompt {
        case .structured:
            let rendered = state.rendered(settings)
            self.rendered = rendered
            parsed = nil
            segments = Self.structuredSegments(state, rendered, settings)
            summary = rendered.spans.first { $0.kind == .summary }.map { .init(position: 0, marker: "", range: $0.start..<$0.end) }
        case .verbatim(let prompt):
            let parsed = state.parsed(prompt, settings)
            self.parsed = parsed
            rendered = RenderedPrompt(text: prompt.text, spans: parsed.spans(order: prompt.viewOrder))
            segments = Self.verbatimSegments(parsed, order: prompt.viewOrder)
            let start = parsed.header?.range.upperBound ?? parsed.prefix.last?.range.upperBound ?? 0
            let end = max(start, parsed.sections.first?.mark.range.lowerBound ?? start)
            summary = parsed.isFreeText ? nil : .init(position: 0, marker: "", range: start..<end)
        }
        units = TextUnits(rendered.text)
    }

    private static func structuredSegments(_ state: SetState, _ rendered: RenderedPrompt, _ settings: EffectiveSettings) -> [Region] {
        var ranges: [ViewID: Range<Int>] = [:]
        for span in rendered.spans {
            guard let view = span.view else { continue }
            if span.kind == .marker { ranges[view] = span.end..<span.end }
            if span.kind == .segment { ranges[view] = span.start..<span.end }
        }
        let names = PolyptychCuration.markers(scheme: settings.scheme, layout: settings.layout, viewCount: state.views.count)
        return state.views.enumerated().compactMap { position, view in
            ranges[view.id].map { .init(view: view.id, position: position, marker: names[position], range: $0) }
        }
    }

    private static func verbatimSegments(_ parsed: ParsedPrompt, order: [ViewID]) -> [Region] {
        parsed.sections.compactMap { section in
            guard let position = section.position else { return nil }
            let view = order.indices.contains(position) ? order[position] : nil
            return .init(view: view, position: position, marker: section.mark.text, range: section.body)
        }
    }

    /// Edits that put other words in place of a stretch of the rendered text; nil where the template wrote it.
    func edits(replacing range: Range<Int>, with words: String) -> [SetEdit]? {
        switch state.prompt {
        case .verbatim: return [.setText(text: units.replacing(range, with: words).string)]
        case .structured:
            guard let span = rendered.spans.first(where: { $0.start <= range.lowerBound && range.upperBound <= $0.end }) else { return nil }
            let text = TextUnits(units.string(span.start..<span.end)).replacing(
                range.lowerBound - span.start..<range.upperBound - span.start, with: words
            ).string
            switch (span.kind, span.view) {
            case (.segment, let view?): return [.setSegment(view: view, text: text)]
            case (.summary, _): return [.setSummary(text: text)]
            default: return nil
            }
        }
    }

    /// A fix that replaces a stretch of text, titled `Write …`.
    func fix(_ range: Range<Int>, write words: String, title: String? = nil) -> Finding.Fix? {
        edits(replacing: range, with: words).map { .init(title: title ?? "Write “\(words)”", edits: $0) }
    }

    /// A range with one of the spaces beside it, so that removing it leaves no double space.
    func withSpace(_ range: Range<Int>) -> Range<Int> {
        let space = UInt16(ascii: " ")
        if range.upperBound < units.count, units.units[range.upperBound] == space { return range.lowerBound..<range.upperBound + 1 }
        if range.lowerBound > 0, units.units[range.lowerBound - 1] == space { return range.lowerBound - 1..<range.upperBound }
        return range
    }

    /// How findings about pictures name a view: by its marker.
    func name(of position: Int) -> String {
        marker(scheme: settings.scheme, layout: settings.layout, viewCount: state.views.count, position: position)
    }
}

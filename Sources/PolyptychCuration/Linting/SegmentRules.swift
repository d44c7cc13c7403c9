/// Segments without words, with a placeholder, or detached from a caption that moved on.
enum SegmentRules {
    static func faults(_ context: LintContext) -> [LintFault] {
        context.segments.flatMap { region -> [LintFault] in
            guard let id = region.view, let view = context.state.view(id) else { return [] }
            let words = words(region, context)
            if words.isEmpty {
                return [LintFault(.segmentEmpty(region.marker), .segment, view: id, at: region.range, words: "", fix: fix(view, region, context))]
            }
            if Placeholder.matches(words) {
                return [LintFault(.segmentPlaceholder(words, marker: region.marker), .segment, view: id, at: region.range, words: words.lowercased())]
            }
            return []
        } + detached(context)
    }

    private static func words(_ region: LintContext.Region, _ context: LintContext) -> String {
        context.parsed?.section(at: region.position)?.segment ?? Wording.normalised(context.units.string(region.range))
    }

    /// The caption where there is one, else words from the facts.
    private static func fix(_ view: ViewState, _ region: LintContext.Region, _ context: LintContext) -> Finding.Fix? {
        if view.detached != nil, !view.caption.isEmpty { return .init(title: "Use the caption", edits: [.attachSegment(view: view.id)]) }
        let caption = Wording.normalised(view.caption)
        if !caption.isEmpty { return .init(title: "Use the caption", edits: [.setSegment(view: view.id, text: caption)]) }
        let facts = view.facts?.caption ?? ""
        return facts.isEmpty ? nil : .init(title: "Write it from the facts", edits: [.setSegment(view: view.id, text: facts)])
    }

    private static func detached(_ context: LintContext) -> [LintFault] {
        context.segments.compactMap { region in
            guard let id = region.view, let view = context.state.view(id), let detached = view.detached,
                detached.captionWhenDetached != view.caption
            else { return nil }
            return LintFault(
                .detachedStale(region.marker), .segment, view: id, at: region.range, words: view.caption,
                fix: .init(title: "Use the caption", edits: [.attachSegment(view: id)]))
        }
    }
}

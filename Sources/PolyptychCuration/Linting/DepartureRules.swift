/// Sets that are not what their settings would make of them.
enum DepartureRules {
    static func faults(_ context: LintContext, hasMarkerFaults: Bool) -> [LintFault] {
        accepted(context) + (hasMarkerFaults ? [] : verbatim(context))
    }

    /// An accepted set keeps its text and plan; that they would differ today is only said.
    private static func accepted(_ context: LintContext) -> [LintFault] {
        guard let pinned = context.state.review.pinned else { return [] }
        let plan = try? LayoutEngine.plan(views: context.state.views, settings: context.settings)
        guard pinned.text != context.rendered.text || pinned.plan != plan else { return [] }
        return [LintFault(.departsSinceAccepted, .prompt, words: "", fix: .init(title: "Reopen", edits: [.reopen]))]
    }

    private static func verbatim(_ context: LintContext) -> [LintFault] {
        guard let parsed = context.parsed, parsed.placesEveryViewOnce else { return [] }
        if parsed.scheme != context.settings.scheme {
            let fix = Finding.Fix(title: "Follow the project", edits: [.makeStructured, .setScheme(scheme: nil), .setTemplate(template: nil)])
            return [LintFault(.departsInScheme(context.name(of: 0)), .prompt, words: "", fix: fix)]
        }
        guard parsed.structure == nil, PunctuationRules.faults(context).isEmpty, LiteralRules.faults(context).isEmpty,
            parsed.sections.allSatisfy({ !$0.segment.isEmpty }), PanelWordRules.faults(context).isEmpty
        else { return [] }
        return [LintFault(.departsInForm, .prompt, words: "", fix: .init(title: "Make structured", edits: [.makeStructured]))]
    }
}

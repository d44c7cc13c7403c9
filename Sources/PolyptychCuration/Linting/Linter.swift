/// Says what is wrong with a set, where, and how to repair it.
public enum Linter {
    /// All findings of a set, in text order; those that somebody set aside carry their dismissal.
    ///
    /// - Parameters:
    ///   - measures: one per view, nil where the image cannot be found; empty where nothing was measured.
    ///   - tokens: counts for the rendered prompt; nil where nobody counted.
    public static func findings(
        _ state: SetState, settings: ProjectSettings, measures: [ViewMeasure?] = [], tokens: TokenCounts? = nil
    ) -> [Finding] {
        let context = LintContext(state, project: settings, measures: measures, tokens: tokens)
        let marking = context.parsed.map { MarkerRules(parsed: $0, settings: context.settings) }
        var faults = marking?.faults(context) ?? []
        let hasMarkerFaults = !faults.isEmpty
        faults += OrderRule.faults(context)
        faults += LiteralRules.faults(context)
        faults += SummaryRules.faults(context)
        faults += SegmentRules.faults(context)
        faults += PanelWordRules.faults(context)
        faults += RelativeWordingRule.faults(context)
        faults += PunctuationRules.faults(context)
        faults += TokenRules.faults(context)
        faults += DepartureRules.faults(context, hasMarkerFaults: hasMarkerFaults)
        faults += LayoutRules.faults(context)
        faults += ViewRules.faults(context)
        return findings(faults, of: state)
    }

    private static func findings(_ faults: [LintFault], of state: SetState) -> [Finding] {
        let isFrozen = state.review.status == .accepted || state.isDeleted
        let dismissals = Dictionary(state.dismissals.map { ($0.finding, $0) }, uniquingKeysWith: { _, last in last })
        var seen: [String: Int] = [:]
        let findings = faults.map { fault in
            let first = fault.id(repetition: 0)
            let repetition = seen[first, default: 0]
            seen[first] = repetition + 1
            let id = fault.id(repetition: repetition)
            let canFix = !isFrozen || fault.fix?.edits == [.reopen] && !state.isDeleted
            return Finding(
                id: id, code: fault.fact.code, severity: fault.fact.severity, message: fault.fact.sentence, place: fault.place,
                fix: canFix ? fault.fix : nil, dismissal: dismissals[id])
        }
        return findings.enumerated().sorted { a, b in
            (a.element.place.start ?? .max, a.offset) < (b.element.place.start ?? .max, b.offset)
        }.map(\.element)
    }
}

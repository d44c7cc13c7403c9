/// Applies fixes of findings, one after the other, each computed anew after the one before.
public enum Fixing {
    /// What came of it; findings without a fix, or gone by the time their turn came, are left out of `fixed`.
    public struct Outcome: Hashable, Sendable {
        public var state: SetState
        /// Identifiers of the findings that were fixed, in order.
        public var fixed: [String]
    }

    /// Fixes the findings with these identifiers.
    public static func apply(
        findings ids: [String], to state: SetState, settings: ProjectSettings, measures: [ViewMeasure?] = [], tokens: TokenCounts? = nil
    ) throws(EditRefusal) -> Outcome {
        var outcome = Outcome(state: state, fixed: [])
        for id in ids {
            let findings = Linter.findings(outcome.state, settings: settings, measures: measures, tokens: tokens)
            guard let finding = findings.first(where: { $0.id == id }), let fix = finding.fix else { continue }
            outcome.state = try Editing.apply(fix.edits, to: outcome.state, settings: settings)
            outcome.fixed.append(id)
        }
        return outcome
    }

    /// Fixes every finding of these codes that is not dismissed, until none of them has a fix left.
    public static func apply(
        codes: [FindingCode], to state: SetState, settings: ProjectSettings, measures: [ViewMeasure?] = [], tokens: TokenCounts? = nil
    ) throws(EditRefusal) -> Outcome {
        var outcome = Outcome(state: state, fixed: [])
        var tried = Set<String>()
        while let finding = Linter.findings(outcome.state, settings: settings, measures: measures, tokens: tokens)
            .first(where: { codes.contains($0.code) && $0.fix != nil && $0.dismissal == nil && !tried.contains($0.id) })
        {
            tried.insert(finding.id)
            outcome.state = try Editing.apply(finding.fix?.edits ?? [], to: outcome.state, settings: settings)
            outcome.fixed.append(finding.id)
        }
        return outcome
    }
}

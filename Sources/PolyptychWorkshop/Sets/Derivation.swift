import Foundation
import PolyptychCuration
import PolyptychStore

extension Workshop {
    /// What follows from a set's state: its text, its plan, its token counts and its findings.
    static func derivation(counter: PromptCounter) -> Derivation {
        let memory = DerivationMemory()
        return { input in
            memory.derived(input) { input in
                let text = input.state.exportedText(settings: input.settings)
                let tokens = counter.counts(text)
                return SetDerived(
                    text: text, plan: input.state.exportedPlan(settings: input.settings),
                    findings: Linter.findings(input.state, settings: input.settings, measures: input.measures, tokens: tokens), tokens: tokens)
            }
        }
    }
}

extension SetState {
    /// The joint prompt as an export writes it: pinned where the set is accepted, else rendered now.
    func exportedText(settings: ProjectSettings) -> String {
        review.pinned?.text ?? rendered(settings: settings).text
    }

    /// The plan as an export uses it: pinned where the set is accepted, else planned now; nil where the views do not fit.
    func exportedPlan(settings: ProjectSettings) -> LayoutPlan? {
        review.pinned?.plan ?? (try? LayoutEngine.plan(self, settings: settings))
    }
}

/// A verbatim text whose views moved after it was written.
enum OrderRule {
    static func faults(_ context: LintContext) -> [LintFault] {
        guard case .verbatim(let prompt) = context.state.prompt else { return [] }
        let now = context.state.views.map(\.id)
        guard prompt.viewOrder != now else { return [] }
        let words = prompt.viewOrder.map(\.rawValue).joined(separator: " ")
        if prompt.viewOrder.count == now.count, Set(prompt.viewOrder) == Set(now) {
            let fix = Finding.Fix(title: "Restore the order", edits: [.reorder(views: prompt.viewOrder)])
            return [LintFault(.writtenForAnotherOrder, .views, words: words, fix: fix)]
        }
        let fix = Finding.Fix(title: "Make structured", edits: [.makeStructured])
        return [LintFault(.writtenForOtherViews, .views, words: words, fix: fix)]
    }
}

/// Views that repeat each other, have lost their image, or could not be told apart from their side.
enum ViewRules {
    static func faults(_ context: LintContext) -> [LintFault] { repeated(context) + missing(context) + indeterminate(context) }

    /// Each view against those before it: one finding per repeated view, about the first one that it repeats.
    private static func repeated(_ context: LintContext) -> [LintFault] {
        let views = context.state.views
        return views.indices.compactMap { later in
            if let earlier = (0..<later).first(where: { isIdentical(views[$0], views[later]) }) {
                return LintFault(
                    .viewsIdentical(context.name(of: earlier), context.name(of: later)), .views, view: views[later].id,
                    words: "\(views[earlier].id) \(views[later].image.sha256)")
            }
            guard context.measures.count == views.count, let measure = context.measures[later] else { return nil }
            let earlier = (0..<later).first { index in
                views[index].image.sha256 != views[later].image.sha256
                    && context.measures[index].map { $0.isNearIdentical(to: measure) } ?? false
            }
            return earlier.map { earlier in
                LintFault(
                    .viewsNearIdentical(context.name(of: earlier), context.name(of: later)), .views, view: views[later].id,
                    words: "\(views[earlier].image.sha256) \(views[later].image.sha256)")
            }
        }
    }

    /// The same part of the same file; two crops of one file are two views.
    private static func isIdentical(_ a: ViewState, _ b: ViewState) -> Bool { a.image.sha256 == b.image.sha256 && a.crop == b.crop }

    private static func missing(_ context: LintContext) -> [LintFault] {
        guard context.measures.count == context.state.views.count else { return [] }
        return zip(context.state.views, context.measures).compactMap { view, measure in
            measure == nil ? LintFault(.imageMissing(view.image.name), .views, view: view.id, words: view.image.sha256) : nil
        }
    }

    private static func indeterminate(_ context: LintContext) -> [LintFault] {
        context.state.views.enumerated().compactMap { position, view in
            guard view.facts?.abstains == true else { return nil }
            return LintFault(.factsIndeterminate(context.name(of: position)), .views, view: view.id, words: "")
        }
    }
}

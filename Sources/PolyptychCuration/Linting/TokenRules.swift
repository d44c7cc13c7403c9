/// What the text encoders do not read.
enum TokenRules {
    static func faults(_ context: LintContext) -> [LintFault] {
        guard let tokens = context.tokens else { return [] }
        var faults: [LintFault] = []
        let end = context.units.count
        if tokens.t5 > tokens.t5Limit {
            let cut = tokens.t5Cut.map { min(max($0, 0), end) }
            let lost = cut.map { lostPanels(context, from: $0) } ?? []
            let view = lost.first?.view
            faults.append(
                LintFault(
                    .tokensOverT5(count: tokens.t5, limit: tokens.t5Limit, lost: lost.map(\.marker), isEstimate: tokens.isEstimate), .prompt,
                    view: view, at: cut.map { $0..<end }, words: "t5"))
        }
        if tokens.clip > tokens.clipLimit {
            let cut = tokens.clipCut.map { min(max($0, 0), end) }
            faults.append(
                LintFault(
                    .tokensOverCLIP(count: tokens.clip, limit: tokens.clipLimit, isEstimate: tokens.isEstimate), .prompt,
                    at: cut.map { $0..<end }, words: "clip"))
        }
        return faults
    }

    /// The panels whose words lie behind the cut, wholly or in part.
    private static func lostPanels(_ context: LintContext, from cut: Int) -> [LintContext.Region] {
        context.segments.filter { $0.range.upperBound > cut }
    }
}

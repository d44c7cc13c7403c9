import PolyptychCuration

extension ExportPolicy {
    /// Why a set does not go under this policy; nil where it does.
    ///
    /// `words` are the stretches that somebody wrote: summary and segments, without markers and the template's own glue.
    func objection(to set: ExportSet, words: [String], minimumConfidence: Double) -> (code: ExportOverview.LeftOut.Code, sentence: String)? {
        let state = set.state
        switch self {
        case .everything: return nil
        case .pose:
            for (index, view) in state.views.enumerated() {
                guard let facts = view.facts else {
                    return (.noFacts, "View \(index + 1) of “\(state.key)” has no facts; record them, or choose another policy.")
                }
                if let fact = facts.indeterminate.first {
                    return (.factsIndeterminate, "The \(fact) of view \(index + 1) of “\(state.key)” is indeterminate.")
                }
                if facts.confidence < minimumConfidence {
                    return (
                        .factsUncertain,
                        "The facts of view \(index + 1) of “\(state.key)” have a confidence of \(facts.confidence), below \(minimumConfidence)."
                    )
                }
            }
            return nil
        case .identity:
            let found = PoseWords.found(in: words.joined(separator: " . "), facts: state.views.compactMap(\.facts))
            guard !found.isEmpty else { return nil }
            return (.poseWords, "The words of “\(state.key)” speak of pose: " + found.map { "“\($0)”" }.joined(separator: ", ") + ".")
        }
    }
}

extension ViewFacts {
    /// Names of the facts whose value is `indeterminate`.
    var indeterminate: [String] {
        var names: [String] = []
        if horizontalView == .indeterminate { names.append("horizontal view") }
        if side == .indeterminate { names.append("side") }
        if verticalAngle == .indeterminate { names.append("vertical angle") }
        if framing == .indeterminate { names.append("framing") }
        return names
    }
}

extension FindingFact {
    /// What is wrong and what to do; every sentence of the linter stands here.
    var sentence: String {
        switch self {
        case .markerMissing(let marker): "\(marker) is missing: no words say what its panel shows."
        case .markerDuplicated(let marker): "\(marker) occurs more than once, so two segments claim one panel."
        case .markerOutOfOrder(let marker, let after): "\(marker) comes after \(after); markers follow the order of the views."
        case .writtenForAnotherOrder: "The text was written for another order of the views; restore the order or rewrite the text."
        case .writtenForOtherViews: "The text was written for other views than the set has now; give it markers or rewrite it."
        case .markerUnknown(let marker, let count): "\(marker) names no panel of this set of \(Self.views(count))."
        case .markerNearMiss(let found, let meant): "“\(found)” is no marker; \(meant) is meant."
        case .headerNearMiss(let found, let meant): "“\(found)” is no header; \(meant) is meant."
        case .markerSchemesMixed(let odd, let scheme):
            "\(Self.list(odd)) \(odd.count == 1 ? "belongs" : "belong") to another marker scheme than the rest; this text uses \(scheme)."
        case .markerContradictsLayout(let found, let arrangement, let expected):
            "\(Self.list(found)) \(found.count == 1 ? "does" : "do") not fit a \(arrangement.rawValue); its panels are \(Self.list(expected))."
        case .headerMissing(let header): "The header \(header) is missing."
        case .headerCount(let header, let count): "The header says \(header), the set has \(Self.views(count))."
        case .countWord(let words, let count): "The summary says “\(words)”, the set has \(Self.views(count))."
        case .ordinalContradicts(let words, let marker, let meant): "“\(words)” stands under \(marker), which is the \(meant) view."
        case .ordinalBeyondViews(let words, let count): "“\(words)” names a panel that a set of \(Self.views(count)) does not have."
        case .directionContradicts(let words, let marker, let meant): "“\(words)” stands under \(marker), whose panel lies \(meant)."
        case .relativeWording(let words, let marker):
            "“\(words)” under \(marker) names no view: read alone it says nothing. Say which side or view is seen."
        case .segmentEmpty(let marker): "\(marker) has no words; describe what its panel shows."
        case .segmentPlaceholder(let words, let marker): "“\(words)” under \(marker) is a placeholder; describe what the panel shows."
        case .summaryEmpty(let fallback): "Nobody wrote a summary; “\(fallback)” stands in for it."
        case .summaryPlaceholder(let words): "The summary “\(words)” is a placeholder; describe what the images share."
        case .detachedStale(let marker): "The caption behind \(marker) was changed after its segment was detached; compare the two."
        case .newline: "The prompt holds a line break; trainers read one line."
        case .doublePunctuation(let found, let meant): "“\(found)” doubles the punctuation; write “\(meant)”."
        case .trainerLiteral(let literal): "Trainers replace or delete \(literal); remove it from the prompt."
        case .freeText: "The text has no markers, so nothing says which words belong to which panel."
        case .literalMarker(let found, nil): "\(found) was typed into the summary, where it reads as a panel's marker."
        case .literalMarker(let found, let marker?): "\(found) was typed into the words under \(marker), where it reads as another panel's marker."
        case .tokensOverT5(let count, let limit, let lost, let isEstimate):
            "T5 reads \(limit) tokens and the prompt has \(Self.about(count, isEstimate)); \(lost.isEmpty ? "its end" : Self.list(lost)) falls past the cut."
        case .tokensOverCLIP(let count, let limit, let isEstimate):
            "CLIP reads the first \(limit) of \(Self.about(count, isEstimate)) tokens; FLUX takes only its summary vector, T5 reads on."
        case .departsSinceAccepted: "The project's settings changed since the set was accepted; reopen it to take them over."
        case .departsInForm: "The markers are right, but no template writes the words between them this way."
        case .departsInScheme(let marker): "The text is marked otherwise than the set's settings say; they would begin with \(marker)."
        case .layout(let fault): fault.sentence
        case .viewsIdentical(let first, let second): "\(first) and \(second) show the same image; replace or remove one."
        case .viewsNearIdentical(let first, let second): "\(first) and \(second) are nearly identical, so one of them teaches little."
        case .factsIndeterminate(let marker): "The facts about \(marker) are indeterminate; look again, or leave the set in its queue."
        case .imageMissing(let name): "The image “\(name)” cannot be found; import it again or replace the view."
        }
    }

    private static func views(_ count: Int) -> String { count == 1 ? "one view" : "\(NumberWord.cardinal(count)) views" }

    private static func about(_ count: Int, _ isEstimate: Bool) -> String { isEstimate ? "about \(count)" : "\(count)" }

    /// `A`, `A and B`, `A, B and C`.
    private static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}

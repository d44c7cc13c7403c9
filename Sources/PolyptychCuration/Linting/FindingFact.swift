/// What the linter found, as facts; ``FindingFact/sentence`` says it to people.
enum FindingFact: Hashable {
    case markerMissing(String)
    case markerDuplicated(String)
    case markerOutOfOrder(String, after: String)
    case writtenForAnotherOrder
    case writtenForOtherViews
    case markerUnknown(String, viewCount: Int)
    case markerNearMiss(String, meant: String)
    case headerNearMiss(String, meant: String)
    case markerSchemesMixed(odd: [String], scheme: String)
    case markerContradictsLayout([String], arrangement: LayoutSpec.Arrangement, expected: [String])
    case headerMissing(String)
    case headerCount(String, viewCount: Int)
    case countWord(String, viewCount: Int)
    case ordinalContradicts(String, marker: String, meant: String)
    case ordinalBeyondViews(String, viewCount: Int)
    case directionContradicts(String, marker: String, meant: String)
    case relativeWording(String, marker: String)
    case segmentEmpty(String)
    case segmentPlaceholder(String, marker: String)
    case summaryEmpty(fallback: String)
    case summaryPlaceholder(String)
    case detachedStale(String)
    case newline
    case doublePunctuation(String, meant: String)
    case trainerLiteral(String)
    case freeText
    case literalMarker(String, marker: String?)
    case tokensOverT5(count: Int, limit: Int, lost: [String], isEstimate: Bool)
    case tokensOverCLIP(count: Int, limit: Int, isEstimate: Bool)
    case departsSinceAccepted
    case departsInForm
    case departsInScheme(String)
    case layout(LayoutFault)
    case viewsIdentical(String, String)
    case viewsNearIdentical(String, String)
    case factsIndeterminate(String)
    case imageMissing(String)
}

extension FindingFact {
    var code: FindingCode {
        switch self {
        case .markerMissing: .markerMissing
        case .markerDuplicated: .markerDuplicated
        case .markerOutOfOrder, .writtenForAnotherOrder, .writtenForOtherViews: .markerOutOfOrder
        case .markerUnknown: .markerUnknown
        case .markerNearMiss, .headerNearMiss: .markerNearMiss
        case .markerSchemesMixed: .markerSchemesMixed
        case .markerContradictsLayout: .markerContradictsLayout
        case .headerMissing: .headerMissing
        case .headerCount, .countWord: .headerCount
        case .ordinalContradicts, .ordinalBeyondViews: .ordinalContradicts
        case .directionContradicts: .directionContradicts
        case .relativeWording: .relativeWording
        case .segmentEmpty: .segmentEmpty
        case .segmentPlaceholder, .summaryPlaceholder: .segmentPlaceholder
        case .summaryEmpty: .summaryEmpty
        case .detachedStale: .detachedStale
        case .newline: .newline
        case .doublePunctuation: .doublePunctuation
        case .trainerLiteral: .trainerLiteral
        case .freeText: .freeText
        case .literalMarker: .literalMarker
        case .tokensOverT5: .tokensOverT5
        case .tokensOverCLIP: .tokensOverCLIP
        case .departsSinceAccepted, .departsInForm, .departsInScheme: .departsFromProject
        case .layout(.sideNotMultipleOf64): .sizeNotMultipleOf64
        case .layout(.seamOffGrid): .seamOffGrid
        case .layout(.areaOverTarget): .areaOverTarget
        case .layout: .layoutDoesNotFit
        case .viewsIdentical: .viewsIdentical
        case .viewsNearIdentical: .viewsNearIdentical
        case .factsIndeterminate: .factsIndeterminate
        case .imageMissing: .imageMissing
        }
    }

    /// Errors spoil a training run, warnings deserve a look, information is worth knowing.
    var severity: Finding.Severity {
        switch self {
        case .markerMissing, .markerDuplicated, .markerOutOfOrder, .writtenForAnotherOrder, .writtenForOtherViews, .markerUnknown,
            .markerNearMiss, .headerNearMiss, .markerSchemesMixed, .markerContradictsLayout, .headerCount, .segmentEmpty, .newline,
            .trainerLiteral, .freeText, .literalMarker, .tokensOverT5, .layout, .viewsIdentical, .imageMissing:
            .error
        case .countWord, .headerMissing, .ordinalContradicts, .ordinalBeyondViews, .directionContradicts, .relativeWording,
            .segmentPlaceholder, .summaryEmpty, .summaryPlaceholder, .detachedStale, .doublePunctuation, .departsSinceAccepted,
            .departsInScheme, .viewsNearIdentical:
            .warning
        case .tokensOverCLIP, .departsInForm, .factsIndeterminate: .information
        }
    }
}

import PolyptychCuration

extension FindingCode {
    /// What a dataset's health page calls sets with this finding.
    var title: String {
        switch self {
        case .markerMissing: "A marker is missing"
        case .markerDuplicated: "A marker occurs twice"
        case .markerOutOfOrder: "Markers are out of order"
        case .markerUnknown: "A marker names no view"
        case .markerNearMiss: "A marker is misspelt"
        case .markerSchemesMixed: "Marker schemes are mixed"
        case .markerContradictsLayout: "A marker contradicts the layout"
        case .headerMissing: "The header is missing"
        case .headerCount: "The header counts wrongly"
        case .ordinalContradicts: "An ordinal contradicts its position"
        case .directionContradicts: "A direction contradicts its position"
        case .relativeWording: "Relative wording names no view"
        case .segmentEmpty: "A segment is empty"
        case .segmentPlaceholder: "A placeholder stands for words"
        case .summaryEmpty: "The summary is empty"
        case .detachedStale: "A detached segment is out of date"
        case .newline: "A prompt has several lines"
        case .doublePunctuation: "Punctuation is doubled"
        case .trainerLiteral: "A trainer would replace a literal"
        case .freeText: "Free text without markers"
        case .literalMarker: "A marker is typed into words"
        case .tokensOverT5: "Longer than T5 reads"
        case .tokensOverCLIP: "Longer than CLIP reads"
        case .departsFromProject: "Departs from the project"
        case .layoutDoesNotFit: "Views do not fit the layout"
        case .viewsIdentical: "Views are identical"
        case .viewsNearIdentical: "Views are nearly identical"
        case .sizeNotMultipleOf64: "A side is not a multiple of 64"
        case .seamOffGrid: "A seam is off the grid"
        case .areaOverTarget: "Larger than the target"
        case .factsIndeterminate: "Facts are indeterminate"
        case .imageMissing: "An image is missing"
        }
    }

    /// The severity that findings of this code mostly have.
    var usualSeverity: Finding.Severity {
        switch self {
        case .tokensOverCLIP, .factsIndeterminate: .information
        case .headerMissing, .ordinalContradicts, .directionContradicts, .relativeWording, .segmentPlaceholder, .summaryEmpty, .detachedStale,
            .doublePunctuation, .departsFromProject, .viewsNearIdentical:
            .warning
        default: .error
        }
    }
}

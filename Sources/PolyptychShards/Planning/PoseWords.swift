import PolyptychCuration

/// Words that tell where a camera stood, for the policy *identity*.
enum PoseWords {
    /// Phrases that speak of pose wherever they stand.
    static let phrases = [
        "front view", "frontal", "head on", "rear view", "back view", "side view", "top view", "bottom view", "left view", "right view", "three quarter",
        "3 4 view", "from the front", "from the back", "from the rear", "from the side", "from the left", "from the right", "from the top",
        "from the bottom", "from above", "from below", "from behind", "from underneath", "from the other side", "in profile", "profile view", "left side",
        "right side", "far side", "near side", "facing left", "facing right", "facing forward", "facing away", "facing the camera", "facing the viewer",
        "turned away", "turned to the left", "turned to the right", "rotated", "overhead", "top down", "bird s eye", "worm s eye", "high angle", "low angle",
        "eye level", "underside", "close up", "closeup", "wide shot", "medium shot", "full shot", "long shot",
    ]

    /// Words that speak of pose only where the facts say the same: a chair has a back from every side.
    static func words(for facts: ViewFacts) -> [String] {
        let horizontal: [String] =
            switch facts.horizontalView {
            case .front: ["front"]
            case .frontThreeQuarter: ["front", "quarter"]
            case .side: ["side", "profile"]
            case .rearThreeQuarter: ["rear", "back", "quarter"]
            case .back: ["back", "rear", "behind"]
            case .top: ["top", "above"]
            case .bottom: ["bottom", "below", "underneath"]
            case .indeterminate: []
            }
        let side: [String] =
            switch facts.side {
            case .left: ["left"]
            case .right: ["right"]
            case .neither, .indeterminate: []
            }
        let vertical: [String] =
            switch facts.verticalAngle {
            case .overhead, .highAngle: ["above"]
            case .lowAngle, .underside: ["below", "underneath"]
            case .eyeLevel, .indeterminate: []
            }
        return horizontal + side + vertical
    }

    /// The pose words in `text`, in the order of the list; `facts` adds the doubtful ones.
    static func found(in text: String, facts: [ViewFacts] = []) -> [String] {
        let plain = normalised(text)
        var found = phrases.filter { plain.contains(" \($0) ") }
        for word in facts.flatMap(words(for:)) where plain.contains(" \(word) ") && !found.contains(where: { " \($0) ".contains(" \(word) ") }) {
            found.append(word)
        }
        return found
    }

    /// Lowercase words between single spaces, with one before and after; text in brackets is a marker and left out.
    private static func normalised(_ text: String) -> String {
        var out = " "
        var depth = 0
        for scalar in text.lowercased().unicodeScalars {
            if scalar == "[" { depth += 1 }
            if depth == 0, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                out.unicodeScalars.append(scalar)
            } else if out.last != " " {
                out.append(" ")
            }
            if scalar == "]" { depth = max(0, depth - 1) }
        }
        return out.last == " " ? out : out + " "
    }
}

import PolyptychCuration

/// What can truly be said about a view from the geometry alone.
struct ViewWords {
    let scene: Scene
    let angles: CameraAngles

    /// Degrees from the front, -180…180; positive where the camera stands on the viewer's right of the front.
    private var turn: Double { angles.azimuth > 180 ? angles.azimuth - 360 : angles.azimuth }

    private var horizontal: ViewFacts.HorizontalView {
        switch turn.magnitude {
        case ..<22.5: .front
        case ..<67.5: .frontThreeQuarter
        case ..<112.5: .side
        case ..<157.5: .rearThreeQuarter
        default: .back
        }
    }

    private var vertical: ViewFacts.VerticalAngle {
        switch angles.elevation {
        case let high where high >= 60: .overhead
        case let high where high >= 26: .highAngle
        case let level where level >= -10: .eyeLevel
        default: .lowAngle
        }
    }

    /// For file names.
    var slug: String {
        switch horizontal {
        case .front: "front"
        case .frontThreeQuarter: "front-three-quarter"
        case .side: "side"
        case .rearThreeQuarter: "rear-three-quarter"
        default: "back"
        }
    }

    private var direction: String {
        switch horizontal {
        case .front: "front"
        case .frontThreeQuarter: "front three-quarter"
        case .side: "side"
        case .rearThreeQuarter: "rear three-quarter"
        default: "back"
        }
    }

    private var height: String { vertical == .highAngle || vertical == .overhead ? "from above" : "eye level" }

    /// Where a feature lies for this camera: nil when it is hidden.
    private func place(_ feature: Scene.Feature) -> String? {
        let angle = sinCos(feature.azimuth - angles.azimuth)
        if feature.protrudes {
            if angle.cos < -0.72 { return nil }
            if angle.sin > 0.42 { return "\(feature.words) on the right" }
            if angle.sin < -0.42 { return "\(feature.words) on the left" }
            return angle.cos > 0 ? "\(feature.words) towards the camera" : nil
        }
        return angle.cos > 0.3 ? "\(feature.words) facing \(angle.cos > 0.9 ? "the camera" : angle.sin > 0 ? "right" : "left")" : nil
    }

    /// `front, eye level: a red mug with a white handle on the right`.
    var caption: String {
        var words = "\(direction), \(height): \(scene.article) \(scene.noun)"
        if !scene.always.isEmpty { words += ", \(scene.always)" }
        let seen = scene.features.compactMap(place)
        if !seen.isEmpty { words += ", " + seen.joined(separator: ", ") }
        return words
    }

    var facts: ViewFacts {
        let side: ViewFacts.Side =
            switch horizontal {
            case .front, .back: .neither
            default: turn > 0 ? .left : .right
            }
        return ViewFacts(
            horizontalView: horizontal, side: side, verticalAngle: vertical, framing: .full,
            visibleFeatures: scene.features.filter { place($0) != nil }.map(\.words), confidence: 1)
    }
}

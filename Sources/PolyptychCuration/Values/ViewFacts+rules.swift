/// What does not fit together in the facts about a view.
public enum FactsFault: Error, Hashable, Sendable {
    /// Front, back, top and bottom have no side.
    case sideOnSidelessView(ViewFacts.HorizontalView)
    /// A side or three-quarter view is seen from the left or from the right.
    case sideMissing(ViewFacts.HorizontalView)
    case confidence(Double)

    public var sentence: String {
        switch self {
        case .sideOnSidelessView(let view): "A \(view.words) has no left or right side; choose “neither”."
        case .sideMissing(let view): "A \(view.words) shows the left or the right side; choose one, or “indeterminate”."
        case .confidence(let value): "The confidence is \(value); it runs from 0 to 1."
        }
    }
}

extension ViewFacts {
    /// Refuses facts that contradict each other.
    public func validated() throws(FactsFault) {
        guard (0...1).contains(confidence) else { throw .confidence(confidence) }
        switch horizontalView {
        case .front, .back, .top, .bottom:
            if side == .left || side == .right { throw .sideOnSidelessView(horizontalView) }
        case .side, .frontThreeQuarter, .rearThreeQuarter:
            if side == .neither { throw .sideMissing(horizontalView) }
        case .indeterminate: break
        }
    }

    /// True where somebody looked and could not tell from where the object is seen; such sets wait in their own queue.
    public var abstains: Bool {
        horizontalView == .indeterminate || verticalAngle == .indeterminate || (horizontalView.hasSide && side == .indeterminate)
    }

    /// A caption from the facts alone: `left side view, eye level, close-up: handle, spout`; what is indeterminate is left out.
    public var caption: String {
        var view: String?
        if horizontalView != .indeterminate {
            let sideWord = horizontalView.hasSide && (side == .left || side == .right) ? side.rawValue + " " : ""
            view = sideWord + horizontalView.words
        }
        let pose = [view, verticalAngle.words, framing.words].compactMap { $0 }.joined(separator: ", ")
        let features = visibleFeatures.map(Wording.normalised).filter { !$0.isEmpty }.joined(separator: ", ")
        return [pose, features].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

extension ViewFacts.HorizontalView {
    /// Whether left and right mean something for this view.
    public var hasSide: Bool {
        switch self {
        case .side, .frontThreeQuarter, .rearThreeQuarter: true
        case .front, .back, .top, .bottom, .indeterminate: false
        }
    }

    /// As a caption says it.
    public var words: String {
        switch self {
        case .front: "front view"
        case .frontThreeQuarter: "front three-quarter view"
        case .side: "side view"
        case .rearThreeQuarter: "rear three-quarter view"
        case .back: "back view"
        case .top: "top view"
        case .bottom: "bottom view"
        case .indeterminate: "view from an indeterminate direction"
        }
    }
}

extension ViewFacts.VerticalAngle {
    /// As a caption says it; nil for `indeterminate`.
    public var words: String? {
        switch self {
        case .overhead: "seen from overhead"
        case .highAngle: "high angle"
        case .eyeLevel: "eye level"
        case .lowAngle: "low angle"
        case .underside: "seen from below"
        case .indeterminate: nil
        }
    }
}

extension ViewFacts.Framing {
    /// As a caption says it; nil for `indeterminate`.
    public var words: String? {
        switch self {
        case .wide: "wide shot"
        case .full: "full view"
        case .medium: "medium shot"
        case .closeUp: "close-up"
        case .detail: "detail"
        case .indeterminate: nil
        }
    }
}

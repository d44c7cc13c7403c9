/// Structured facts about a view beside its free text; `indeterminate` is a value, not an error.
public struct ViewFacts: Codable, Hashable, Sendable {
    public enum HorizontalView: String, Codable, CaseIterable, Sendable {
        case front, frontThreeQuarter, side, rearThreeQuarter, back, top, bottom, indeterminate
    }
    public enum Side: String, Codable, CaseIterable, Sendable { case left, right, neither, indeterminate }
    public enum VerticalAngle: String, Codable, CaseIterable, Sendable {
        case overhead, highAngle, eyeLevel, lowAngle, underside, indeterminate
    }
    public enum Framing: String, Codable, CaseIterable, Sendable { case wide, full, medium, closeUp, detail, indeterminate }

    public var horizontalView: HorizontalView
    /// `left` or `right` for side and three-quarter views, `neither` for front, back, top and bottom.
    public var side: Side
    public var verticalAngle: VerticalAngle
    public var framing: Framing
    public var visibleFeatures: [String]
    /// 0…1.
    public var confidence: Double

    public init(
        horizontalView: HorizontalView = .indeterminate, side: Side = .indeterminate, verticalAngle: VerticalAngle = .indeterminate,
        framing: Framing = .indeterminate, visibleFeatures: [String] = [], confidence: Double = 0
    ) {
        self.horizontalView = horizontalView
        self.side = side
        self.verticalAngle = verticalAngle
        self.framing = framing
        self.visibleFeatures = visibleFeatures
        self.confidence = confidence
    }
}

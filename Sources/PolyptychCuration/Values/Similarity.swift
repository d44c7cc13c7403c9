/// How alike two views are, from their measures alone.
public struct Similarity: Codable, Hashable, Sendable {
    /// Bits that differ between the perceptual hashes, 0…64; unrelated photographs differ in about 32.
    public var hashDistance: Int
    /// Correlation of the fine structure after the best shift and zoom, -1…1.
    ///
    /// 1 is the same picture. The same shot framed a little differently stays above 0.72; a camera that walked, an object that
    /// turned, or a light that moved falls below 0.7, even where the pictures' outlines coincide.
    public var correlation: Double
    /// What the second view would have to be shifted by to lie on the first, in thousandths of its sides.
    public var shiftX: Int
    public var shiftY: Int
    /// What it would have to be enlarged by, in thousandths; 1000 is not at all.
    public var zoom: Int

    public init(hashDistance: Int, correlation: Double, shiftX: Int = 0, shiftY: Int = 0, zoom: Int = 1000) {
        self.hashDistance = hashDistance
        self.correlation = correlation
        self.shiftX = shiftX
        self.shiftY = shiftY
        self.zoom = zoom
    }

    /// The one threshold: calibrated on photographs of shelves, streets, statues and products, half way between the least alike
    /// pair that is one shot framed twice (0.75) and the most alike pair that is not (0.67).
    public static let nearCorrelation = 0.71

    /// The same shot twice, perhaps framed a little differently: one of the two teaches nothing.
    public var isNearIdentical: Bool { correlation >= Self.nearCorrelation }
}

extension ViewMeasure {
    /// Whether the two views are so alike that one of them teaches nothing.
    public func isNearIdentical(to other: ViewMeasure) -> Bool {
        nearIdentical.answer(self, other) { similarity(self, other).isNearIdentical }
    }
}

private let nearIdentical = PairMemory(capacity: 2048)

/// Compares two measures; about half a millisecond.
public func similarity(_ a: ViewMeasure, _ b: ViewMeasure) -> Similarity {
    let distance = (a.perceptualHash.rawValue ^ b.perceptualHash.rawValue).nonzeroBitCount
    if a.detail == b.detail {
        // Pictures without structure are told apart by their brightness alone.
        let same = a.detail != .none || (a.luma - b.luma).magnitude < 4
        return Similarity(hashDistance: distance, correlation: same ? 1 : 0)
    }
    let match = DetailMatch.best(a.detail, b.detail)
    let side = ViewMeasure.Detail.side
    return Similarity(
        hashDistance: distance, correlation: match.correlation, shiftX: match.x * 1000 / side, shiftY: match.y * 1000 / side,
        zoom: Int((match.zoom * 1000).rounded()))
}

/// How alike two views are, from their measures alone.
public struct Similarity: Codable, Hashable, Sendable {
    /// Bits that differ between the perceptual hashes, 0…64; unrelated photographs differ in about 32.
    public var hashDistance: Int
    /// Correlation of the luma grids, -1…1; equal pictures give 1.
    public var correlation: Double

    /// The rule, in one place: both measures agree that the pictures show the same from nearly the same place.
    public static let nearHashDistance = 12
    public static let nearCorrelation = 0.9

    public var isNearIdentical: Bool {
        hashDistance <= Self.nearHashDistance && correlation >= Self.nearCorrelation
    }

    public init(hashDistance: Int, correlation: Double) {
        self.hashDistance = hashDistance
        self.correlation = correlation
    }
}

/// Compares two measures; symmetric.
public func similarity(_ a: ViewMeasure, _ b: ViewMeasure) -> Similarity {
    let distance = (a.perceptualHash.rawValue ^ b.perceptualHash.rawValue).nonzeroBitCount
    var product = 0, normA = 0, normB = 0
    for (x, y) in zip(a.grid, b.grid) {
        product += Int(x) * Int(y)
        normA += Int(x) * Int(x)
        normB += Int(y) * Int(y)
    }
    let correlation: Double
    if normA == 0 || normB == 0 {
        correlation = normA == normB ? 1 : 0
    } else {
        correlation = Double(product) / (Double(normA) * Double(normB)).squareRoot()
    }
    return Similarity(hashDistance: distance, correlation: correlation)
}

extension ViewMeasure {
    /// Whether the two views are so alike that one of them teaches nothing.
    public func isNearIdentical(to other: ViewMeasure) -> Bool { similarity(self, other).isNearIdentical }
}

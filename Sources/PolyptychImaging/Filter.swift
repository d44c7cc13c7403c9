/// How pixels are weighed when a picture changes its size.
public enum Filter: String, Codable, Hashable, Sendable {
    /// Windowed sinc with three lobes, widened for shrinking: sharp, for composites and thumbnails.
    case lanczos3
    /// Mean over the covered area: calm, for measures.
    case area

    /// In units of the wider of source and target pixel.
    var support: Double { self == .lanczos3 ? 3 : 0.5 }

    /// The weight at distance `x` in those units.
    func weight(_ x: Double) -> Double {
        let distance = x.magnitude
        switch self {
        case .area:
            return distance <= 0.5 ? 1 : 0
        case .lanczos3:
            if distance >= 3 { return 0 }
            if distance < 1e-9 { return 1 }
            // sin(πx) = 3s − 4s³ with s = sin(πx/3)
            let angle = distance * (Double.pi / 3)
            let s = StrictMath.sine(angle > Double.pi / 2 ? Double.pi - angle : angle)
            return s * s * (3 - 4 * s * s) / (3 * angle * angle)
        }
    }
}

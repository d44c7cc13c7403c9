import CKernels
import PolyptychCuration

/// Measures a picture: what it looks like in 64 bits and 1024 cells, how sharp, how bright, how contrasty.
public enum Fingerprint {
    /// The picture is measured at this size or smaller, so that the figures do not depend on the original's.
    public static let longestSide = 256

    public static func measure(_ bitmap: Bitmap) -> ViewMeasure {
        let small = Thumbnailer.fit(bitmap, longestSide: longestSide)
        let luma = luma(small)
        var sum: Int64 = 0, squares: Int64 = 0
        pk_moments(luma, luma.count, &sum, &squares)
        let (mean, deviation) = moments(sum, squares, count: luma.count)
        let inner = max(0, small.width - 2) * max(0, small.height - 2)
        pk_laplacian(luma, small.width, small.height, &sum, &squares)
        let blur = inner > 0 ? moments(sum, squares, count: inner).deviation : 0
        let tiny = Self.luma(Resampler.resize(small, width: 32, height: 32)).map(Double.init)
        return ViewMeasure(
            perceptualHash: .init(rawValue: hash(tiny)), detail: detail(tiny), sharpness: rounded(blur * blur), luma: rounded(mean),
            contrast: rounded(deviation))
    }

    /// Two decimals: more would be noise, and JSON stays short.
    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    private static func moments(_ sum: Int64, _ squares: Int64, count: Int) -> (mean: Double, deviation: Double) {
        let mean = Double(sum) / Double(count)
        return (mean, max(0, Double(squares) / Double(count) - mean * mean).squareRoot())
    }

    static func luma(_ bitmap: Bitmap) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bitmap.width * bitmap.height) { buffer, count in
            pk_luma(bitmap.pixels, bitmap.width * bitmap.height, buffer.baseAddress)
            count = bitmap.width * bitmap.height
        }
    }

    /// DCT perceptual hash: 32 × 32 luma, 8 × 8 lowest coefficients, a bit for each above their median.
    ///
    /// Source: Zauner, “Implementation and Benchmarking of Perceptual Image Hash Functions” (2010), in the form that
    /// `imagehash.phash` made common (all 64 coefficients take part, row by row, most significant bit first).
    private static func hash(_ small: [Double]) -> UInt64 {
        var rows = [Double](repeating: 0, count: 8 * 32)
        for u in 0..<8 {
            for x in 0..<32 {
                rows[u * 32 + x] = (0..<32).reduce(0.0) { $0 + small[$1 * 32 + x] * cosines[u * 32 + $1] }
            }
        }
        var coefficients: [Double] = []
        for u in 0..<8 {
            for v in 0..<8 {
                coefficients.append((0..<32).reduce(0.0) { $0 + rows[u * 32 + $1] * cosines[v * 32 + $1] })
            }
        }
        let sorted = coefficients.sorted(), median = (sorted[31] + sorted[32]) / 2
        return coefficients.reduce(0) { $0 << 1 | ($1 > median ? 1 : 0) }
    }

    /// cos(π u (2x + 1) / 64) for u < 8, x < 32.
    private static let cosines: [Double] = (0..<8).flatMap { u in
        (0..<32).map { x in
            // cos is sin turned by a quarter; the angle is brought into −π/2…π/2 in whole 64ths of π.
            var steps = (u * (2 * x + 1) + 32) % 128
            var sign = 1.0
            if steps >= 64 {
                steps -= 64
                sign = -1
            }
            if steps > 32 { steps = 64 - steps }
            return sign * StrictMath.sine(Double(steps) * Double.pi / 64)
        }
    }

    /// 32 × 32 luma without its slow changes, each cell divided by the strength of its neighbourhood.
    private static func detail(_ luma: [Double]) -> ViewMeasure.Detail {
        let fine = zip(Gauss.blur(luma, side: 32, sigma: 0.4), Gauss.blur(luma, side: 32, sigma: 1.2)).map { $0 - $1 }
        let strength = Gauss.blur(fine.map { $0 * $0 }, side: 32, sigma: 4)
        return .init(values: zip(fine, strength).map { Int(($0 / ($1.squareRoot() + 2) * 3).rounded()) })
    }
}

/// Gaussian blur of small square planes; the border is mirrored.
enum Gauss {
    static func blur(_ plane: [Double], side: Int, sigma: Double) -> [Double] {
        let radius = Int((sigma * 3.5).rounded(.up))
        var kernel = (-radius...radius).map { StrictMath.exponential(-Double($0 * $0) / (2 * sigma * sigma)) }
        let total = kernel.reduce(0, +)
        kernel = kernel.map { $0 / total }
        func mirrored(_ index: Int) -> Int { index < 0 ? -index : index >= side ? 2 * side - 2 - index : index }
        func pass(_ plane: [Double], across: Int, down: Int) -> [Double] {
            var out = [Double](repeating: 0, count: side * side)
            for line in 0..<side {
                for place in 0..<side {
                    var sum = 0.0
                    for k in -radius...radius { sum += kernel[k + radius] * plane[line * down + mirrored(place + k) * across] }
                    out[line * down + place * across] = sum
                }
            }
            return out
        }
        return pass(pass(plane, across: 1, down: side), across: side, down: 1)
    }
}

import Foundation

func atan2Degrees(_ y: Double, _ x: Double) -> Double { atan2(y, x) * 180 / .pi }

/// A symmetric 3×3 matrix: sums of outer products, their eigenvectors, and the solving of small systems.
struct SymmetricMatrix {
    /// xx, xy, xz, yy, yz, zz.
    private(set) var xx = 0.0, xy = 0.0, xz = 0.0, yy = 0.0, yz = 0.0, zz = 0.0

    mutating func addOuterProduct(of v: SIMD3<Double>, times factor: Double = 1) {
        xx += factor * v.x * v.x
        xy += factor * v.x * v.y
        xz += factor * v.x * v.z
        yy += factor * v.y * v.y
        yz += factor * v.y * v.z
        zz += factor * v.z * v.z
    }

    mutating func addIdentity() {
        xx += 1
        yy += 1
        zz += 1
    }

    /// Eigenvalues in ascending order with their unit eigenvectors, by Jacobi rotations.
    func eigen() -> [(value: Double, vector: SIMD3<Double>)] {
        var a = [[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]]
        var v = [[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]]
        for _ in 0..<50 {
            let off = abs(a[0][1]) + abs(a[0][2]) + abs(a[1][2])
            if off < 1e-15 * (abs(a[0][0]) + abs(a[1][1]) + abs(a[2][2])) || off == 0 { break }
            for (p, q) in [(0, 1), (0, 2), (1, 2)] where a[p][q] != 0 {
                let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
                let c = 1 / (t * t + 1).squareRoot()
                let s = t * c
                for k in 0..<3 {
                    let (x, y) = (a[k][p], a[k][q])
                    a[k][p] = c * x - s * y
                    a[k][q] = s * x + c * y
                }
                for k in 0..<3 {
                    let (x, y) = (a[p][k], a[q][k])
                    a[p][k] = c * x - s * y
                    a[q][k] = s * x + c * y
                }
                for k in 0..<3 {
                    let (x, y) = (v[k][p], v[k][q])
                    v[k][p] = c * x - s * y
                    v[k][q] = s * x + c * y
                }
            }
        }
        return (0..<3).map { (a[$0][$0], SIMD3(v[0][$0], v[1][$0], v[2][$0])) }.sorted { $0.value < $1.value }
    }

    /// The solution of `self · x = b`; nil where the matrix is singular.
    func solve(_ b: SIMD3<Double>) -> SIMD3<Double>? {
        var result = SIMD3<Double>.zero
        for (value, vector) in eigen() {
            guard abs(value) > 1e-12 else { return nil }
            result += vector * (vector.dot(b) / value)
        }
        return result
    }
}

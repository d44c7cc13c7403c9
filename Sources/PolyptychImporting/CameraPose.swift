/// Where a camera stood and how it was held, in the world of its scene.
public struct CameraPose: Hashable, Sendable {
    public var center: SIMD3<Double>
    /// Unit vectors: along the optical axis, and towards the top of the image.
    public var forward: SIMD3<Double>
    public var up: SIMD3<Double>

    public init(center: SIMD3<Double>, forward: SIMD3<Double>, up: SIMD3<Double>) {
        self.center = center
        self.forward = forward
        self.up = up
    }

    /// Towards the right of the image.
    public var right: SIMD3<Double> { forward.cross(up) }

    /// From a world-to-camera rotation (Hamilton quaternion, w first, need not be of unit length) and translation, camera axes x right,
    /// y down, z forward, as COLMAP writes them. Nil where the numbers are no rotation.
    public init?(quaternion q: SIMD4<Double>, translation t: SIMD3<Double>) {
        let length = (q * q).sum().squareRoot()
        guard length.isFinite, length > 1e-12, t.isFinite else { return nil }
        let (w, x, y, z) = (q[0] / length, q[1] / length, q[2] / length, q[3] / length)
        let row0 = SIMD3(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y))
        let row1 = SIMD3(2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x))
        let row2 = SIMD3(2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))
        center = -(row0 * t.x + row1 * t.y + row2 * t.z)
        forward = row2
        up = -row1
    }

    /// From a camera-to-world matrix in rows, camera axes x right, y up, z backwards (OpenGL), as `transforms.json` has it.
    /// Nil where the matrix has no three rows of four numbers or no directions.
    public init?(cameraToWorld rows: [[Double]]) {
        guard rows.count >= 3, rows[..<3].allSatisfy({ $0.count >= 4 && $0[..<4].allSatisfy(\.isFinite) }) else { return nil }
        func column(_ index: Int) -> SIMD3<Double> { SIMD3(rows[0][index], rows[1][index], rows[2][index]) }
        guard let up = column(1).normalized, let back = column(2).normalized else { return nil }
        self.init(center: column(3), forward: -back, up: up)
    }
}

extension SIMD3<Double> {
    func dot(_ other: Self) -> Double { (self * other).sum() }
    func cross(_ other: Self) -> Self {
        Self(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }
    var length: Double { dot(self).squareRoot() }
    var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
    var normalized: Self? {
        let length = self.length
        return length.isFinite && length > 1e-12 ? self / length : nil
    }
    /// Degrees between two unit vectors.
    func angle(to other: Self) -> Double {
        // Exact for small and for straight angles, where the arc cosine is not.
        2 * atan2Degrees((self - other).length, (self + other).length)
    }
}

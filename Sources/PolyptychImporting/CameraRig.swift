import Foundation
import PolyptychCuration

/// The cameras of one scene seen together: the point they look at, the way up, and the directions from which they look.
struct CameraRig {
    /// Beyond this condition number the optical axes do not meet in a point.
    static let worstCondition = 50.0

    var poses: [CameraPose]
    /// The point nearest to all optical axes by least squares; nil where there is none in front of the cameras.
    var lookAt: SIMD3<Double>?
    /// Unit vector.
    var up: SIMD3<Double>
    /// For each camera the unit vector from the scene towards it.
    var directions: [SIMD3<Double>]

    init(_ poses: [CameraPose], upAxis: ImportOptions.UpAxis? = nil) {
        self.poses = poses
        lookAt = Self.point(of: poses)
        up = upAxis.map(Self.vector) ?? Self.estimateUp(poses)
        let lookAt = self.lookAt
        directions = poses.map { pose in lookAt.flatMap { (pose.center - $0).normalized } ?? -pose.forward }
    }

    /// Least-squares intersection: `Σ(I − d dᵀ) X = Σ(I − d dᵀ) C`.
    private static func point(of poses: [CameraPose]) -> SIMD3<Double>? {
        guard poses.count >= 2 else { return nil }
        var matrix = SymmetricMatrix()
        var right = SIMD3<Double>.zero
        for pose in poses {
            matrix.addIdentity()
            matrix.addOuterProduct(of: pose.forward, times: -1)
            right += pose.center - pose.forward * pose.forward.dot(pose.center)
        }
        let values = matrix.eigen().map(\.value)
        guard values[0] > 0, values[2] / values[0] <= worstCondition, let point = matrix.solve(right), point.isFinite else { return nil }
        // A point behind the cameras is where they turn their backs to: a panorama, not an object.
        let inFront = poses.count { ($0.forward).dot(point - $0.center) > 0 }
        return inFront * 10 >= poses.count * 8 ? point : nil
    }

    /// People hold cameras level: up is what the images' horizontals are square to, on the side of the images' tops.
    private static func estimateUp(_ poses: [CameraPose]) -> SIMD3<Double> {
        let tops = poses.reduce(SIMD3<Double>.zero) { $0 + $1.up }
        let mean = tops.normalized ?? SIMD3(0, 0, 1)
        var matrix = SymmetricMatrix()
        for pose in poses { matrix.addOuterProduct(of: pose.right) }
        let eigen = matrix.eigen()
        // Cameras side by side share one horizontal, which leaves the way up open.
        guard eigen[1].value > 0.05 * eigen[2].value else { return mean }
        let axis = eigen[0].vector
        guard abs(axis.dot(mean)) > 0.3 else { return mean }
        return axis.dot(mean) < 0 ? -axis : axis
    }

    private static func vector(_ axis: ImportOptions.UpAxis) -> SIMD3<Double> {
        switch axis {
        case .plusX: SIMD3(1, 0, 0)
        case .minusX: SIMD3(-1, 0, 0)
        case .plusY: SIMD3(0, 1, 0)
        case .minusY: SIMD3(0, -1, 0)
        case .plusZ: SIMD3(0, 0, 1)
        case .minusZ: SIMD3(0, 0, -1)
        }
    }

    /// Azimuth (0…360, counter-clockwise seen from above) and elevation of one camera, in degrees rounded to hundredths.
    func angles(of index: Int) -> CameraAngles {
        let direction = directions[index]
        let axes: [SIMD3<Double>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
        let reference = axes.min { abs($0.dot(up)) < abs($1.dot(up)) }!
        let zero = (reference - up * reference.dot(up)).normalized ?? SIMD3(1, 0, 0)
        let quarter = up.cross(zero)
        var azimuth = atan2Degrees(direction.dot(quarter), direction.dot(zero))
        if azimuth < 0 { azimuth += 360 }
        let height = min(1, max(-1, direction.dot(up)))
        let elevation = asin(height) * 180 / .pi
        azimuth = (azimuth * 100).rounded() / 100
        return CameraAngles(azimuth: azimuth >= 360 ? 0 : azimuth, elevation: (elevation * 100).rounded() / 100)
    }

    /// Degrees between the directions of two cameras.
    func angle(_ a: Int, _ b: Int) -> Double { directions[a].angle(to: directions[b]) }
}

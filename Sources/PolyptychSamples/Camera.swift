import PolyptychCuration

/// Where a sample was seen from, in full: enough to write a COLMAP model or a `transforms.json` beside it.
public struct CameraPose: Hashable, Sendable {
    /// World-to-camera rotation, rows right, down and forward (COLMAP's and OpenCV's axes).
    public var rotation: [[Double]]
    /// World-to-camera translation.
    public var translation: [Double]
    /// Pixels; the principal point is the middle of the picture.
    public var focalLength: Double
}

/// A pinhole camera that looks at the middle of an object.
struct Camera {
    let position: Vector
    let angles: CameraAngles
    private let right: Vector
    private let up: Vector
    private let forward: Vector
    private let width: Float
    private let height: Float
    private let focal: Float

    init(angles: CameraAngles, distance: Float, target: Vector, width: Int, height: Int) {
        let turn = sinCos(angles.azimuth), rise = sinCos(angles.elevation)
        let away = Vector(Float(turn.sin * rise.cos), Float(rise.sin), Float(turn.cos * rise.cos))
        self.angles = angles
        position = target + away * distance
        forward = -away
        right = Vector(Float(turn.cos), 0, Float(-turn.sin))
        up = cross(right, forward)
        self.width = Float(width)
        self.height = Float(height)
        focal = Float(min(width, height)) * 1.55
    }

    func ray(_ x: Float, _ y: Float) -> Vector {
        normalized(forward * focal + right * (x - width / 2) - up * (y - height / 2))
    }

    var pose: CameraPose {
        let rows = [right, -up, forward]
        return CameraPose(
            rotation: rows.map { [Double($0.x), Double($0.y), Double($0.z)] }, translation: rows.map { Double(-dot($0, position)) },
            focalLength: Double(focal))
    }
}

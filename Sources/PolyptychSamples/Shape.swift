/// One solid of a scene.
struct Shape {
    enum Form {
        case sphere
        /// Half-axes in `extent`.
        case ellipsoid
        /// Half-sides in `extent`, turned around y.
        case box
        /// From `center` along `axis` (unit) for `length`, radius growing from `radius` to `radius2`.
        case frustum
        /// From `center` along `axis` for `length`, ends rounded.
        case capsule
        /// From `center` along the sides `extent` and `axis`; seen from both faces.
        case triangle
    }

    var form: Form
    var center: Vector
    var extent = Vector(repeating: 1)
    var axis = Vector(0, 1, 0)
    var length: Float = 0
    var radius: Float = 1
    var radius2: Float = 1
    /// Sine and cosine of a box's turn.
    var turnSin: Float = 0
    var turnCos: Float = 1
    var material: Int

    /// The sphere outside which no ray needs to look closer.
    var bound: Bound {
        switch form {
        case .sphere: return Bound(center, radius)
        case .ellipsoid: return Bound(center, extent.max())
        case .box: return Bound(center, dot(extent, extent).squareRoot())
        case .frustum:
            let widest = max(radius, radius2)
            return Bound(center + axis * (length / 2), (length * length / 4 + widest * widest).squareRoot())
        case .capsule: return Bound(center + axis * (length / 2), length / 2 + radius)
        case .triangle:
            let middle = center + (extent + axis) / 3
            let reach2 = [center, center + extent, center + axis].map { dot($0 - middle, $0 - middle) }.max()!
            return Bound(middle, reach2.squareRoot())
        }
    }

    @inline(__always) func turned(_ v: Vector) -> Vector { Vector(turnCos * v.x - turnSin * v.z, v.y, turnSin * v.x + turnCos * v.z) }
    @inline(__always) func turnedBack(_ v: Vector) -> Vector { Vector(turnCos * v.x + turnSin * v.z, v.y, -turnSin * v.x + turnCos * v.z) }

    /// The nearest distance beyond `least` at which the ray meets the solid's surface; infinity where it misses.
    func meets(_ origin: Vector, _ direction: Vector, beyond least: Float) -> Float {
        switch form {
        case .sphere:
            return Self.sphere(origin - center, direction, radius, least)
        case .ellipsoid:
            let o = (origin - center) / extent, d = direction / extent
            let a = dot(d, d), b = dot(o, d), c = dot(o, o) - 1, root = b * b - a * c
            if root < 0 { return .infinity }
            let s = root.squareRoot(), near = (-b - s) / a
            if near > least { return near }
            let far = (-b + s) / a
            return far > least ? far : .infinity
        case .box:
            let o = turned(origin - center), d = turned(direction)
            let inverse = Vector(repeating: 1) / d
            let middle = o * inverse, half = Vector(abs(inverse.x) * extent.x, abs(inverse.y) * extent.y, abs(inverse.z) * extent.z)
            let enter = (-middle - half).max(), leave = (-middle + half).min()
            if enter > leave || leave < least { return .infinity }
            return enter > least ? enter : leave
        case .frustum:
            return frustum(origin, direction, least)
        case .triangle:
            // Möller and Trumbore (1997)
            let p = cross(direction, axis), determinant = dot(extent, p)
            if abs(determinant) < 1e-9 { return .infinity }
            let from = origin - center, u = dot(from, p) / determinant
            if u < 0 || u > 1 { return .infinity }
            let q = cross(from, extent), v = dot(direction, q) / determinant
            if v < 0 || u + v > 1 { return .infinity }
            let t = dot(axis, q) / determinant
            return t > least ? t : .infinity
        case .capsule:
            let o = origin - center, along = dot(direction, axis), start = dot(o, axis)
            let a = 1 - along * along, b = dot(o, direction) - start * along, c = dot(o, o) - start * start - radius * radius
            var nearest = Float.infinity
            let root = b * b - a * c
            if root >= 0, a > 1e-6 {
                let t = (-b - root.squareRoot()) / a, s = start + t * along
                if t > least, s > 0, s < length { nearest = t }
            }
            nearest = min(nearest, Self.sphere(o, direction, radius, least))
            return min(nearest, Self.sphere(o - axis * length, direction, radius, least))
        }
    }

    @inline(__always) private static func sphere(_ o: Vector, _ d: Vector, _ radius: Float, _ least: Float) -> Float {
        let b = dot(o, d), root = b * b - dot(o, o) + radius * radius
        if root < 0 { return .infinity }
        let s = root.squareRoot()
        if -b - s > least { return -b - s }
        return -b + s > least ? -b + s : .infinity
    }

    private func frustum(_ origin: Vector, _ direction: Vector, _ least: Float) -> Float {
        let o = origin - center, along = dot(direction, axis), start = dot(o, axis), slope = (radius2 - radius) / length
        let a = 1 - along * along * (1 + slope * slope)
        let wide = radius + slope * start
        let b = dot(o, direction) - start * along - slope * along * wide
        let c = dot(o, o) - start * start - wide * wide
        var nearest = Float.infinity
        let root = b * b - a * c
        if root >= 0, abs(a) > 1e-6 {
            let s = root.squareRoot() / abs(a), middle = -b / a
            let near = side(middle - s, start, along, slope, least)
            nearest = near < .infinity ? near : side(middle + s, start, along, slope, least)
        }
        if abs(along) > 1e-6 {
            nearest = min(nearest, cap(0, radius, o, direction, start, along, least))
            nearest = min(nearest, cap(length, radius2, o, direction, start, along, least))
        }
        return nearest
    }

    @inline(__always) private func side(_ t: Float, _ start: Float, _ along: Float, _ slope: Float, _ least: Float) -> Float {
        let height = start + t * along
        return t > least && height >= 0 && height <= length && radius + slope * height >= 0 ? t : .infinity
    }

    @inline(__always) private func cap(
        _ height: Float, _ size: Float, _ o: Vector, _ direction: Vector, _ start: Float, _ along: Float, _ least: Float
    ) -> Float {
        let t = (height - start) / along, p = o + direction * t - axis * height
        return t > least && dot(p, p) <= size * size ? t : .infinity
    }

    /// The outward normal at a point of the surface.
    func normal(at point: Vector) -> Vector {
        let p = point - center
        switch form {
        case .sphere: return p / radius
        case .ellipsoid: return normalized(p / (extent * extent))
        case .box:
            let local = turned(p) / extent, size = Vector(abs(local.x), abs(local.y), abs(local.z))
            let face: Vector =
                size.x > size.y && size.x > size.z ? [local.x > 0 ? 1 : -1, 0, 0]
                : size.y > size.z ? [0, local.y > 0 ? 1 : -1, 0] : [0, 0, local.z > 0 ? 1 : -1]
            return turnedBack(face)
        case .frustum:
            let height = dot(p, axis), slope = (radius2 - radius) / length
            let out = p - axis * height, distance = dot(out, out).squareRoot()
            if height < 1e-3, distance < radius - 1e-3 { return -axis }
            if height > length - 1e-3, distance < radius2 - 1e-3 { return axis }
            return distance > 1e-6 ? normalized(out / distance - axis * slope) : axis
        case .capsule:
            let height = clamped(dot(p, axis), 0, length)
            return normalized(p - axis * height)
        case .triangle: return normalized(cross(extent, axis))
        }
    }

    /// The point in the solid's own frame, for patterns.
    @inline(__always) func local(_ point: Vector) -> Vector { form == .box ? turned(point - center) : point - center }
}

/// A sphere around a solid: centre and squared radius in four lanes, so that a scene's bounds lie close together in memory.
struct Bound {
    private var lanes: SIMD4<Float>

    init(_ center: Vector, _ radius: Float) { lanes = SIMD4(center, radius * radius * 1.001 + 1e-6) }

    /// Around many.
    init(around shapes: [Shape], center: Vector) {
        let farthest = shapes.map { shape -> Float in
            let bound = shape.bound, way = bound.center - center
            return dot(way, way).squareRoot() + bound.lanes.w.squareRoot()
        }.max() ?? 0
        self.init(center, farthest)
    }

    var center: Vector { Vector(lanes.x, lanes.y, lanes.z) }

    @inline(__always) func mayMeet(_ origin: Vector, _ direction: Vector) -> Bool {
        let to = Vector(lanes.x, lanes.y, lanes.z) - origin, along = dot(to, direction), far2 = dot(to, to)
        return far2 - along * along <= lanes.w && (along > 0 || far2 < lanes.w)
    }
}

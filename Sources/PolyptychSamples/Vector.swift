import PolyptychImaging

/// World space: x to the viewer's right, y up, z towards a viewer who stands in front; one unit is about the height of a mug.
typealias Vector = SIMD3<Float>

@inline(__always) func dot(_ a: Vector, _ b: Vector) -> Float { a.x * b.x + a.y * b.y + a.z * b.z }

@inline(__always) func cross(_ a: Vector, _ b: Vector) -> Vector {
    Vector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

@inline(__always) func normalized(_ v: Vector) -> Vector { v / dot(v, v).squareRoot() }

@inline(__always) func mix(_ a: Vector, _ b: Vector, _ t: Float) -> Vector { a + (b - a) * t }

@inline(__always) func clamped(_ x: Float, _ low: Float = 0, _ high: Float = 1) -> Float { min(max(x, low), high) }

/// From 0 to 1 between two edges, without corners.
@inline(__always) func smooth(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = clamped((x - low) / (high - low))
    return t * t * (3 - 2 * t)
}

/// Sine and cosine of degrees, the same on every processor.
func sinCos(_ degrees: Double) -> (sin: Double, cos: Double) {
    func sine(_ degrees: Double) -> Double {
        var angle = degrees.truncatingRemainder(dividingBy: 360)
        if angle > 180 { angle -= 360 }
        if angle < -180 { angle += 360 }
        if angle > 90 { angle = 180 - angle }
        if angle < -90 { angle = -180 - angle }
        return StrictMath.sine(angle * Double.pi / 180)
    }
    return (sine(degrees), sine(degrees + 90))
}

/// A seeded stream of choices.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ≤ x < 1.
    mutating func unit() -> Float { Float(bits() >> 40) / Float(1 << 24) }
    mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }
    mutating func chance(_ probability: Float) -> Bool { unit() < probability }
    mutating func below(_ count: Int) -> Int { Int(bits() % UInt64(count)) }
    mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

/// Noise between 0 and 1 that is smooth in space.
enum Noise {
    @inline(__always) static func lattice(_ x: Int32, _ y: Int32, _ z: Int32) -> Float {
        var h = UInt32(bitPattern: x) &* 0x85EB_CA6B ^ UInt32(bitPattern: y) &* 0xC2B2_AE35 ^ UInt32(bitPattern: z) &* 0x27D4_EB2F
        h ^= h >> 15
        h = h &* 0x2C1B_3C6D
        h ^= h >> 12
        h = h &* 0x297A_2D39
        h ^= h >> 15
        return Float(h >> 8) / Float(1 << 24)
    }

    static func value(_ p: Vector) -> Float {
        let floor = p.rounded(.down), f = p - floor
        let x = Int32(floor.x), y = Int32(floor.y), z = Int32(floor.z)
        let u = f * f * (3 - 2 * f)
        @inline(__always) func row(_ y: Int32, _ z: Int32) -> Float {
            let a = lattice(x, y, z), b = lattice(x &+ 1, y, z)
            return a + (b - a) * u.x
        }
        @inline(__always) func slice(_ z: Int32) -> Float {
            let a = row(y, z), b = row(y &+ 1, z)
            return a + (b - a) * u.y
        }
        let a = slice(z), b = slice(z &+ 1)
        return a + (b - a) * u.z
    }

    static func layered(_ p: Vector) -> Float { value(p) * 0.55 + value(p * 2.1) * 0.3 + value(p * 4.3) * 0.15 }
}

/// How a surface looks.
struct Material {
    enum Pattern {
        case plain
        /// Squares of this size, seen from all sides.
        case checker(Float)
        /// Bands across y of this height.
        case bands(Float)
        /// Stripes around the y axis, this many.
        case pleats(Float)
        /// Rings and fibres along the longest way.
        case wood
        case speckles(Float)
        /// Courses of this height.
        case bricks(Float)
    }

    /// Linear light.
    var color: Vector
    var second: Vector
    var pattern = Pattern.plain
    /// 0 is chalk, 1 is glaze.
    var gloss: Float = 0.25
    /// Light of its own, as a part of `color`.
    var glow: Float = 0

    func albedo(_ p: Vector, normal: Vector) -> Vector {
        switch pattern {
        case .plain: return color
        case .checker(let size):
            let cell = ((p + Vector(repeating: 1000)) / size).rounded(.down)
            return (Int(cell.x) + Int(cell.y) + Int(cell.z)) % 2 == 0 ? color : second
        case .bands(let size):
            return Int(((p.y + 1000) / size).rounded(.down)) % 2 == 0 ? color : second
        case .pleats(let count):
            // A diamond angle instead of an arc tangent: the same on every processor.
            let sum = abs(p.x) + abs(p.z) + 1e-6
            let angle = p.z >= 0 ? 1 - p.x / sum : 3 + p.x / sum
            return Int((angle * count / 4).rounded(.down)) % 2 == 0 ? color : second
        case .wood:
            let stretched = Vector(p.x * 2.2, p.y * 2.2, p.z * 0.55)
            let rings = Noise.layered(stretched * 1.6) * 7
            let line = rings - rings.rounded(.down)
            let fibre = Noise.value(Vector(p.x * 60, p.y * 60, p.z * 4))
            return mix(color, second, clamped(smooth(0.2, 0.9, line) * 0.65 + fibre * 0.3))
        case .speckles(let size):
            return mix(color, second, smooth(0.62, 0.7, Noise.value(p / size)))
        case .bricks(let size):
            let across = abs(normal.x) > abs(normal.z) ? p.z : p.x
            let row = ((p.y + 1000) / size).rounded(.down)
            let shifted = (across + 1000) / (size * 2.2) + (Int(row) % 2 == 0 ? 0 : 0.5)
            let column = shifted.rounded(.down)
            let fx = shifted - column, fy = (p.y + 1000) / size - row
            if fx < 0.06 || fy < 0.12 { return second }
            return color * (0.82 + 0.36 * Noise.lattice(Int32(row), Int32(column), 7))
        }
    }
}

/// Colours by name, so that captions and pixels agree.
struct Paint: Sendable {
    var name: String
    /// Linear light.
    var color: Vector

    var article: String { "aeiou".contains(name.first!) ? "an" : "a" }

    private init(_ name: String, _ red: Float, _ green: Float, _ blue: Float) {
        self.name = name
        // A square is close enough to sRGB's curve for choosing colours.
        color = Vector(red * red, green * green, blue * blue)
    }

    static let red = Paint("red", 0.84, 0.16, 0.15), orange = Paint("orange", 0.94, 0.50, 0.13), yellow = Paint("yellow", 0.97, 0.79, 0.22)
    static let green = Paint("green", 0.25, 0.60, 0.30), teal = Paint("teal", 0.12, 0.58, 0.58), blue = Paint("blue", 0.17, 0.38, 0.78)
    static let navy = Paint("navy", 0.13, 0.20, 0.42), purple = Paint("purple", 0.47, 0.28, 0.66), pink = Paint("pink", 0.94, 0.56, 0.66)
    static let white = Paint("white", 0.95, 0.94, 0.91), cream = Paint("cream", 0.95, 0.88, 0.74), grey = Paint("grey", 0.56, 0.57, 0.58)
    static let black = Paint("black", 0.10, 0.10, 0.11), brown = Paint("brown", 0.50, 0.32, 0.20), mint = Paint("mint green", 0.62, 0.86, 0.74)
    static let sky = Paint("light blue", 0.55, 0.76, 0.92), terracotta = Paint("terracotta", 0.80, 0.42, 0.29), gold = Paint("golden", 0.86, 0.66, 0.24)
    static let oak = Paint("oak", 0.80, 0.60, 0.38), walnut = Paint("walnut", 0.66, 0.45, 0.26)
    static let sand = Paint("sand-coloured", 0.86, 0.76, 0.58), darkGreen = Paint("dark green", 0.14, 0.38, 0.24)

    static let bright = [red, orange, yellow, green, teal, blue, purple, pink]
    static let calm = [white, cream, grey, mint, sky, sand]
}

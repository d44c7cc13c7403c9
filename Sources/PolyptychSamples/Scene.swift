/// Solids on a floor in front of a backdrop, with what can truly be said about them.
struct Scene {
    enum Ground { case plain, wood, checker, grass, water, carpet }

    /// Something that is only seen, or only on one side, from certain directions.
    struct Feature {
        /// With its article: `a white handle`.
        var words: String
        /// Degrees around the object where it sits; 0 is the front, 90 the viewer's right when facing the front.
        var azimuth: Double
        /// Whether it stands out far enough to be seen in profile; flat ones vanish at the edge.
        var protrudes = true
    }

    var category: String
    /// The object without article: `red mug`.
    var noun: String
    /// About the whole set, without a full stop.
    var summary: String
    var features: [Feature] = []
    /// What is seen from everywhere: `with steam above it`.
    var always = ""
    var shapes: [Shape] = []
    var materials: [Material] = []
    var ground = Ground.plain
    var groundColor = Paint.cream.color
    var groundSecond = Paint.sand.color
    var skyLow = Vector(0.86, 0.88, 0.90)
    var skyHigh = Vector(0.55, 0.70, 0.88)
    /// What the camera looks at, and how far the object reaches from there.
    var height: Float = 1
    var reach: Float = 1.7

    var article: String { "aeiou".contains(noun.first ?? "x") ? "an" : "a" }

    // MARK: building

    mutating func material(
        _ paint: Paint, _ second: Paint? = nil, pattern: Material.Pattern = .plain, gloss: Float = 0.25, glow: Float = 0
    ) -> Int {
        materials.append(
            Material(color: paint.color, second: (second ?? paint).color, pattern: pattern, gloss: gloss, glow: glow))
        return materials.count - 1
    }

    mutating func add(_ shape: Shape) { shapes.append(shape) }

    mutating func sphere(_ x: Float, _ y: Float, _ z: Float, _ radius: Float, _ material: Int) {
        add(Shape(form: .sphere, center: [x, y, z], radius: radius, material: material))
    }

    mutating func ellipsoid(_ center: Vector, _ half: Vector, _ material: Int) {
        add(Shape(form: .ellipsoid, center: center, extent: half, material: material))
    }

    /// `size` is the whole side; `turn` in degrees around y.
    mutating func box(_ center: Vector, _ size: Vector, _ material: Int, turn: Double = 0) {
        let angle = sinCos(turn)
        add(Shape(form: .box, center: center, extent: size / 2, turnSin: Float(angle.sin), turnCos: Float(angle.cos), material: material))
    }

    mutating func triangle(_ a: Vector, _ b: Vector, _ c: Vector, _ material: Int) {
        add(Shape(form: .triangle, center: a, extent: b - a, axis: c - a, material: material))
    }

    /// A parallelogram with the corner `a` between `b` and `c`.
    mutating func sheet(_ a: Vector, _ b: Vector, _ c: Vector, _ material: Int) {
        triangle(a, b, c, material)
        triangle(b + c - a, c, b, material)
    }

    /// A cone or cylinder from one point to another.
    mutating func frustum(_ from: Vector, _ to: Vector, _ radius: Float, _ radius2: Float, _ material: Int) {
        let way = to - from, length = dot(way, way).squareRoot()
        add(Shape(form: .frustum, center: from, axis: way / length, length: length, radius: radius, radius2: radius2, material: material))
    }

    mutating func rod(_ from: Vector, _ to: Vector, _ radius: Float, _ material: Int) {
        let way = to - from, length = dot(way, way).squareRoot()
        add(Shape(form: .capsule, center: from, axis: way / length, length: length, radius: radius, material: material))
    }

    /// A bent rod through points on an arc around `center` in the plane of `across` and y; degrees from `across` upwards.
    mutating func arc(_ center: Vector, across: Vector, radius: Vector, from: Double, to: Double, thickness: Float, pieces: Int = 7, _ material: Int) {
        let points = (0...pieces).map { piece -> Vector in
            let angle = sinCos(from + (to - from) * Double(piece) / Double(pieces))
            return center + across * (Float(angle.cos) * radius.x) + Vector(0, Float(angle.sin) * radius.y, 0)
        }
        for (a, b) in zip(points, points.dropFirst()) { rod(a, b, thickness, material) }
    }
}

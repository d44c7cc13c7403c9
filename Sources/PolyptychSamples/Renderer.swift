import Dispatch
import PolyptychImaging

/// A small ray caster: one warm key light with soft shadows, a sky that fills them, and a floor that fades into the backdrop.
///
/// Plain single-precision arithmetic without library functions, so a seed gives the same picture on every processor.
struct Renderer {
    let scene: Scene
    private let lights: [Vector]
    private let floor: FloorLight
    private let bounds: [Bound]
    private let whole: Bound

    private static let key = normalized(Vector(-0.55, 0.95, 0.62))
    private static let keyColor = Vector(1.42, 1.27, 1.02)

    init(scene: Scene) {
        self.scene = scene
        bounds = scene.shapes.map(\.bound)
        whole = Bound(around: scene.shapes, center: [0, scene.height, 0])
        lights = Self.spread(around: Self.key, width: 0.11)
        floor = FloorLight(scene: scene, lights: Self.spread(around: Self.key, width: 0.13))
    }

    func render(_ camera: Camera, width: Int, height: Int) -> Bitmap {
        var colors = [Vector](repeating: .zero, count: width * height)
        var marks = [Int32](repeating: -2, count: width * height)
        colors.withUnsafeMutableBufferPointer { colors in
            marks.withUnsafeMutableBufferPointer { marks in
                nonisolated(unsafe) let colors = colors, marks = marks
                scene.shapes.withUnsafeBufferPointer { shapes in
                    nonisolated(unsafe) let shapes = shapes
                    Self.bands(height) { y in
                        for x in 0..<width {
                            let ray = camera.ray(Float(x) + 0.5, Float(y) + 0.5)
                            (colors[y * width + x], marks[y * width + x]) = color(camera.position, ray, shapes)
                        }
                    }
                }
            }
        }
        // Once more, finer, where neighbours differ.
        let first = colors, seen = marks
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        pixels.withUnsafeMutableBufferPointer { pixels in
            nonisolated(unsafe) let pixels = pixels
            scene.shapes.withUnsafeBufferPointer { shapes in
                nonisolated(unsafe) let shapes = shapes
                Self.bands(height) { y in
                    for x in 0..<width {
                        let here = y * width + x
                        var value = first[here]
                        if isEdge(x, y, width, height, first, seen) {
                            for (dx, dy) in [(0.125, 0.375), (0.625, 0.125), (0.875, 0.625), (0.375, 0.875)] as [(Float, Float)] {
                                value += color(camera.position, camera.ray(Float(x) + dx, Float(y) + dy), shapes).0
                            }
                            value /= 5
                        }
                        let graded = Self.grade(value)
                        for channel in 0..<3 { pixels[here * 3 + channel] = SRGB.bytes[Int(graded[channel] * 65535)] }
                    }
                }
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    private static func bands(_ height: Int, _ row: @Sendable (Int) -> Void) {
        let size = 16
        DispatchQueue.concurrentPerform(iterations: (height + size - 1) / size) { band in
            for y in band * size..<min(height, (band + 1) * size) { row(y) }
        }
    }

    private func isEdge(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ colors: [Vector], _ marks: [Int32]) -> Bool {
        let here = y * width + x
        func differs(_ other: Int) -> Bool {
            if marks[here] != marks[other] { return true }
            let d = colors[here] - colors[other]
            return dot(d, d) > 0.006
        }
        return x > 0 && differs(here - 1) || x + 1 < width && differs(here + 1) || y > 0 && differs(here - width)
            || y + 1 < height && differs(here + width)
    }

    /// Highlights bend instead of clipping.
    private static func grade(_ color: Vector) -> Vector {
        func bent(_ x: Float) -> Float { x < 0.6 ? max(0, x) : 0.6 + 0.4 * (x - 0.6) / (x - 0.6 + 0.4) }
        return Vector(bent(color.x), bent(color.y), bent(color.z))
    }

    // MARK: light

    private func color(_ origin: Vector, _ ray: Vector, _ shapes: UnsafeBufferPointer<Shape>) -> (Vector, Int32) {
        var nearest = Float.infinity
        var found = -1
        if whole.mayMeet(origin, ray) {
            for index in shapes.indices where bounds[index].mayMeet(origin, ray) {
                let t = shapes[index].meets(origin, ray, beyond: 1e-3)
                if t < nearest {
                    nearest = t
                    found = index
                }
            }
        }
        if ray.y < -1e-4 {
            let t = -origin.y / ray.y
            if t < nearest { return (ground(origin + ray * t, ray, distance: t), -1) }
        }
        if found < 0 { return (sky(ray), -2) }
        let point = origin + ray * nearest, shape = shapes[found]
        var normal = shape.normal(at: point)
        if dot(normal, ray) > 0 { normal = -normal }
        let material = scene.materials[shape.material]
        let albedo = material.albedo(shape.local(point), normal: normal)
        let facing = dot(normal, Self.key)
        var lit: Float = 0
        if facing > 0 { lit = light(point + normal * 2e-3, shapes) }
        // What lies low and looks down sees little sky.
        let open = 0.62 + 0.38 * smooth(-0.1, 0.9, point.y + normal.y * 0.5)
        let up = 0.5 + 0.5 * normal.y
        let ambient = (mix(scene.skyHigh, Vector(0.82, 0.80, 0.78), 0.5) * (0.34 + 0.24 * up) + scene.groundColor * 0.24 * (1 - up)) * open
        var color = albedo * (Self.keyColor * (max(0, facing) * lit) + ambient)
        let half = normalized(Self.key - ray), shine = max(0, dot(normal, half))
        let s2 = shine * shine, s4 = s2 * s2, s8 = s4 * s4, s16 = s8 * s8, s32 = s16 * s16
        color += Self.keyColor * (s32 * (0.3 + s32) * material.gloss * lit * 0.55)
        let grazing = 1 - max(0, -dot(normal, ray)), fresnel = grazing * grazing * grazing * grazing
        color += sky(ray - normal * (2 * dot(normal, ray))) * (material.gloss * (0.05 + 0.45 * fresnel)) * open
        color += material.color * material.glow
        return (color, Int32(found))
    }

    /// How much of the key light arrives: four looks decide where all agree, sixteen where they do not.
    private func light(_ point: Vector, _ shapes: UnsafeBufferPointer<Shape>) -> Float {
        var open = 0
        for index in 0..<4 where !isBlocked(point, lights[index], shapes) { open += 1 }
        if open == 0 || open == 4 { return Float(open) / 4 }
        for index in 4..<16 where !isBlocked(point, lights[index], shapes) { open += 1 }
        return Float(open) / 16
    }

    private func isBlocked(_ point: Vector, _ direction: Vector, _ shapes: UnsafeBufferPointer<Shape>) -> Bool {
        for index in shapes.indices where bounds[index].mayMeet(point, direction) {
            if shapes[index].meets(point, direction, beyond: 2e-3) < .infinity { return true }
        }
        return false
    }

    private func sky(_ ray: Vector) -> Vector {
        mix(scene.skyLow, scene.skyHigh, smooth(-0.05, 0.75, ray.y))
    }

    private func ground(_ point: Vector, _ ray: Vector, distance: Float) -> Vector {
        let light = floor[point.x, point.z]
        var albedo = scene.groundColor
        var gloss: Float = 0.04
        switch scene.ground {
        case .plain: break
        case .carpet:
            albedo = mix(scene.groundColor, scene.groundSecond, Noise.layered(point * 9) * 0.8)
            let away = max(abs(point.x), abs(point.z))
            if away > 1.9, away < 2.02 { albedo = scene.groundSecond * 0.7 }
        case .wood:
            let plank = (point.x / 0.62).rounded(.down)
            let shade = 0.86 + 0.28 * Noise.lattice(Int32(plank), 3, 5)
            let grain = Noise.layered(Vector(point.x * 5, plank * 3.7, point.z * 0.9))
            let fine = Noise.value(Vector(point.x * 55, plank, point.z * 3))
            albedo = mix(scene.groundColor, scene.groundSecond, clamped(grain * 0.75 + fine * 0.3)) * shade
            let within = point.x / 0.62 - plank
            if within < 0.012 + 0.001 * distance { albedo *= 0.55 }
            gloss = 0.16
        case .checker:
            let even = (Int((point.x / 0.75 + 1000).rounded(.down)) + Int((point.z / 0.75 + 1000).rounded(.down))) % 2 == 0
            let far = smooth(6, 16, distance)
            albedo = mix(even ? scene.groundColor : scene.groundSecond, mix(scene.groundColor, scene.groundSecond, 0.5), far)
            gloss = 0.14
        case .grass:
            let patch = Noise.layered(point * 1.3), blade = Noise.value(Vector(point.x * 34, 1, point.z * 22))
            albedo = mix(scene.groundColor, scene.groundSecond, clamped(patch * 0.7 + blade * 0.5 - 0.1))
        case .water:
            let wave = Noise.value(Vector(point.x * 2.2 + point.z * 0.8, 2, point.z * 6)) + Noise.value(Vector(point.x * 5, 9, point.z * 13)) * 0.5
            albedo = mix(scene.groundColor, scene.groundSecond, clamped(wave - 0.25))
            gloss = 0.5
        }
        let ambient = scene.skyHigh * (0.42 * light.open)
        var color = albedo * (Self.keyColor * (Self.key.y * light.key) + ambient)
        let grazing = 1 + ray.y, fresnel = grazing * grazing * grazing
        color += sky(Vector(ray.x, -ray.y, ray.z)) * (gloss * (0.12 + 0.7 * fresnel)) * light.open
        // The floor ends in the backdrop.
        return mix(color, scene.skyLow, smooth(9, 26, distance))
    }

    /// Sixteen directions across a round light, the first four far apart.
    private static func spread(around axis: Vector, width: Float) -> [Vector] {
        let side = normalized(cross(axis, [0, 1, 0])), up = cross(side, axis)
        return (0..<16).map { index in
            let ring: Float = index < 4 ? 0.85 : index < 10 ? 1 : 0.5
            let angle = sinCos(Double(index < 4 ? index * 90 + 20 : index * 60 + 35))
            return normalized(axis + (side * Float(angle.cos) + up * Float(angle.sin)) * (ring * width))
        }
    }
}

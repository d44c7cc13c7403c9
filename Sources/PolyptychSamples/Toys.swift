/// Things to play with.
enum Toys {
    static func car(_ dice: inout Dice) -> Scene {
        let body = dice.pick(Paint.bright), roof = dice.pick([Paint.white, .cream, .black, body]), luggage = dice.chance(0.5)
        var scene = Scene(category: "toy car", noun: "\(body.name) toy car", summary: "")
        if roof.name != body.name { scene.noun += " with a \(roof.name) roof" }
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 0.55
        scene.reach = 1.5
        let lacquer = scene.material(body, gloss: 0.9), top = scene.material(roof, gloss: 0.8), glass = scene.material(.sky, gloss: 1)
        let rubber = scene.material(.black, gloss: 0.15), hub = scene.material(.grey, gloss: 0.9), lamp = scene.material(.cream, gloss: 0.8, glow: 0.35)
        let brake = scene.material(.red, gloss: 0.8, glow: 0.25)
        scene.box([0, 0.48, 0], [1.06, 0.42, 2.3], lacquer)
        scene.rod([-0.43, 0.62, 1.08], [0.43, 0.62, 1.08], 0.11, lacquer)
        scene.rod([-0.43, 0.62, -1.08], [0.43, 0.62, -1.08], 0.11, lacquer)
        scene.box([0, 0.86, -0.16], [0.94, 0.36, 1.16], glass)
        scene.box([0, 1.07, -0.16], [0.98, 0.08, 1.22], top)
        for x: Float in [-0.45, 0.45] { for z: Float in [-0.74, -0.16, 0.42] { scene.box([x, 0.87, z], [0.1, 0.36, 0.09], top) } }
        for x: Float in [-0.55, 0.55] {
            let out: Float = x > 0 ? 0.11 : -0.11
            for z: Float in [-0.72, 0.72] {
                scene.frustum([x - out, 0.29, z], [x + out, 0.29, z], 0.29, 0.29, rubber)
                scene.frustum([x + out, 0.29, z], [x + out * 1.2, 0.29, z], 0.16, 0.13, hub)
            }
        }
        for x: Float in [-0.36, 0.36] {
            scene.ellipsoid([x, 0.56, 1.17], [0.13, 0.13, 0.07], lamp)
            scene.box([x, 0.55, -1.16], [0.2, 0.1, 0.05], brake)
        }
        scene.box([0, 0.34, 1.18], [1.0, 0.09, 0.06], hub)
        scene.features = [.init(words: "the round headlights", azimuth: 0, protrudes: false), .init(words: "the red tail lights", azimuth: 180, protrudes: false)]
        if luggage {
            let case1 = scene.material(.brown, .gold, pattern: .bands(0.11), gloss: 0.2)
            scene.box([0.05, 1.24, -0.2], [0.6, 0.25, 0.72], case1)
            scene.always = "with a suitcase on the roof"
        }
        return scene
    }

    static func robot(_ dice: inout Dice) -> Scene {
        let body = dice.pick([Paint.teal, .orange, .sky, .red, .yellow, .mint]), accent = dice.pick([Paint.yellow, .red, .navy, .white])
        let antennae = dice.chance(0.5)
        var scene = Scene(category: "toy robot", noun: "\(body.name) toy robot", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) with \(accent.name) boots \(place)"
        scene.height = 1.15
        scene.reach = 1.65
        let tin = scene.material(body, gloss: 0.75), dark = scene.material(.grey, gloss: 0.85), boots = scene.material(accent, gloss: 0.6)
        let eye = scene.material(.yellow, gloss: 0.9, glow: 0.5), black = scene.material(.black, gloss: 0.5), red = scene.material(.red, gloss: 0.8, glow: 0.2)
        let green = scene.material(.green, gloss: 0.8, glow: 0.2)
        for x: Float in [-0.3, 0.3] {
            scene.box([x, 0.12, 0.08], [0.42, 0.24, 0.62], boots)
            scene.frustum([x, 0.2, 0], [x, 0.72, 0], 0.14, 0.14, dark)
        }
        scene.box([0, 1.14, 0], [1.06, 0.9, 0.72], tin)
        scene.box([0, 1.18, 0.365], [0.66, 0.46, 0.03], black)
        for (x, paint) in [(-0.2, red), (0, eye), (0.2, green)] as [(Float, Int)] { scene.sphere(x, 1.3, 0.38, 0.065, paint) }
        scene.box([0, 1.07, 0.385], [0.46, 0.06, 0.03], dark)
        scene.frustum([0, 1.58, 0], [0, 1.72, 0], 0.16, 0.16, dark)
        scene.box([0, 2.02, 0], [0.78, 0.6, 0.62], tin)
        for x: Float in [-0.19, 0.19] {
            scene.frustum([x, 2.1, 0.3], [x, 2.1, 0.36], 0.14, 0.13, dark)
            scene.sphere(x, 2.1, 0.34, 0.10, eye)
        }
        scene.box([0, 1.84, 0.315], [0.42, 0.07, 0.03], black)
        for x: Float in [-1, 1] {
            scene.sphere(x * 0.62, 1.42, 0, 0.17, dark)
            scene.rod([x * 0.66, 1.4, 0], [x * 0.82, 0.98, 0.12], 0.105, tin)
            scene.rod([x * 0.82, 0.98, 0.12], [x * 0.84, 0.74, 0.42], 0.095, tin)
            scene.sphere(x * 0.84, 0.72, 0.46, 0.14, boots)
            if antennae {
                scene.rod([x * 0.22, 2.3, 0], [x * 0.34, 2.62, 0], 0.025, dark)
                scene.sphere(x * 0.34, 2.64, 0, 0.07, red)
            }
        }
        scene.features = [
            .init(words: "two glowing eyes and a panel of lights", azimuth: 0, protrudes: false),
            .init(words: "a wind-up key", azimuth: 180),
        ]
        scene.rod([0, 1.2, -0.36], [0, 1.2, -0.58], 0.05, dark)
        scene.arc([0, 1.2, -0.66], across: [1, 0, 0], radius: [0.17, 0.13, 0], from: 0, to: 360, thickness: 0.045, pieces: 8, dark)
        if antennae { scene.always = "with two antennae" }
        scene.height = antennae ? 1.28 : 1.18
        return scene
    }

    static func train(_ dice: inout Dice) -> Scene {
        let body = dice.pick([Paint.green, .blue, .red, .navy, .teal]), cab = dice.pick([Paint.red, .yellow, .black, .orange].filter { $0.name != body.name })
        var scene = Scene(category: "toy locomotive", noun: "\(body.name) toy locomotive with \(cab.article) \(cab.name) cab", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 0.75
        scene.reach = 1.62
        let boiler = scene.material(body, gloss: 0.8), cabin = scene.material(cab, gloss: 0.7), iron = scene.material(.black, gloss: 0.4), brass = scene.material(.gold, gloss: 0.9)
        let wheel = scene.material(.red, gloss: 0.5), smoke = scene.material(.white, gloss: 0)
        scene.box([0, 0.42, 0], [0.78, 0.14, 2.4], iron)
        scene.frustum([0, 0.86, -0.3], [0, 0.86, 1.16], 0.4, 0.4, boiler)
        scene.frustum([0, 0.86, 1.16], [0, 0.86, 1.2], 0.36, 0.36, iron)
        for z: Float in [0.1, 0.7] { scene.frustum([0, 0.86, z], [0, 0.86, z + 0.07], 0.415, 0.415, brass) }
        scene.box([0, 1.0, -0.72], [0.86, 1.06, 0.82], cabin)
        scene.box([0, 1.57, -0.72], [1.0, 0.09, 1.0], iron)
        for x: Float in [-0.434, 0.434] { scene.box([x, 1.24, -0.72], [0.02, 0.34, 0.42], iron) }
        scene.frustum([0, 1.2, 0.88], [0, 1.66, 0.88], 0.1, 0.17, iron)
        scene.sphere(0, 1.26, 0.34, 0.16, brass)
        scene.sphere(0, 0.86, 1.22, 0.12, brass)
        for (index, puff) in [Vector(0.02, 1.88, 0.84), Vector(-0.06, 2.06, 0.70), Vector(0.03, 2.24, 0.48)].enumerated() {
            scene.sphere(puff.x, puff.y, puff.z, 0.15 + 0.035 * Float(index), smoke)
        }
        for x: Float in [-0.42, 0.42] {
            let out: Float = x > 0 ? 0.05 : -0.05
            for (z, radius) in [(-0.75, 0.36), (0.1, 0.25), (0.78, 0.25)] as [(Float, Float)] {
                scene.frustum([x - out, radius, z], [x + out, radius, z], radius, radius, wheel)
                scene.frustum([x + out, radius, z], [x + out * 1.4, radius, z], radius * 0.4, radius * 0.35, brass)
            }
            scene.rod([x + out * 1.5, 0.28, -0.75], [x + out * 1.5, 0.25, 0.78], 0.035, iron)
        }
        scene.features = [.init(words: "the round boiler with its lamp", azimuth: 0, protrudes: false), .init(words: "the \(cab.name) cab", azimuth: 180)]
        scene.always = "with white smoke above the chimney"
        scene.height = 0.95
        scene.reach = 1.75
        return scene
    }

    static func guitar(_ dice: inout Dice) -> Scene {
        let body = dice.pick([Paint.gold, .red, .sky, .terracotta, .teal])
        var scene = Scene(category: "toy guitar", noun: "\(body.name) guitar on a stand", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 1.2
        scene.reach = 1.65
        let top = scene.material(body.name == "golden" ? .oak : body, .walnut, pattern: body.name == "golden" ? .wood : .plain, gloss: 0.8), dark = scene.material(.brown, gloss: 0.5)
        let black = scene.material(.black, gloss: 0.3), steel = scene.material(.grey, gloss: 0.9)
        scene.frustum([0, 0.72, -0.13], [0, 0.72, 0.13], 0.62, 0.62, top)
        scene.frustum([0, 1.22, -0.13], [0, 1.22, 0.13], 0.46, 0.46, top)
        scene.frustum([0, 1.05, 0.13], [0, 1.05, 0.137], 0.19, 0.19, black)
        scene.frustum([0, 1.05, 0.13], [0, 1.05, 0.134], 0.235, 0.235, dark)
        scene.box([0, 1.85, 0.12], [0.17, 1.3, 0.09], dark)
        scene.box([0, 2.56, 0.11], [0.26, 0.34, 0.08], black)
        scene.box([0, 0.55, 0.15], [0.42, 0.07, 0.05], dark)
        for x: Float in [-0.055, -0.018, 0.018, 0.055] { scene.rod([x, 0.55, 0.18], [x, 2.5, 0.175], 0.006, steel) }
        for y: Float in [2.48, 2.58, 2.68] { for x: Float in [-0.16, 0.16] { scene.sphere(x, y, 0.1, 0.035, steel) } }
        for x: Float in [-0.34, 0.34] { scene.rod([x, 0.02, 0.3], [x * 0.7, 0.5, -0.2], 0.035, black) }
        scene.rod([0, 0.02, -0.62], [0, 1.2, -0.18], 0.035, black)
        scene.features = [.init(words: "the strings and the sound hole", azimuth: 0, protrudes: false), .init(words: "the smooth back", azimuth: 180, protrudes: false)]
        scene.height = 1.35
        return scene
    }
}

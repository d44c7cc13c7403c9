/// Things in the open.
enum Buildings {
    static func lighthouse(_ dice: inout Dice) -> Scene {
        let paint = dice.pick([Paint.red, .navy, .black, .teal, .orange]), hut = dice.chance(0.7)
        var scene = Scene(category: "lighthouse", noun: "\(paint.name) and white lighthouse", summary: "")
        scene.summary = "\(scene.article) \(scene.noun) on a rocky island in the sea"
        scene.outdoors(.water)
        scene.height = 1.3
        scene.reach = 1.85
        let tower = scene.material(paint, .white, pattern: .bands(0.42), gloss: 0.3), rock = scene.material(.grey, .brown, pattern: .speckles(0.22), gloss: 0.05)
        let iron = scene.material(.black, gloss: 0.5), glass = scene.material(.yellow, gloss: 0.9, glow: 0.7), roof = scene.material(paint, gloss: 0.6)
        let wall = scene.material(.white), tile = scene.material(.terracotta, gloss: 0.1), door = scene.material(.brown), moss = scene.material(.darkGreen, .green, pattern: .speckles(0.2), gloss: 0)
        scene.ellipsoid([0, 0, 0], [1.35, 0.34, 1.1], rock)
        scene.ellipsoid([0.62, 0.02, 0.62], [0.48, 0.26, 0.44], rock)
        scene.ellipsoid([-0.8, 0.02, -0.4], [0.58, 0.3, 0.6], rock)
        scene.ellipsoid([0.05, 0.22, -0.1], [0.92, 0.16, 0.78], moss)
        scene.frustum([-0.1, 0.25, 0], [-0.1, 2.1, 0], 0.48, 0.31, tower)
        scene.frustum([-0.1, 2.1, 0], [-0.1, 2.16, 0], 0.46, 0.46, iron)
        scene.frustum([-0.1, 2.16, 0], [-0.1, 2.46, 0], 0.22, 0.22, glass)
        for angle in stride(from: 0.0, to: 360, by: 45) {
            let turn = sinCos(angle)
            scene.rod([-0.1 + Float(turn.cos) * 0.43, 2.16, Float(turn.sin) * 0.43], [-0.1 + Float(turn.cos) * 0.43, 2.3, Float(turn.sin) * 0.43], 0.013, iron)
        }
        scene.frustum([-0.1, 2.46, 0], [-0.1, 2.78, 0], 0.32, 0.02, roof)
        scene.sphere(-0.1, 2.8, 0, 0.05, iron)
        scene.box([-0.1, 0.5, 0.44], [0.24, 0.44, 0.1], door)
        scene.features = [.init(words: "the brown door", azimuth: 0, protrudes: false)]
        if hut {
            scene.box([0.62, 0.45, -0.05], [0.62, 0.42, 0.56], wall)
            gable(&scene, center: [0.62, 0.66, -0.05], width: 0.72, depth: 0.66, rise: 0.3, tile)
            scene.features.append(.init(words: "a small white hut", azimuth: 90))
        }
        return scene
    }

    static func castle(_ dice: inout Dice) -> Scene {
        let roof = dice.pick([Paint.blue, .red, .purple, .teal, .green]), stone = dice.pick([Paint.sand, .grey, .cream])
        var scene = Scene(category: "castle", noun: "\(stone.name) castle with \(roof.name) roofs", summary: "")
        scene.summary = "\(scene.article) \(scene.noun) on a green meadow"
        scene.outdoors(.grass)
        scene.height = 0.95
        scene.reach = 1.85
        let wall = scene.material(stone, .brown, pattern: .bricks(0.13), gloss: 0.05), tile = scene.material(roof, gloss: 0.35), gate = scene.material(.brown, gloss: 0.1)
        let flag = scene.material(.yellow), pole = scene.material(.black), dark = scene.material(.black, gloss: 0)
        scene.box([0, 0.5, 0.78], [1.7, 1.0, 0.16], wall)
        scene.box([0, 0.5, -0.78], [1.7, 1.0, 0.16], wall)
        scene.box([0.78, 0.5, 0], [0.16, 1.0, 1.7], wall)
        scene.box([-0.78, 0.5, 0], [0.16, 1.0, 1.7], wall)
        for step in 0..<6 {
            let x = -0.65 + Float(step) * 0.26
            for z: Float in [-0.78, 0.78] { scene.box([x, 1.06, z], [0.13, 0.13, 0.16], wall) }
            for side: Float in [-0.78, 0.78] { scene.box([side, 1.06, x], [0.16, 0.13, 0.13], wall) }
        }
        for x: Float in [-0.82, 0.82] {
            for z: Float in [-0.82, 0.82] {
                scene.frustum([x, 0, z], [x, 1.36, z], 0.30, 0.28, wall)
                scene.frustum([x, 1.36, z], [x, 1.95, z], 0.37, 0.01, tile)
            }
        }
        scene.box([-0.1, 0.95, -0.15], [0.74, 1.9, 0.7], wall)
        scene.frustum([-0.1, 1.9, -0.15], [-0.1, 2.5, -0.15], 0.56, 0.01, tile)
        scene.rod([-0.1, 2.45, -0.15], [-0.1, 2.86, -0.15], 0.018, pole)
        scene.box([0.05, 2.76, -0.15], [0.28, 0.17, 0.015], flag)
        scene.box([0, 0.36, 0.87], [0.42, 0.72, 0.03], gate)
        scene.frustum([0, 0.72, 0.855], [0, 0.72, 0.885], 0.21, 0.21, gate)
        for x: Float in [-0.28, 0.08] { scene.box([x, 1.5, 0.205], [0.1, 0.24, 0.02], dark) }
        scene.features = [.init(words: "the wooden gate", azimuth: 0, protrudes: false)]
        scene.always = "with a yellow flag on the keep"
        scene.height = 1.2
        return scene
    }

    static func cottage(_ dice: inout Dice) -> Scene {
        let wall = dice.pick([Paint.white, .cream, .sky, .pink, .yellow]), roof = dice.pick([Paint.terracotta, .navy, .brown, .darkGreen])
        let tree = dice.chance(0.75), doorPaint = dice.pick([Paint.red, .blue, .green, .orange])
        var scene = Scene(category: "cottage", noun: "\(wall.name) cottage with a \(roof.name) roof", summary: "")
        scene.summary = "\(scene.article) \(scene.noun) and \(doorPaint.article) \(doorPaint.name) door in a meadow"
        scene.outdoors(.grass)
        scene.height = 0.85
        scene.reach = 1.75
        let plaster = scene.material(wall, gloss: 0.05), tile = scene.material(roof, gloss: 0.15), door = scene.material(doorPaint, gloss: 0.4)
        let glass = scene.material(.navy, gloss: 1), frame = scene.material(.white), brick = scene.material(.terracotta, .cream, pattern: .bricks(0.08), gloss: 0.05)
        scene.box([0, 0.5, 0], [1.5, 1.0, 1.15], plaster)
        gable(&scene, center: [0, 1.0, 0], width: 1.54, depth: 1.4, rise: 0.62, tile)
        gable(&scene, center: [0, 0.99, 0], width: 1.56, depth: 1.15, rise: 0.51, plaster)
        scene.box([0.42, 1.5, -0.2], [0.22, 0.62, 0.22], brick)
        scene.box([0.05, 0.36, 0.585], [0.34, 0.72, 0.03], door)
        scene.sphere(0.16, 0.36, 0.61, 0.022, frame)
        for x: Float in [-0.46, 0.5] {
            scene.box([x, 0.56, 0.58], [0.34, 0.34, 0.03], frame)
            scene.box([x, 0.56, 0.59], [0.28, 0.28, 0.03], glass)
            scene.box([x, 0.56, 0.60], [0.025, 0.3, 0.03], frame)
        }
        for z: Float in [-0.25, 0.25] {
            scene.box([0.755, 0.56, z], [0.03, 0.3, 0.28], frame)
            scene.box([0.765, 0.56, z], [0.03, 0.24, 0.22], glass)
        }
        scene.features = [.init(words: "the \(doorPaint.name) door", azimuth: 0, protrudes: false)]
        if tree {
            let bark = scene.material(.brown, gloss: 0), leaf = scene.material(.green, .darkGreen, pattern: .speckles(0.16), gloss: 0.05)
            scene.frustum([-1.25, 0, 0.1], [-1.25, 0.6, 0.1], 0.09, 0.07, bark)
            scene.sphere(-1.25, 0.95, 0.1, 0.44, leaf)
            scene.sphere(-1.12, 1.28, 0.02, 0.32, leaf)
            scene.features.append(.init(words: "a round tree", azimuth: 270))
        }
        return scene
    }

    static func sailboat(_ dice: inout Dice) -> Scene {
        let hull = dice.pick([Paint.red, .white, .navy, .orange, .teal, .yellow]), sail = dice.pick([Paint.white, .cream, .orange, .sky])
        let striped = dice.chance(0.4)
        var scene = Scene(category: "sailboat", noun: "\(hull.name) sailboat with \(sail.article) \(sail.name) sail", summary: "")
        scene.summary = "\(scene.article) \(scene.noun) on calm water"
        scene.outdoors(.water)
        scene.height = 1.05
        scene.reach = 1.75
        let paint = scene.material(hull, .white, pattern: striped ? .bands(0.16) : .plain, gloss: 0.7), deck = scene.material(.oak, .walnut, pattern: .wood, gloss: 0.3)
        let cloth = scene.material(sail, gloss: 0.05), wood = scene.material(.brown), flag = scene.material(.red), cabin = scene.material(.white, gloss: 0.4)
        scene.ellipsoid([0, 0.26, 0], [0.52, 0.36, 1.32], paint)
        scene.ellipsoid([0, 0.44, 0], [0.49, 0.2, 1.24], deck)
        scene.box([0, 0.68, -0.42], [0.5, 0.26, 0.62], cabin)
        scene.frustum([0, 0.5, 0.12], [0, 2.5, 0.12], 0.045, 0.03, wood)
        scene.rod([0, 0.98, 0.12], [0, 0.98, -1.02], 0.03, wood)
        scene.triangle([0.02, 1.03, 0.06], [0.02, 2.42, 0.08], [0.16, 1.03, -0.98], cloth)
        scene.triangle([0.02, 0.8, 0.2], [0.02, 2.2, 0.17], [0.12, 0.72, 1.14], cloth)
        scene.box([0, 2.56, 0.0], [0.015, 0.12, 0.24], flag)
        scene.features = [.init(words: "the bow", azimuth: 0), .init(words: "the stern with a small cabin", azimuth: 180)]
        scene.always = "with a red pennant at the mast head"
        scene.height = 1.2
        return scene
    }

    /// A saddle roof with its ridge along x; `center` is the middle of its underside.
    private static func gable(_ scene: inout Scene, center: Vector, width: Float, depth: Float, rise: Float, _ material: Int) {
        let x = width / 2, z = depth / 2
        for side: Float in [-1, 1] {
            scene.sheet(center + [-x, 0, z * side], center + [x, 0, z * side], center + [-x, rise, 0], material)
            scene.triangle(center + [x * side, 0, -z], center + [x * side, 0, z], center + [x * side, rise, 0], material)
        }
        scene.sheet(center + [-x, 0, -z], center + [x, 0, -z], center + [-x, 0, z], material)
    }
}

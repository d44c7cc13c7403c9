/// Things for a room.
enum Furniture {
    static func chair(_ dice: inout Dice) -> Scene {
        let cushion = dice.pick(Paint.bright), wood = dice.pick([(Paint.oak, Paint.walnut, "wooden"), (.white, .white, "white"), (.black, .black, "black")])
        let arms = dice.chance(0.5)
        var scene = Scene(category: "chair", noun: "\(wood.2) chair with a \(cushion.name) seat", summary: "")
        if cushion.article == "an" { scene.noun = "\(wood.2) chair with an \(cushion.name) seat" }
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 1.0
        scene.reach = 1.5
        let frame = scene.material(wood.0, wood.1, pattern: wood.2 == "wooden" ? .wood : .plain, gloss: 0.35), soft = scene.material(cushion, gloss: 0.1)
        for x: Float in [-0.5, 0.5] {
            scene.frustum([x * 1.08, 0, 0.52], [x, 0.9, 0.46], 0.055, 0.075, frame)
            scene.frustum([x * 1.08, 0, -0.58], [x, 0.9, -0.46], 0.055, 0.075, frame)
            scene.rod([x, 0.9, -0.48], [x, 2.05, -0.66], 0.065, frame)
            if arms {
                scene.rod([x * 1.16, 1.38, -0.52], [x * 1.16, 1.38, 0.42], 0.06, frame)
                scene.rod([x * 1.16, 0.92, 0.34], [x * 1.16, 1.38, 0.34], 0.045, frame)
            }
        }
        scene.box([0, 0.92, 0], [1.16, 0.1, 1.1], frame)
        scene.box([0, 1.02, 0.02], [1.04, 0.13, 0.98], soft)
        for y: Float in [1.42, 1.68, 1.94] { scene.rod([-0.5, y, -0.49 - (y - 0.9) * 0.155], [0.5, y, -0.49 - (y - 0.9) * 0.155], 0.06, frame) }
        scene.features = [.init(words: "the slatted backrest", azimuth: 180)]
        if arms { scene.always = "with armrests" }
        return scene
    }

    static func deskLamp(_ dice: inout Dice) -> Scene {
        let paint = dice.pick([Paint.red, .teal, .yellow, .navy, .mint, .orange, .white])
        var scene = Scene(category: "desk lamp", noun: "\(paint.name) desk lamp", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) with a jointed arm \(place)"
        scene.height = 1.0
        scene.reach = 1.5
        let enamel = scene.material(paint, gloss: 0.7), metal = scene.material(.grey, gloss: 0.9), bulb = scene.material(.yellow, gloss: 0.3, glow: 1.1)
        scene.frustum([-0.35, 0, 0], [-0.35, 0.12, 0], 0.58, 0.52, enamel)
        scene.sphere(-0.35, 0.16, 0, 0.13, metal)
        scene.rod([-0.35, 0.16, 0], [-0.72, 1.12, 0], 0.05, metal)
        scene.sphere(-0.72, 1.12, 0, 0.10, enamel)
        scene.rod([-0.72, 1.12, 0], [0.22, 1.86, 0], 0.05, metal)
        scene.sphere(0.22, 1.86, 0, 0.12, enamel)
        scene.frustum([0.26, 1.86, 0], [0.72, 1.38, 0], 0.16, 0.52, enamel)
        scene.sphere(0.66, 1.44, 0, 0.22, bulb)
        scene.features = [.init(words: "the lamp head", azimuth: 90), .init(words: "the elbow of the arm", azimuth: 270)]
        if dice.chance(0.6) {
            let cover = dice.pick([Paint.blue, .green, .purple, .red]), book = scene.material(cover, gloss: 0.2), pages = scene.material(.cream)
            scene.box([0.85, 0.1, 0.5], [0.9, 0.14, 0.62], pages, turn: 12)
            scene.box([0.85, 0.18, 0.5], [0.94, 0.03, 0.66], book, turn: 12)
            scene.box([0.85, 0.02, 0.5], [0.94, 0.03, 0.66], book, turn: 12)
            scene.always = "with a \(cover.name) book beside it"
            scene.reach = 1.65
        }
        return scene
    }

    static func bookshelf(_ dice: inout Dice) -> Scene {
        let back = dice.pick([Paint.white, .sky, .terracotta, .darkGreen]), plant = dice.chance(0.6)
        var scene = Scene(category: "bookshelf", noun: "wooden bookshelf with a \(back.name) back panel", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "a wooden bookshelf with three rows of colourful books \(place)"
        scene.height = 1.12
        scene.reach = 1.6
        let wood = scene.material(.oak, .walnut, pattern: .wood, gloss: 0.3), panel = scene.material(back, gloss: 0.1)
        let covers = Paint.bright.map { scene.material($0, gloss: 0.2) } + [scene.material(.cream), scene.material(.navy)]
        for x: Float in [-0.95, 0.95] { scene.box([x, 1.1, 0], [0.09, 2.2, 0.62], wood) }
        for y: Float in [0.1, 0.78, 1.46, 2.16] { scene.box([0, y, 0], [1.82, 0.08, 0.62], wood) }
        scene.box([0, 1.1, -0.29], [1.82, 2.1, 0.04], panel)
        for y: Float in [0.14, 0.82, 1.5] {
            var x: Float = -0.86
            while x < 0.70 {
                let thick = dice.between(0.09, 0.19), tall = dice.between(0.36, 0.54), deep = dice.between(0.34, 0.46)
                if dice.chance(0.12) {
                    x += 0.16
                    continue
                }
                scene.box([x + thick / 2, y + tall / 2, 0.26 - deep / 2], [thick - 0.012, tall, deep], dice.pick(covers))
                x += thick
            }
        }
        scene.features = [.init(words: "the rows of books", azimuth: 0, protrudes: false), .init(words: "the \(back.name) back panel", azimuth: 180, protrudes: false)]
        if plant {
            let pot = scene.material(.terracotta), leaf = scene.material(.green, gloss: 0.3)
            scene.frustum([0.55, 2.2, 0], [0.55, 2.42, 0], 0.13, 0.18, pot)
            for angle in stride(from: 0.0, to: 360, by: 51) {
                let turn = sinCos(angle)
                scene.ellipsoid([0.55 + Float(turn.cos) * 0.13, 2.52, Float(turn.sin) * 0.13], [0.11, 0.14, 0.11], leaf)
            }
            scene.always = "with a potted plant on top"
            scene.height = 1.25
            scene.reach = 1.72
        }
        return scene
    }
}

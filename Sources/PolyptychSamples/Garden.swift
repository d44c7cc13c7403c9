/// Things from the garden.
enum Garden {
    static func cactus(_ dice: inout Dice) -> Scene {
        let pot = dice.pick([Paint.terracotta, .white, .yellow, .sky, .pink]), flower = dice.pick([Paint.pink, .yellow, .red, .white])
        let leftArm = dice.chance(0.75)
        var scene = Scene(category: "cactus", noun: "green cactus in \(pot.article) \(pot.name) pot", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 1.1
        scene.reach = 1.6
        let clay = scene.material(pot, gloss: 0.3), earth = scene.material(.brown, .black, pattern: .speckles(0.08), gloss: 0)
        let skin = scene.material(.green, .darkGreen, pattern: .pleats(28), gloss: 0.25), petal = scene.material(flower, gloss: 0.2), heart = scene.material(.gold)
        scene.frustum([0, 0, 0], [0, 0.72, 0], 0.46, 0.62, clay)
        scene.frustum([0, 0.72, 0], [0, 0.88, 0], 0.68, 0.70, clay)
        scene.frustum([0, 0.881, 0], [0, 0.89, 0], 0.60, 0.60, earth)
        scene.rod([0, 0.85, 0], [0, 1.98, 0], 0.30, skin)
        scene.rod([0.25, 1.28, 0], [0.66, 1.34, 0], 0.15, skin)
        scene.rod([0.66, 1.34, 0], [0.66, 1.78, 0], 0.15, skin)
        scene.features = [.init(words: "a raised arm", azimuth: 90)]
        if leftArm {
            scene.rod([-0.25, 1.12, 0], [-0.58, 1.16, 0], 0.13, skin)
            scene.rod([-0.58, 1.16, 0], [-0.58, 1.44, 0], 0.13, skin)
            scene.features.append(.init(words: "a shorter arm", azimuth: 270))
        }
        let bloom = Vector(0.06, 2.28, 0.1)
        for angle in stride(from: 0.0, to: 360, by: 60) {
            let turn = sinCos(angle)
            scene.ellipsoid(bloom + [Float(turn.cos) * 0.12, 0, Float(turn.sin) * 0.12], [0.10, 0.05, 0.10], petal)
        }
        scene.sphere(bloom.x, bloom.y + 0.03, bloom.z, 0.075, heart)
        scene.always = "with \(flower.article) \(flower.name) flower on top"
        return scene
    }

    static func snowman(_ dice: inout Dice) -> Scene {
        let scarf = dice.pick(Paint.bright), hat = dice.pick([Paint.black, .navy, .purple])
        var scene = Scene(category: "snowman", noun: "snowman with \(scarf.article) \(scarf.name) scarf", summary: "")
        scene.summary = "a snowman with \(scarf.article) \(scarf.name) scarf and a \(hat.name) hat in the snow"
        scene.skyLow = Vector(0.80, 0.86, 0.93)
        scene.skyHigh = Vector(0.36, 0.55, 0.82)
        scene.groundColor = Vector(0.80, 0.84, 0.90)
        scene.height = 1.15
        scene.reach = 1.7
        let snow = scene.material(.white, gloss: 0.15), coal = scene.material(.black, gloss: 0.3), carrot = scene.material(.orange), twig = scene.material(.brown)
        let wool = scene.material(scarf, .white, pattern: .bands(0.07), gloss: 0.05), felt = scene.material(hat, gloss: 0.1)
        scene.sphere(0, 0.58, 0, 0.72, snow)
        scene.sphere(0, 1.36, 0, 0.50, snow)
        scene.sphere(0, 1.98, 0, 0.36, snow)
        scene.frustum([0, 1.655, 0], [0, 1.775, 0], 0.34, 0.31, wool)
        scene.box([0.24, 1.46, 0.40], [0.17, 0.5, 0.07], wool, turn: -22)
        scene.frustum([0, 1.98, 0.3], [0, 1.93, 0.78], 0.075, 0.01, carrot)
        for x: Float in [-0.13, 0.13] { scene.sphere(x, 2.09, 0.315, 0.048, coal) }
        for (y, z) in [(1.55, 0.46), (1.36, 0.50), (1.17, 0.47)] as [(Float, Float)] { scene.sphere(0, y, z, 0.05, coal) }
        scene.rod([0.42, 1.5, 0], [1.12, 1.9, 0.08], 0.035, twig)
        scene.rod([0.86, 1.75, 0.05], [1.08, 1.66, 0.1], 0.025, twig)
        scene.rod([-0.42, 1.5, 0], [-1.12, 1.72, 0.08], 0.035, twig)
        scene.rod([-0.88, 1.65, 0.05], [-1.02, 1.86, 0.1], 0.025, twig)
        scene.frustum([0, 2.24, 0], [0, 2.29, 0], 0.44, 0.44, felt)
        scene.frustum([0, 2.29, 0], [0, 2.68, 0], 0.28, 0.30, felt)
        scene.features = [.init(words: "a carrot nose", azimuth: 0), .init(words: "coal eyes and buttons", azimuth: 0, protrudes: false)]
        scene.height = 1.3
        return scene
    }
}

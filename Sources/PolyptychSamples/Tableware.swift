/// Things for the table.
enum Tableware {
    static func mug(_ dice: inout Dice) -> Scene {
        let body = dice.pick(Paint.bright), handle = dice.pick([Paint.white, .black, .yellow, body])
        let striped = dice.chance(0.5), stripe = dice.pick([Paint.white, .cream, .navy])
        var scene = Scene(category: "mug", noun: striped ? "\(body.name) mug with \(stripe.name) bands" : "\(body.name) mug", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 0.78
        scene.reach = 1.3
        let clay = scene.material(body, stripe, pattern: striped ? .bands(0.27) : .plain, gloss: 0.8)
        let rim = scene.material(body, gloss: 0.8), ring = scene.material(handle, gloss: 0.8), coffee = scene.material(.brown, gloss: 0.6)
        let inside = scene.material(.cream, gloss: 0.5)
        scene.frustum([0, 0, 0], [0, 1.5, 0], 0.62, 0.72, clay)
        scene.frustum([0, 1.5, 0], [0, 1.56, 0], 0.735, 0.735, rim)
        scene.frustum([0, 1.561, 0], [0, 1.565, 0], 0.66, 0.66, inside)
        scene.frustum([0, 1.566, 0], [0, 1.570, 0], 0.60, 0.60, coffee)
        scene.arc([0.62, 0.78, 0], across: [1, 0, 0], radius: [0.48, 0.46, 0], from: -80, to: 80, thickness: 0.085, pieces: 9, ring)
        scene.features = [.init(words: "\(handle.article) \(handle.name) handle", azimuth: 90)]
        if dice.chance(0.6) {
            let cookie = scene.material(.gold, .brown, pattern: .speckles(0.09), gloss: 0.1)
            scene.frustum([-0.75, 0, 0.95], [-0.75, 0.12, 0.95], 0.36, 0.34, cookie)
            scene.frustum([-0.68, 0.12, 0.98], [-0.68, 0.24, 0.98], 0.35, 0.33, cookie)
            scene.features.append(.init(words: "two biscuits beside it", azimuth: 322))
            scene.reach = 1.45
        }
        return scene
    }

    static func teapot(_ dice: inout Dice) -> Scene {
        let body = dice.pick([Paint.teal, .blue, .green, .white, .terracotta, .pink, .yellow]), knob = dice.pick([Paint.gold, .black, .red])
        let dotted = dice.chance(0.5)
        var scene = Scene(category: "teapot", noun: dotted ? "speckled \(body.name) teapot" : "\(body.name) teapot", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) with \(knob.article) \(knob.name) knob \(place)"
        scene.height = 0.8
        scene.reach = 1.6
        let clay = scene.material(body, dotted ? .white : body, pattern: dotted ? .speckles(0.13) : .plain, gloss: 0.9)
        let plain = scene.material(body, gloss: 0.9), top = scene.material(knob, gloss: 0.7)
        scene.ellipsoid([0, 0.72, 0], [0.92, 0.72, 0.92], clay)
        scene.frustum([0, 0, 0], [0, 0.12, 0], 0.52, 0.46, plain)
        scene.ellipsoid([0, 1.36, 0], [0.44, 0.14, 0.44], plain)
        scene.sphere(0, 1.56, 0, 0.12, top)
        scene.frustum([0.7, 0.55, 0], [1.38, 1.22, 0], 0.24, 0.11, plain)
        scene.arc([-0.72, 0.78, 0], across: [-1, 0, 0], radius: [0.62, 0.5, 0], from: -112, to: 96, thickness: 0.085, pieces: 11, plain)
        scene.features = [.init(words: "the spout", azimuth: 90), .init(words: "the handle", azimuth: 270)]
        return scene
    }

    static func fruitBowl(_ dice: inout Dice) -> Scene {
        let bowl = dice.pick([Paint.white, .sky, .mint, .terracotta, .navy])
        var scene = Scene(category: "fruit bowl", noun: "\(bowl.name) bowl of fruit", summary: "")
        let place = scene.studio(&dice)
        scene.summary = "\(scene.article) \(scene.noun) \(place)"
        scene.height = 0.62
        scene.reach = 1.45
        let clay = scene.material(bowl, gloss: 0.8)
        scene.frustum([0, 0.12, 0], [0, 0.55, 0], 0.62, 1.12, clay)
        scene.frustum([0, 0, 0], [0, 0.13, 0], 0.5, 0.42, clay)
        scene.frustum([0, 0.55, 0], [0, 0.60, 0], 1.15, 1.15, clay)
        let apple = scene.material(.red, .orange, pattern: .speckles(0.3), gloss: 0.7), lime = scene.material(.green, .yellow, pattern: .speckles(0.35), gloss: 0.6)
        let orange = scene.material(.orange, gloss: 0.35), banana = scene.material(.yellow, gloss: 0.35), plum = scene.material(.purple, gloss: 0.5)
        let stem = scene.material(.brown)
        scene.sphere(0, 0.86, 0.62, 0.37, apple)
        scene.rod([0, 1.18, 0.62], [0.05, 1.32, 0.60], 0.022, stem)
        scene.sphere(0.62, 0.86, 0.02, 0.36, orange)
        scene.sphere(-0.62, 0.84, 0.04, 0.34, lime)
        scene.rod([-0.62, 1.15, 0.04], [-0.66, 1.28, 0.04], 0.022, stem)
        scene.sphere(0.02, 0.82, -0.66, 0.33, plum)
        scene.arc([0, 1.02, -0.05], across: normalized([0.8, 0, 0.25]), radius: [0.62, 0.42, 0], from: 20, to: 160, thickness: 0.13, pieces: 8, banana)
        scene.features = [
            .init(words: "a red apple", azimuth: 0), .init(words: "an orange", azimuth: 90), .init(words: "a green apple", azimuth: 270),
            .init(words: "a plum", azimuth: 180),
        ]
        scene.always = "with a banana across the top"
        return scene
    }
}

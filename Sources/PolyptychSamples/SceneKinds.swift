/// Every kind of sample there is, in the order in which sets use them.
enum SceneKind: String, CaseIterable {
    case mug, cactus, toyCar, lighthouse, robot, fruitBowl, chair, sailboat, teapot, castle, deskLamp, bookshelf, cottage, snowman, train, guitar

    func scene(_ dice: inout Dice) -> Scene {
        switch self {
        case .mug: Tableware.mug(&dice)
        case .teapot: Tableware.teapot(&dice)
        case .fruitBowl: Tableware.fruitBowl(&dice)
        case .chair: Furniture.chair(&dice)
        case .deskLamp: Furniture.deskLamp(&dice)
        case .bookshelf: Furniture.bookshelf(&dice)
        case .cactus: Garden.cactus(&dice)
        case .snowman: Garden.snowman(&dice)
        case .toyCar: Toys.car(&dice)
        case .robot: Toys.robot(&dice)
        case .train: Toys.train(&dice)
        case .guitar: Toys.guitar(&dice)
        case .lighthouse: Buildings.lighthouse(&dice)
        case .castle: Buildings.castle(&dice)
        case .cottage: Buildings.cottage(&dice)
        case .sailboat: Buildings.sailboat(&dice)
        }
    }
}

extension Scene {
    /// A floor with the words for it.
    mutating func stand(on ground: Ground, _ first: Paint, _ second: Paint) {
        self.ground = ground
        groundColor = first.color
        groundSecond = second.color
    }

    mutating func studio(_ dice: inout Dice) -> String {
        skyLow = Vector(0.80, 0.79, 0.76)
        skyHigh = Vector(0.70, 0.76, 0.84)
        switch dice.below(4) {
        case 0:
            stand(on: .wood, .gold, .brown)
            groundColor = Vector(0.52, 0.33, 0.17)
            groundSecond = Vector(0.27, 0.145, 0.065)
            return "on a wooden table"
        case 1:
            stand(on: .checker, .white, .grey)
            groundColor = Vector(0.74, 0.72, 0.68)
            groundSecond = Vector(0.30, 0.33, 0.36)
            return "on a checkered floor"
        case 2:
            let paint = dice.pick([Paint.mint, .sky, .pink, .cream, .sand])
            stand(on: .plain, paint, paint)
            skyLow = mix(paint.color, Vector(0.9, 0.9, 0.9), 0.35)
            return "on a \(paint.name) ground"
        default:
            stand(on: .plain, .grey, .grey)
            groundColor = Vector(0.46, 0.46, 0.47)
            skyLow = Vector(0.50, 0.51, 0.53)
            return "on a plain grey ground"
        }
    }

    mutating func outdoors(_ ground: Ground) {
        skyLow = Vector(0.82, 0.88, 0.93)
        skyHigh = Vector(0.26, 0.48, 0.80)
        switch ground {
        case .water:
            self.ground = .water
            groundColor = Vector(0.02, 0.17, 0.26)
            groundSecond = Vector(0.10, 0.36, 0.44)
        default:
            self.ground = .grass
            groundColor = Vector(0.10, 0.27, 0.06)
            groundSecond = Vector(0.30, 0.44, 0.12)
        }
    }
}

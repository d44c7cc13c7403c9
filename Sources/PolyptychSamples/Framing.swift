import PolyptychCuration

/// Where cameras stand and what shape their pictures have.
enum Framing {
    static func size(longestSide: Int, choice: Int) -> (width: Int, height: Int) {
        let short = max(1, longestSide * 3 / 4)
        return switch choice {
        case 0: (longestSide, short)
        case 1: (short, longestSide)
        default: (longestSide, longestSide)
        }
    }

    /// Two to four well-separated directions, the first from the front half.
    static func stations(_ dice: inout Dice) -> [CameraAngles] {
        let eye: [Double] = [8, 14, 22], choice = dice.below(10)
        func angles(_ azimuth: Double, _ elevation: Double) -> CameraAngles {
            let shaken = azimuth + Double(dice.below(17)) - 8
            return CameraAngles(azimuth: shaken < 0 ? shaken + 360 : shaken, elevation: elevation + Double(dice.below(5)) - 2)
        }
        let level = dice.pick(eye)
        switch choice {
        case 0...2: return [angles(0, level), angles(dice.pick([90, 135, 180, 225, 270]), level)]
        case 3...6: return [angles(dice.pick([0, 40]), level), angles(dice.pick([120, 150]), level + 8), angles(dice.pick([230, 270]), level)]
        case 7: return [angles(325, level), angles(45, 48), angles(180, level)]
        default: return [angles(0, level), angles(90, level), angles(180, level), angles(270, level)]
        }
    }
}

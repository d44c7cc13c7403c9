import Dispatch
import PolyptychImaging

extension SampleScenes {
    /// A photograph-like picture: soft gradients, shapes with soft edges, texture at several sizes, fine grain.
    ///
    /// It compresses like a photograph, so benches and tests can measure on it; nothing in it means anything.
    public static func photo(width: Int, height: Int, seed: UInt64) -> Bitmap {
        var dice = Dice(seed: seed ^ 0x9107)
        let corners = (0..<9).map { _ in Vector(dice.between(0.1, 0.9), dice.between(0.1, 0.9), dice.between(0.1, 0.9)) }
        struct Blob {
            var x, y, radius, stretch, soft: Float
            var color: Vector
        }
        let blobs = (0..<26).map { _ in
            Blob(
                x: dice.unit() * Float(width), y: dice.unit() * Float(height), radius: dice.between(0.02, 0.2) * Float(min(width, height)),
                stretch: dice.between(0.5, 1.6), soft: dice.between(1, 5), color: Vector(dice.unit(), dice.unit(), dice.unit()))
        }
        let offset = Vector(dice.between(0, 900), dice.between(0, 900), dice.between(0, 900))
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            nonisolated(unsafe) let buffer = buffer
            DispatchQueue.concurrentPerform(iterations: height) { y in
                let v = Float(y) / Float(height) * 2, row = min(Int(v), 1), fv = v - Float(row)
                for x in 0..<width {
                    let u = Float(x) / Float(width) * 2, column = min(Int(u), 1), fu = u - Float(column)
                    let cell = row * 3 + column
                    var color = mix(mix(corners[cell], corners[cell + 1], fu), mix(corners[cell + 3], corners[cell + 4], fu), fv)
                    for blob in blobs {
                        let dx = Float(x) - blob.x, dy = (Float(y) - blob.y) * blob.stretch, d2 = dx * dx + dy * dy
                        let outer = blob.radius + blob.soft
                        if d2 < outer * outer {
                            color = mix(blob.color, color, smooth(blob.radius - blob.soft, outer, d2.squareRoot()))
                        }
                    }
                    let p = Vector(Float(x), Float(y), 0)
                    let texture = (Noise.value(p / 64 + offset) - 0.5) * 0.18 + (Noise.value(p / 16 + offset) - 0.5) * 0.13
                        + (Noise.value(p / 4 + offset) - 0.5) * 0.08 + (Noise.lattice(Int32(x), Int32(y), Int32(truncatingIfNeeded: seed)) - 0.5) * 0.035
                    let base = buffer.baseAddress! + (y * width + x) * 3
                    for channel in 0..<3 { (base + channel).initialize(to: UInt8(clamped(color[channel] + texture) * 255)) }
                }
            }
            count = width * height * 3
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }
}

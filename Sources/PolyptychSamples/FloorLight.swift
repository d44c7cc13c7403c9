import Dispatch

/// What arrives on the floor around the object, prepared once for all views of a set: soft shadow and shelter from the sky.
struct FloorLight: Sendable {
    private static let side = 176
    private let reach: Float
    private var key: [Float]
    private var open: [Float]

    init(scene: Scene, lights: [Vector]) {
        let reach = scene.reach * 2.3, side = Self.side
        var key = [Float](repeating: 1, count: side * side), open = key
        let domes: [Vector] = (0..<12).map { index in
            let angle = sinCos(Double(index) * 30 + (index % 2 == 0 ? 0 : 7)), flat: Float = index % 3 == 0 ? 0.4 : index % 3 == 1 ? 0.7 : 0.9
            return Vector(Float(angle.cos) * flat, (1 - flat * flat).squareRoot(), Float(angle.sin) * flat)
        }
        key.withUnsafeMutableBufferPointer { key in
            open.withUnsafeMutableBufferPointer { open in
                scene.shapes.withUnsafeBufferPointer { shapes in
                    nonisolated(unsafe) let key = key, open = open, shapes = shapes
                    let bounds = scene.shapes.map(\.bound), whole = Bound(around: scene.shapes, center: [0, scene.height, 0])
                    DispatchQueue.concurrentPerform(iterations: side) { row in
                        for column in 0..<side {
                            let x = ((Float(column) + 0.5) / Float(side) * 2 - 1) * reach, z = ((Float(row) + 0.5) / Float(side) * 2 - 1) * reach
                            let point = Vector(x, 1e-3, z)
                            func free(_ directions: [Vector], within far: Float) -> Float {
                                var count = 0
                                for direction in directions {
                                    guard whole.mayMeet(point, direction) else {
                                        count += 1
                                        continue
                                    }
                                    let blocked = shapes.indices.contains {
                                        bounds[$0].mayMeet(point, direction) && shapes[$0].meets(point, direction, beyond: 1e-3) < far
                                    }
                                    if !blocked { count += 1 }
                                }
                                return Float(count) / Float(directions.count)
                            }
                            key[row * side + column] = free(lights, within: .infinity)
                            open[row * side + column] = 0.35 + 0.65 * free(domes, within: 1.6)
                        }
                    }
                }
            }
        }
        self.reach = reach
        self.key = Self.softened(key)
        self.open = Self.softened(Self.softened(open))
    }

    subscript(_ x: Float, _ z: Float) -> (key: Float, open: Float) {
        let side = Self.side
        let column = (x / reach + 1) / 2 * Float(side) - 0.5, row = (z / reach + 1) / 2 * Float(side) - 0.5
        guard column >= 0, row >= 0, column < Float(side - 1), row < Float(side - 1) else { return (1, 1) }
        let left = Int(column), top = Int(row), fx = column - Float(left), fy = row - Float(top)
        func blend(_ plane: [Float]) -> Float {
            let cell = top * side + left
            let upper = plane[cell] + (plane[cell + 1] - plane[cell]) * fx
            let lower = plane[cell + side] + (plane[cell + side + 1] - plane[cell + side]) * fx
            return upper + (lower - upper) * fy
        }
        return (blend(key), blend(open))
    }

    /// Mean over 3 × 3 cells.
    private static func softened(_ plane: [Float]) -> [Float] {
        var out = plane
        for y in 1..<side - 1 {
            for x in 1..<side - 1 {
                var sum: Float = 0
                for dy in -1...1 { for dx in -1...1 { sum += plane[(y + dy) * side + x + dx] } }
                out[y * side + x] = sum / 9
            }
        }
        return out
    }
}

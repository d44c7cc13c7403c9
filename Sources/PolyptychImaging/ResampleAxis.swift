import CKernels

/// The weights of one axis, in 1/16384, exact sums; the same on every processor.
///
/// The arithmetic up to the rounding is plain IEEE double precision without library functions (``StrictMath``).
struct ResampleAxis: Sendable {
    static let one = 16384

    var firsts: [Int32] = []
    var counts: [Int32] = []
    var offsets: [Int32] = []
    var weights: [Int16] = []

    /// - Parameters:
    ///   - start, length: the stretch of the source that is shown, in pixels, possibly fractional.
    ///   - size: pixels that exist; a stretch never reads outside itself (rounded outwards) or outside these.
    init(start: Double, length: Double, size: Int, outputs: Int, filter: Filter) {
        let ratio = length / Double(outputs)
        let scale = max(ratio, 1)
        let support = filter.support * scale
        let lowest = max(0, Int(start.rounded(.down))), highest = min(size, Int((start + length).rounded(.up)))
        for output in 0..<outputs {
            let center = start + (Double(output) + 0.5) * ratio
            var first = max(lowest, Int((center - support).rounded(.down)))
            var end = min(highest, Int((center + support).rounded(.up)))
            first = min(first, highest - 1)
            end = max(end, first + 1)
            var raw: [Double] = []
            var total = 0.0
            for index in first..<end {
                let weight: Double
                if filter == .area {
                    // How much of the pixel the output covers.
                    let left = max(Double(index), center - support), right = min(Double(index + 1), center + support)
                    weight = max(0, right - left)
                } else {
                    weight = filter.weight((Double(index) + 0.5 - center) / scale)
                }
                raw.append(weight)
                total += weight
            }
            var rounded = raw.map { Int(($0 / total * Double(Self.one)).rounded()) }
            // What rounding lost or gained goes to the largest weight.
            let largest = rounded.indices.max { rounded[$0] < rounded[$1] }!
            rounded[largest] += Self.one - rounded.reduce(0, +)
            while rounded.count > 1, rounded.last == 0 { rounded.removeLast() }
            while rounded.count > 1, rounded.first == 0 {
                rounded.removeFirst()
                first += 1
            }
            firsts.append(Int32(first))
            counts.append(Int32(rounded.count))
            offsets.append(Int32(weights.count))
            weights.append(contentsOf: rounded.map(Int16.init))
        }
    }

    func withKernel<R>(_ body: (pk_axis) -> R) -> R {
        firsts.withUnsafeBufferPointer { firsts in
            counts.withUnsafeBufferPointer { counts in
                offsets.withUnsafeBufferPointer { offsets in
                    weights.withUnsafeBufferPointer { weights in
                        body(
                            pk_axis(
                                outputs: Int32(firsts.count), firsts: firsts.baseAddress, counts: counts.baseAddress,
                                offsets: offsets.baseAddress, weights: weights.baseAddress))
                    }
                }
            }
        }
    }
}

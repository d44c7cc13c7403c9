/// Finds the shift and zoom that lay one view's fine structure on another's.
///
/// Every shift up to a third of the side and seven zooms are tried on the first view's strongest points; the best few are then
/// compared everywhere the two overlap.
enum DetailMatch {
    struct Match {
        var correlation: Double
        /// In cells.
        var x: Int
        var y: Int
        var zoom: Double
    }

    private static let side = ViewMeasure.Detail.side
    private static let reach = 10
    private static let zooms = [1.0, 1.06, 0.94, 1.12, 0.89, 1.18, 0.85]
    private static let strongest = 112
    private static let finalists = 8
    private static let padded = side + 2 * reach
    /// Cells; a smaller overlap proves nothing.
    private static let leastOverlap = side * side * 2 / 5

    static func best(_ a: ViewMeasure.Detail, _ b: ViewMeasure.Detail) -> Match {
        let first = a.values, second = b.values
        let points = first.indices.sorted { (first[$0].magnitude, $1) > (first[$1].magnitude, $0) }.prefix(strongest)
        // Cells around the second view are 0 up to the farthest shift, so that no look-up has to ask where it is.
        let offsets = points.map { Int32(($0 / side + reach) * padded + $0 % side + reach) }, strengths = points.map { Int32(first[$0]) }
        var best = Match(correlation: -1, x: 0, y: 0, zoom: 1)
        for zoom in zooms {
            let zoomed = zoomed(second, by: zoom)
            var framed = [Int32](repeating: 0, count: padded * padded)
            for y in 0..<side {
                for x in 0..<side where zoomed[y * side + x] != outside {
                    framed[(y + reach) * padded + x + reach] = Int32(zoomed[y * side + x])
                }
            }
            var candidates: [(score: Float, x: Int, y: Int)] = []
            for shiftY in -reach...reach {
                for shiftX in -reach...reach {
                    let score = score(framed, offsets, strengths, back: Int32(shiftY * padded + shiftX))
                    if candidates.count < finalists || score > candidates[candidates.count - 1].score {
                        let place = candidates.firstIndex { $0.score < score } ?? candidates.count
                        candidates.insert((score, shiftX, shiftY), at: place)
                        if candidates.count > finalists { candidates.removeLast() }
                    }
                }
            }
            for candidate in candidates {
                let correlation = correlation(first, zoomed, candidate.x, candidate.y)
                if correlation > best.correlation { best = Match(correlation: correlation, x: candidate.x, y: candidate.y, zoom: zoom) }
            }
        }
        return best
    }

    /// How well the strongest points fit one shift.
    private static func score(_ cells: [Int32], _ offsets: [Int32], _ strengths: [Int32], back: Int32) -> Float {
        var product: Int32 = 0, squares: Int32 = 1
        cells.withUnsafeBufferPointer { cells in
            offsets.withUnsafeBufferPointer { offsets in
                strengths.withUnsafeBufferPointer { strengths in
                    for index in 0..<offsets.count {
                        let value = cells[Int(offsets[index] &- back)]
                        product &+= value &* strengths[index]
                        squares &+= value &* value
                    }
                }
            }
        }
        return Float(product) / Float(squares).squareRoot()
    }

    /// Over the whole overlap; -1 where it is too small.
    private static func correlation(_ first: [Int], _ second: [Int], _ shiftX: Int, _ shiftY: Int) -> Double {
        var product = 0, squaresA = 0, squaresB = 0, count = 0
        for y in max(0, shiftY)..<min(side, side + shiftY) {
            for x in max(0, shiftX)..<min(side, side + shiftX) {
                let value = second[(y - shiftY) * side + x - shiftX]
                guard value != outside else { continue }
                let own = first[y * side + x] * scale
                product += own * value
                squaresA += own * own
                squaresB += value * value
                count += 1
            }
        }
        guard count >= leastOverlap, squaresA > 0, squaresB > 0 else { return -1 }
        return Double(product) / (Double(squaresA) * Double(squaresB)).squareRoot()
    }

    private static let scale = 16
    private static let outside = Int.min

    /// Enlarged around the middle, in sixteenths of the original steps; cells that come from outside are marked.
    private static func zoomed(_ values: [Int], by zoom: Double) -> [Int] {
        let middle = Double(side - 1) / 2
        var out: [Int] = []
        out.reserveCapacity(side * side)
        for y in 0..<side {
            for x in 0..<side {
                let fromX = (Double(x) - middle) / zoom + middle, fromY = (Double(y) - middle) / zoom + middle
                guard fromX >= 0, fromY >= 0, fromX <= Double(side - 1), fromY <= Double(side - 1) else {
                    out.append(outside)
                    continue
                }
                let left = min(Int(fromX), side - 2), top = min(Int(fromY), side - 2)
                let dx = fromX - Double(left), dy = fromY - Double(top)
                let cell = top * side + left
                let upper = Double(values[cell]) * (1 - dx) + Double(values[cell + 1]) * dx
                let lower = Double(values[cell + side]) * (1 - dx) + Double(values[cell + side + 1]) * dx
                out.append(Int(((upper * (1 - dy) + lower * dy) * Double(scale)).rounded()))
            }
        }
        return out
    }
}

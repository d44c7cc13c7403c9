/// Chooses well-separated cameras: greedy farthest point (Gonzalez 1985) from the best start.
enum ViewChooser {
    /// More starts than this are thinned out evenly; a scene of thousands of frames has many alike.
    static let mostStarts = 512

    /// Positions of `count` cameras in the order of a turn around the scene, beginning with the earliest frame.
    ///
    /// - Parameter pinned: cameras that must be among them.
    static func choose(_ count: Int, from rig: CameraRig, pinned: [Int] = []) -> [Int] {
        let total = rig.poses.count
        guard count < total else { return turn(Array(0..<total), rig) }
        let pins = Array(pinned.prefix(count))
        if count == 1, pins.isEmpty { return [middle(of: rig)] }
        let distance = measure(rig)
        var best: (spread: Double, views: [Int])?
        let starts = pins.isEmpty ? evenly(total, atMost: mostStarts).map { [$0] } : [pins]
        for start in starts {
            let found = greedy(count, from: start, total: total, distance)
            // Equal to within rounding: the earlier start stays.
            if best.map({ found.spread > $0.spread + 1e-9 }) ?? true { best = found }
        }
        return turn(best?.views ?? [], rig)
    }

    private static func greedy(
        _ count: Int, from start: [Int], total: Int, _ distance: (Int, Int) -> Double
    ) -> (spread: Double, views: [Int]) {
        var views = start
        var nearest = (0..<total).map { candidate in start.map { distance(candidate, $0) }.min()! }
        var spread = Double.infinity
        for (index, a) in start.enumerated() { for b in start[..<index] { spread = min(spread, distance(a, b)) } }
        while views.count < count {
            var next = 0
            for index in 1..<total where nearest[index] > nearest[next] { next = index }
            spread = min(spread, nearest[next])
            views.append(next)
            for index in 0..<total { nearest[index] = min(nearest[index], distance(index, next)) }
        }
        return (spread, views)
    }

    /// Around a point: the angle between directions. Along a path: the angle between views plus the way between the places.
    private static func measure(_ rig: CameraRig) -> (Int, Int) -> Double {
        if rig.lookAt != nil { return { rig.angle($0, $1) } }
        let centers = rig.poses.map(\.center)
        let mean = centers.reduce(.zero, +) / Double(max(1, centers.count))
        let extent = max(1e-12, 2 * (centers.map { ($0 - mean).length }.max() ?? 0))
        return { rig.angle($0, $1) / 180 + (centers[$0] - centers[$1]).length / extent }
    }

    /// The camera nearest to the mean direction of all.
    private static func middle(of rig: CameraRig) -> Int {
        guard let mean = rig.directions.reduce(SIMD3<Double>.zero, +).normalized else { return rig.poses.count / 2 }
        return rig.directions.indices.max { rig.directions[$0].dot(mean) < rig.directions[$1].dot(mean) } ?? 0
    }

    private static func turn(_ views: [Int], _ rig: CameraRig) -> [Int] {
        guard rig.lookAt != nil, let first = views.min() else { return views.sorted() }
        let zero = rig.angles(of: first).azimuth
        func onward(_ index: Int) -> Double {
            let angle = rig.angles(of: index).azimuth - zero
            return angle < 0 ? angle + 360 : angle
        }
        return views.sorted { a, b in
            if a == first || b == first { return a == first && b != first }
            return (onward(a), a) < (onward(b), b)
        }
    }

    private static func evenly(_ total: Int, atMost most: Int) -> [Int] {
        total <= most ? Array(0..<total) : (0..<most).map { $0 * total / most }
    }
}

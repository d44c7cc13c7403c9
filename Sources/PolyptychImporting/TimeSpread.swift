/// Chooses frames of a capture without poses: spread in time, minus near-duplicates.
enum TimeSpread {
    struct Choice: Hashable {
        /// Ascending positions in natural order.
        var indices: [Int]
        var nearDuplicates: Int
    }

    /// Chooses `count` of `total` frames.
    ///
    /// Starts from positions even in time (`i · total / count`: a turn around an object comes back to its first frame, so the last is
    /// left out), and moves each that looks like one already chosen to the nearest frame that does not. Only frames that are
    /// considered are hashed. Where too few frames differ, near-duplicates fill the places that are left.
    ///
    /// - Parameter hash: perceptual hash of the frame at a position; nil where it cannot be made (such a frame is taken as unlike others).
    static func choose(
        _ count: Int, of total: Int, pinned: [Int] = [], nearDuplicateDistance: Int, hash: ((Int) -> UInt64?)? = nil
    ) -> Choice {
        guard count < total else { return Choice(indices: Array(0..<total), nearDuplicates: 0) }
        var hashes: [Int: UInt64?] = [:]
        func look(_ index: Int) -> UInt64? {
            if let known = hashes[index] { return known }
            let made = hash?(index)
            hashes[index] = made
            return made
        }
        var chosen: [Int] = []
        var duplicates: Set<Int> = []
        func isNew(_ index: Int) -> Bool {
            guard hash != nil, let mine = look(index) else { return true }
            let isTwin = chosen.contains { other in
                look(other).map { ($0 ^ mine).nonzeroBitCount <= nearDuplicateDistance } ?? false
            }
            if isTwin { duplicates.insert(index) }
            return !isTwin
        }
        for index in pinned where !chosen.contains(index) && chosen.count < count { chosen.append(index) }
        let wishes = (0..<count).map { $0 * total / count }
        // Each pin stands for the wish nearest to it.
        var open = wishes
        for pin in chosen {
            if let nearest = open.indices.min(by: { (abs(open[$0] - pin), $0) < (abs(open[$1] - pin), $1) }) { open.remove(at: nearest) }
        }
        for wish in open {
            let step = max(1, total / count)
            let around = [wish] + (1..<step).flatMap { [wish + $0, wish - $0] }
            if let index = around.first(where: { $0 >= 0 && $0 < total && !chosen.contains($0) && !duplicates.contains($0) && isNew($0) }) {
                chosen.append(index)
            }
        }
        // Too few that differ nearby: look everywhere, then accept twins.
        if chosen.count < count {
            for index in 0..<total where chosen.count < count && !chosen.contains(index) && !duplicates.contains(index) && isNew(index) {
                chosen.append(index)
            }
        }
        for wish in wishes + Array(0..<total) where chosen.count < count && !chosen.contains(wish) { chosen.append(wish) }
        return Choice(indices: chosen.sorted(), nearDuplicates: duplicates.subtracting(chosen).count)
    }
}

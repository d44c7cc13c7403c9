extension PlanSession {
    /// Chooses views from frames without poses: even in time over the natural order, near-duplicates set aside.
    mutating func choose(_ count: Int, from frames: [PlannedView], for set: inout PlannedSet) {
        let pinned = pins(in: frames)
        let root = self.root
        let hash = planner.frameHash
        let chosen = TimeSpread.choose(
            count, of: frames.count, pinned: pinned, nearDuplicateDistance: options.nearDuplicateDistance,
            hash: hash.map { hash in { hash(PathName.join(root, frames[$0].path)) } })
        let isChosen = Set(chosen.indices)
        set.views = chosen.indices.map { frames[$0] }
        set.candidates = frames.indices.filter { !isChosen.contains($0) }.map { frames[$0] }
        set.selection = ViewSelection(method: .spreadInTime, frames: frames.count, nearDuplicates: chosen.nearDuplicates)
    }

    /// Positions of the frames that the options pin, in order of wish.
    func pins(in frames: [PlannedView]) -> [Int] {
        options.pinnedFrames.compactMap { wish in
            frames.firstIndex { $0.name == wish || $0.path == wish || PathName.stem(of: $0.path) == wish }
        }
    }
}

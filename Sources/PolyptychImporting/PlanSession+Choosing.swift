import PolyptychCuration

extension PlanSession {
    /// Chooses views from frames without poses: even in time over their order, near-duplicates set aside.
    mutating func choose(_ count: Int, from frames: [PlannedView], for set: inout PlannedSet) {
        let root = self.root
        let hash = planner.frameHash
        let chosen = TimeSpread.choose(
            count, of: frames.count, pinned: pins(in: frames), nearDuplicateDistance: options.nearDuplicateDistance,
            hash: hash.map { hash in { hash(PathName.join(root, frames[$0].path)) } })
        take(chosen.indices, of: frames, for: &set)
        set.selection = ViewSelection(method: .spreadInTime, frames: frames.count, nearDuplicates: chosen.nearDuplicates)
    }

    /// Chooses views of a scene: by camera directions where there are enough poses, else by time.
    ///
    /// - Parameter posed: the poses that are known, by position in `frames`.
    mutating func choose(from frames: [PlannedView], posed: [Int: CameraPose], for set: inout PlannedSet) {
        let wanted = min(options.viewsPerSet ?? 4, frames.count)
        let known = posed.keys.sorted()
        let rig = CameraRig(known.map { posed[$0]! }, upAxis: options.upAxis)
        var frames = frames
        for (position, index) in known.enumerated() { frames[index].angles = rig.angles(of: position) }
        guard known.count >= wanted, known.count >= 2 else {
            if frames.count > wanted {
                choose(wanted, from: frames, for: &set)
            } else {
                take(Array(frames.indices), of: frames, for: &set)
            }
            return
        }
        let pinned = pins(in: frames).compactMap { known.firstIndex(of: $0) }
        let chosen = ViewChooser.choose(wanted, from: rig, pinned: pinned)
        take(chosen.map { known[$0] }, of: frames, for: &set)
        var angles: [ViewSelection.PairAngle] = []
        for first in chosen.indices {
            for second in chosen.indices where second > first {
                let degrees = (rig.angle(chosen[first], chosen[second]) * 100).rounded() / 100
                angles.append(.init(first: first, second: second, degrees: degrees))
            }
        }
        set.selection = ViewSelection(
            method: rig.lookAt == nil ? .posesAlongPath : .posesAroundPoint, frames: frames.count,
            smallestAngle: angles.map(\.degrees).min(), angles: angles)
    }

    /// Makes the frames at some positions the set's views, in that order, and all others its candidates.
    private func take(_ chosen: [Int], of frames: [PlannedView], for set: inout PlannedSet) {
        let isChosen = Set(chosen)
        set.views = chosen.map { frames[$0] }
        set.candidates = frames.indices.filter { !isChosen.contains($0) }.map { frames[$0] }
    }

    /// Positions of the frames that the options pin, in order of wish.
    func pins(in frames: [PlannedView]) -> [Int] {
        options.pinnedFrames.compactMap { wish in
            frames.firstIndex { $0.name == wish || $0.path == wish || PathName.stem(of: $0.path) == wish }
        }
    }
}

extension PlanSession {
    /// Groups images into sets by what a pattern reads from their names.
    ///
    /// - Parameter images: relative to the root, in view order.
    mutating func addFlat(_ images: [String], pattern: FlatPattern, folder: String) throws(ImportFault) {
        var order: [String] = []
        var groups: [String: (category: String?, views: [(name: String?, path: String)])] = [:]
        var unmatched: [String] = []
        for path in images {
            let own = folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
            guard let match = pattern.match(path: own) else {
                unmatched.append(own)
                continue
            }
            if groups[match.set] == nil { order.append(match.set) }
            groups[match.set, default: (match.category, [])].views.append((match.view, path))
        }
        if !unmatched.isEmpty { note(.patternUnmatched(count: unmatched.count, examples: unmatched), at: folder) }
        for name in order.sorted(by: NaturalOrder.isBefore) {
            guard let group = groups[name], admits() else { continue }
            let views = group.views.sorted { a, b in NaturalOrder.isBefore(a.name ?? a.path, b.name ?? b.path) }
            var set = PlannedSet(
                key: SetKeys.key(of: name), kind: .flat, category: group.category, source: PathName.join(folder, name),
                views: views.map { PlannedView(path: $0.path) })
            addSidecars(to: &set)
            takeAtMost(&set, at: set.source)
            drafts.append(set)
        }
    }

    /// Chooses views where a set has more than it may.
    mutating func takeAtMost(_ set: inout PlannedSet, at path: String) {
        let wanted = options.viewsPerSet ?? (set.views.count <= 16 ? set.views.count : 4)
        guard set.views.count > wanted else { return }
        note(.tooManyViews(count: set.views.count, taken: wanted), at: path)
        choose(wanted, from: set.views, for: &set)
    }
}

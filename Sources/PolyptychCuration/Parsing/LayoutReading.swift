/// Which layout a text's positional markers speak of, and which position each marker names.
struct LayoutReading {
    /// The layout of the set: given, or shown by the text, or the hint.
    let layout: LayoutSpec
    /// The layout in which the positional markers make sense; differs from `layout` where they contradict it.
    let spoken: LayoutSpec
    let viewCount: Int
    private let positions: [String: Int]

    init(marks: [Mark], viewCount: Int, hint: LayoutSpec, arrangement: LayoutSpec.Arrangement?) {
        var named = Set<String>()
        for mark in marks { if case .place(let name) = mark.reading { named.insert(name) } }
        var fixed = hint
        if let arrangement, arrangement != hint.arrangement {
            fixed.arrangement = arrangement
            fixed.columns = nil
        }
        let candidates = [fixed] + Self.layouts(viewCount: viewCount, like: hint)
        let known = candidates.map { Self.names($0, viewCount).filter { named.contains($0.key) }.count }
        let best = known.max() ?? 0
        let firstBest = candidates[known.firstIndex(of: best) ?? 0]
        spoken = known[0] == best ? fixed : firstBest
        layout = arrangement == nil ? spoken : Self.refined(fixed, by: spoken)
        self.viewCount = viewCount
        positions = Self.names(spoken, viewCount)
    }

    /// A given arrangement leaves the number of columns open; the text may say it.
    private static func refined(_ fixed: LayoutSpec, by spoken: LayoutSpec) -> LayoutSpec {
        fixed.arrangement == spoken.arrangement ? spoken : fixed
    }

    /// The 0-based position that a marker names; nil where no view has it.
    func position(of reading: MarkerReading?) -> Int? {
        switch reading {
        case .numbered(let number), .scene(let number), .custom(_, let number): number <= viewCount ? number - 1 : nil
        case .place(let name): positions[name]
        case .count, nil: nil
        }
    }

    private static func names(_ layout: LayoutSpec, _ viewCount: Int) -> [String: Int] {
        var result: [String: Int] = [:]
        for position in 0..<viewCount { result[PanelPlace(layout: layout, viewCount: viewCount, position: position).name] = position }
        return result
    }

    /// Every way to lay out this many panels.
    private static func layouts(viewCount: Int, like hint: LayoutSpec) -> [LayoutSpec] {
        var row = hint
        row.arrangement = .row
        row.columns = nil
        var column = row
        column.arrangement = .column
        var grid = row
        grid.arrangement = .grid
        var all = [row, column, grid]
        if viewCount > 3 {
            for columns in 2..<viewCount where columns != PanelGrid.columns(for: viewCount) {
                grid.columns = columns
                all.append(grid)
            }
        }
        return all
    }
}

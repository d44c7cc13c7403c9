/// How many panels each row of a composite holds.
///
/// Every row spans the whole width, so no cell stays empty: where the views do not fill a grid of equal rows, the rows hold
/// nearly equal numbers, longer rows first (five views: three above two).
public struct PanelGrid: Hashable, Sendable {
    /// Panels per row, from the top; empty only for no views.
    public let rows: [Int]

    public init(layout: LayoutSpec, viewCount: Int) {
        guard viewCount > 0 else {
            rows = []
            return
        }
        switch layout.arrangement {
        case .row: rows = [viewCount]
        case .column: rows = Array(repeating: 1, count: viewCount)
        case .grid:
            let columns = min(max(layout.columns ?? Self.columns(for: viewCount), 1), viewCount)
            let count = (viewCount + columns - 1) / columns
            rows = (0..<count).map { viewCount / count + ($0 < viewCount % count ? 1 : 0) }
        }
    }

    public var longestRow: Int { rows.max() ?? 0 }

    /// The columns of a grid when nobody chose them: the squarest complete grid up to 5 : 2, else the squarest incomplete one.
    public static func columns(for viewCount: Int) -> Int {
        let squarest = (1...max(viewCount, 1)).first { $0 * $0 >= viewCount } ?? 1
        let complete = (squarest...max(viewCount, squarest)).first { viewCount % $0 == 0 && 2 * $0 <= 5 * (viewCount / $0) }
        return complete ?? squarest
    }
}

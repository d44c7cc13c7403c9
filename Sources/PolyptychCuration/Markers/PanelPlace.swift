/// Where a panel lies among the others, in words where there are words for it.
///
/// Up to three rows and three columns have names (`TOP-LEFT`, `MIDDLE`); beyond that panels are counted (`ROW2-COL3`).
public struct PanelPlace: Hashable, Sendable {
    public enum Vertical: String, CaseIterable, Sendable { case top, middle, bottom }
    public enum Horizontal: String, CaseIterable, Sendable { case left, middle, right }

    /// 1-based.
    public let row: Int
    public let column: Int
    public let rowCount: Int
    /// Panels in this row.
    public let columnCount: Int
    /// Panels in the longest row.
    private let longestRow: Int

    public init(layout: LayoutSpec, viewCount: Int, position: Int) {
        let rows = PanelGrid(layout: layout, viewCount: viewCount).rows
        var row = 0
        var start = 0
        while row < rows.count - 1, position >= start + rows[row] {
            start += rows[row]
            row += 1
        }
        self.row = row + 1
        column = position - start + 1
        rowCount = rows.count
        columnCount = rows.isEmpty ? 1 : rows[row]
        longestRow = rows.max() ?? 1
    }

    private var isNamed: Bool { rowCount <= 3 && longestRow <= 3 }

    /// Nil where there is one row, or more than three.
    public var vertical: Vertical? {
        guard isNamed, rowCount > 1 else { return nil }
        return row == 1 ? .top : row == rowCount ? .bottom : .middle
    }

    /// Nil where the row holds one panel, or more than three.
    public var horizontal: Horizontal? {
        guard isNamed, columnCount > 1 else { return nil }
        return column == 1 ? .left : column == columnCount ? .right : .middle
    }

    /// Upper case, as in a marker: `LEFT`, `TOP-LEFT`, `MIDDLE`, `COL4`, `ROW2-COL3`.
    public var name: String {
        guard isNamed else {
            if rowCount == 1 { return "COL\(column)" }
            return longestRow == 1 ? "ROW\(row)" : "ROW\(row)-COL\(column)"
        }
        let words = [vertical?.rawValue, horizontal?.rawValue].compactMap { $0?.uppercased() }
        return words.isEmpty || words == ["MIDDLE", "MIDDLE"] ? "MIDDLE" : words.joined(separator: "-")
    }

    /// As a sentence says it: `at the left`, `at the top left`, `in the middle`.
    public var inWords: String {
        switch (vertical, horizontal) {
        case (nil, nil): "in row \(row), column \(column)"
        case (nil, .middle), (.middle, nil), (.middle, .middle): "in the middle"
        case (nil, let horizontal?): "at the \(horizontal.rawValue)"
        case (let vertical?, nil): "at the \(vertical.rawValue)"
        case (let vertical?, let horizontal?): "at the \(vertical.rawValue) \(horizontal.rawValue)"
        }
    }
}

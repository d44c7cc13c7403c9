import PolyptychCuration
import Testing

@Suite struct MarkerTests {
    static let table: [(MarkerScheme, LayoutSpec, Int, String)] = [
        (.numbered, .init(arrangement: .row), 2, "[IMAGE1] [IMAGE2]"),
        (.scene, .init(arrangement: .column), 3, "[SCENE-1] [SCENE-2] [SCENE-3]"),
        (.custom("VIEW-{n}"), .init(arrangement: .row), 2, "[VIEW-1] [VIEW-2]"),
        (.positional, .init(arrangement: .row), 1, "[MIDDLE]"),
        (.positional, .init(arrangement: .row), 2, "[LEFT] [RIGHT]"),
        (.positional, .init(arrangement: .row), 3, "[LEFT] [MIDDLE] [RIGHT]"),
        (.positional, .init(arrangement: .row), 4, "[COL1] [COL2] [COL3] [COL4]"),
        (.positional, .init(arrangement: .column), 2, "[TOP] [BOTTOM]"),
        (.positional, .init(arrangement: .column), 3, "[TOP] [MIDDLE] [BOTTOM]"),
        (.positional, .init(arrangement: .column), 4, "[ROW1] [ROW2] [ROW3] [ROW4]"),
        (.positional, .init(arrangement: .grid), 4, "[TOP-LEFT] [TOP-RIGHT] [BOTTOM-LEFT] [BOTTOM-RIGHT]"),
        (.positional, .init(arrangement: .grid, columns: 2), 3, "[TOP-LEFT] [TOP-RIGHT] [BOTTOM]"),
        (.positional, .init(arrangement: .grid), 5, "[TOP-LEFT] [TOP-MIDDLE] [TOP-RIGHT] [BOTTOM-LEFT] [BOTTOM-RIGHT]"),
        (.positional, .init(arrangement: .grid, columns: 3), 9,
            "[TOP-LEFT] [TOP-MIDDLE] [TOP-RIGHT] [MIDDLE-LEFT] [MIDDLE] [MIDDLE-RIGHT] [BOTTOM-LEFT] [BOTTOM-MIDDLE] [BOTTOM-RIGHT]"),
        (.positional, .init(arrangement: .grid, columns: 4), 8,
            "[ROW1-COL1] [ROW1-COL2] [ROW1-COL3] [ROW1-COL4] [ROW2-COL1] [ROW2-COL2] [ROW2-COL3] [ROW2-COL4]"),
    ]

    @Test(arguments: table)
    func `markers follow from scheme, layout and count`(scheme: MarkerScheme, layout: LayoutSpec, count: Int, expected: String) {
        #expect(markers(scheme: scheme, layout: layout, viewCount: count).joined(separator: " ") == expected)
    }

    @Test(arguments: arrangements, schemes)
    func `no two panels share a marker`(layout: LayoutSpec, scheme: MarkerScheme) {
        for count in 1...16 {
            #expect(Set(markers(scheme: scheme, layout: layout, viewCount: count)).count == count)
        }
    }

    @Test func `every exact marker reads as itself`() {
        for layout in arrangements {
            for scheme in [MarkerScheme.numbered, .scene, .positional] {
                for marker in markers(scheme: scheme, layout: layout, viewCount: 16) {
                    #expect(MarkerReading.read(String(marker.dropFirst().dropLast()))?.canonical == marker)
                }
            }
        }
    }

    @Test(arguments: [(1, "[ONE-VIEW]"), (2, "[TWO-VIEWS]"), (5, "[FIVE-VIEWS]"), (16, "[SIXTEEN-VIEWS]")])
    func `the header spells the count`(count: Int, header: String) {
        #expect(countHeader(count) == header)
    }

    @Test(arguments: [(5, [3, 2]), (7, [3, 2, 2]), (8, [4, 4]), (6, [3, 3]), (11, [4, 4, 3]), (13, [4, 3, 3, 3]), (16, [4, 4, 4, 4]), (10, [5, 5])])
    func `rows of a grid are equal where they can be`(count: Int, rows: [Int]) {
        #expect(PanelGrid(layout: .init(arrangement: .grid), viewCount: count).rows == rows)
    }
}

import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychImporting

@Suite struct FlatAndCompositeTests {
    @Test(arguments: [
        ("{set}_{view}", "red_chair_01.jpg", "red_chair", "01"), ("{set}-{view}.jpg", "lamp-2.jpg", "lamp", "2"),
        ("{*}_{set}_v{view}", "2024_pot_v3.png", "pot", "3"), ("(?<set>[a-z]+)(?<view>[0-9]+)", "cup12.jpg", "cup", "12"),
        ("{set}/{view}", "shelf/front.jpg", "shelf", "front"), ("{set}.{view}", "a.b.c.jpg", "a.b", "c"),
    ])
    func `patterns read set and view from a name`(pattern: String, path: String, set: String, view: String) throws {
        let match = try #require(try FlatPattern(pattern).match(path: path))
        #expect(match.set == set)
        #expect(match.view == view)
    }

    @Test(arguments: [("{view}", "it has no {set}"), ("{set}_{set}", "{set} stands in it twice"), ("{set", "a { has no }"), ("{sets}_{view}", "{sets} is not {set}, {view}, {category} or {*}")])
    func `patterns that cannot work say why`(pattern: String, why: String) {
        #expect(throws: ImportFault.patternInvalid(pattern: pattern, why: why)) { try FlatPattern(pattern) }
    }

    @Test func `a flat folder is grouped by its pattern and what does not fit is named`() throws {
        let tree = try TestTree()
        try tree.jpegs("lamp_2.jpg", "lamp_10.jpg", "lamp_1.jpg", "red_sofa_1.jpg", "red_sofa_2.jpg", "cover.jpg")
        let plan = try tree.plan(.init(kind: .flat, pattern: "{set}_{view}"))
        #expect(plan.keys == ["lamp", "red_sofa"])
        #expect(plan.names("lamp") == ["lamp_1.jpg", "lamp_2.jpg", "lamp_10.jpg"])
        #expect(plan.codes == ["pattern-unmatched"])
    }

    @Test func `a pattern is suggested only where it makes several sets of every image`() {
        #expect(FlatPattern.suggestions(for: ["a_1.jpg", "a_2.jpg", "b_1.jpg", "b_2.jpg"]).first == "{set}_{view}")
        #expect(FlatPattern.suggestions(for: ["bag-front.jpg", "bag-back.jpg", "cup-front.jpg", "cup-back.jpg"]).first == "{set}-{view}")
        #expect(FlatPattern.suggestions(for: ["01.jpg", "02.jpg", "03.jpg"]).isEmpty)
        #expect(FlatPattern.suggestions(for: ["a_1.jpg", "a_2.jpg", "b_1.jpg"]).isEmpty)
        #expect(FlatPattern.suggestions(for: ["IMG_1.jpg", "IMG_2.jpg"]).isEmpty)
    }

    @Test func `stitched images are cut as their prompt says and the prompt travels along`() throws {
        let tree = try TestTree()
        try tree.write("a.jpg", TestTree.jpeg(width: 1025, height: 513))
        try tree.write("a.txt", "[FOUR-VIEWS] x; [TOP-LEFT] a; [TOP-RIGHT] b; [BOTTOM-LEFT] c; [BOTTOM-RIGHT] d\n")
        try tree.write("b.jpg", TestTree.jpeg(width: 400, height: 1200))
        try tree.write("b.txt", "[MOVIE-SHOTS] x, [SCENE-1] a, [SCENE-2] b, [SCENE-3] c.")
        try tree.write("c.jpg", TestTree.jpeg(width: 40, height: 20))
        let plan = try tree.plan()
        #expect(plan.kind == .composites)
        #expect(plan.keys == ["a", "b"])
        #expect(
            plan.sets[0].views.map(\.cut) == [
                PixelRect(x: 0, y: 0, width: 512, height: 256), PixelRect(x: 512, y: 0, width: 513, height: 256),
                PixelRect(x: 0, y: 256, width: 512, height: 257), PixelRect(x: 512, y: 256, width: 513, height: 257),
            ])
        #expect(plan.sets[0].jointPrompt?.arrangement == .grid)
        #expect(plan.sets[1].views.count == 3)
        #expect(plan.sets[1].jointPrompt == PlannedPrompt(text: "[MOVIE-SHOTS] x, [SCENE-1] a, [SCENE-2] b, [SCENE-3] c.", arrangement: .column))
        #expect(plan.codes == ["prompt-missing"])
    }

    @Test func `a given layout wins over what the prompt suggests`() throws {
        let tree = try TestTree()
        try tree.write("a.jpg", TestTree.jpeg(width: 900, height: 300))
        try tree.write("a.txt", "three pictures of a bag")
        #expect(try tree.plan(.init(kind: .composites)).codes == ["panels-unknown"])
        let plan = try tree.plan(.init(kind: .composites, arrangement: .row, panels: 3))
        #expect(plan.sets.first?.views.compactMap(\.cut).map(\.x) == [0, 300, 600])
    }

    @Test(arguments: [(LayoutSpec.Arrangement.row, nil as Int?), (.column, nil), (.grid, nil), (.grid, 3)])
    func `panels cover the image without gap or overlap`(arrangement: LayoutSpec.Arrangement, columns: Int?) throws {
        for panels in [1, 2, 3, 4, 6, 9, 12, 16] {
            let cuts = try #require(PanelCutter.cut(width: 1021, height: 769, panels: panels, arrangement: arrangement, columns: columns))
            #expect(cuts.count == panels)
            for (index, a) in cuts.enumerated() {
                #expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 1021 && a.y + a.height <= 769 && a.width > 0 && a.height > 0)
                for b in cuts[..<index] {
                    #expect(a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height)
                }
            }
            if arrangement != .grid { #expect(cuts.reduce(0) { $0 + $1.width * $1.height } == 1021 * 769) }
        }
        #expect(PanelCutter.cut(width: 3, height: 3, panels: 4, arrangement: .row) == nil)
    }

    @Test(arguments: [
        ("[TWO-VIEWS] x [IMAGE1] a [IMAGE2] b", 2, nil as LayoutSpec.Arrangement?), ("x; [LEFT] a; [RIGHT] b", 2, .row), ("x; [TOP] a; [BOTTOM] b", 2, .column),
        ("[image 1] a [image 2] b [image 3] c", 3, nil), ("[ROW1-COL1] a [ROW1-COL2] b", 2, .grid), ("[THREE-VIEWS] only a header", 3, nil),
    ])
    func `markers tell the number and arrangement of panels`(text: String, panels: Int, arrangement: LayoutSpec.Arrangement?) {
        let shape = PromptShape(text)
        #expect(shape.panels == panels)
        #expect(shape.arrangement == arrangement)
    }

    @Test func `a caption without markers is no joint prompt`() {
        #expect(!PromptShape("a chair [see left] in a room").isJoint)
    }
}

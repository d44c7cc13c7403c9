import PolyptychCuration
import Testing

@Suite struct RegroupingTests {
    @Test func `a split keeps every view with its words`() throws {
        let parts = try Regrouping.split(teapots(["the lid", "the foot", "the spout"]), at: 2, settings: .standard) { $0 == "teapot-2" }
        #expect(parts.map(\.key) == ["teapot", "teapot-3"])
        #expect(parts.map { $0.views.map(\.caption) } == [["the lid", "the foot"], ["the spout"]])
        #expect(parts[1].text() == "[ONE-VIEW] This set of one image shows a blue teapot on a table. [IMAGE1] The first image shows the spout.")
    }

    @Test func `groups must hold every view once`() {
        let state = teapots(["", "", ""])
        for groups in [[["a", "b", "c"]], [["a"], ["b"]], [["a", "b"], ["b", "c"]], [["a", "b", "c"], []]] as [[[ViewID]]] {
            #expect(throws: EditRefusal.groups) { try Regrouping.split(state, groups: groups, settings: .standard) }
        }
    }

    @Test func `a merge keeps all views under distinct names and gives the others back deleted`() throws {
        let merged = try Regrouping.merge([teapots(["the lid", "the foot"]), teapots(["the spout"])], key: "teapots", settings: .standard)
        #expect(merged[0].key == "teapots" && merged[0].views.map(\.caption) == ["the lid", "the foot", "the spout"])
        #expect(merged[0].views.map(\.id) == ["a", "b", "a-2"])
        #expect(merged[1].isDeleted && merged[1].views.count == 1)
    }

    @Test func `views move between sets with their words`() throws {
        let (from, to) = try Regrouping.moveViews(["a"], from: teapots(["the lid", "the foot"]), to: teapots(["the spout"]), at: 0, settings: .standard)
        #expect(from.views.map(\.caption) == ["the foot"])
        #expect(to.views.map(\.caption) == ["the lid", "the spout"])
        #expect(throws: EditRefusal.lastView) { try Regrouping.moveViews(["a"], from: teapots(["x"]), to: teapots(["y"]), at: 0, settings: .standard) }
    }

    @Test func `accepted sets are left alone, but may be a model`() throws {
        let accepted = try apply(.accept, to: teapots(["the lid", "the foot"]))
        #expect(throws: EditRefusal.accepted) { try Regrouping.split(accepted, at: 1, settings: .standard) }
        #expect(throws: EditRefusal.accepted) { try Regrouping.merge([teapots(["x"]), accepted], key: "k", settings: .standard) }
        let copy = try Regrouping.duplicate(accepted, key: "copy")
        #expect(copy.review.status == .draft && copy.views == accepted.views)
    }

    @Test func `more than sixteen views are refused`() {
        let nine = teapots(Array(repeating: "", count: 9))
        #expect(throws: EditRefusal.tooManyViews) { try Regrouping.merge([nine, nine], key: "k", settings: .standard) }
    }
}

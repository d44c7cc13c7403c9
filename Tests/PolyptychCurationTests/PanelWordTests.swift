import PolyptychCuration
import Testing

/// What a careful reader takes for a panel, and what for a part of the picture.
@Suite struct PanelWordTests {
    /// Segments under `[IMAGE1]` (the left panel) of two.
    static let contradictions: [(String, FindingCode, String)] = [
        ("the second image shows a lid", .ordinalContradicts, "the first image shows a lid"),
        ("The 2nd photo shows a lid", .ordinalContradicts, "The first photo shows a lid"),
        ("image 2 shows a lid", .ordinalContradicts, "image 1 shows a lid"),
        ("the last picture shows a lid", .ordinalContradicts, "the first picture shows a lid"),
        ("the right image shows a lid", .directionContradicts, "the left image shows a lid"),
        ("Right panel: a lid", .directionContradicts, "Left panel: a lid"),
        ("in the right-hand picture, a lid", .directionContradicts, "in the left picture, a lid"),
        ("the top image shows a lid", .directionContradicts, "the left image shows a lid"),
        ("the middle photograph shows a lid", .directionContradicts, "the left photograph shows a lid"),
    ]

    @Test(arguments: contradictions)
    func `words that name another panel are found and put right`(words: String, code: FindingCode, right: String) throws {
        let state = teapots([words, "the foot"])
        let findings = Linter.findings(state, settings: .standard)
        #expect(findings.map(\.code) == [code])
        let fixed = try Editing.apply(try #require(findings.first?.fix).edits, to: state, settings: .standard)
        #expect(fixed.views[0].caption == right)
    }

    @Test(arguments: [
        "a yellow cottage on the right", "the second floor of a house", "right side from behind", "seen from the right", "the right panel of a door",
        "larger than in the second image", "like the right image, but darker", "the first image shows a lid", "the left image shows a lid",
        "two second-hand books", "a second picture window", "the last house on the right", "top view of the lid", "the right half of the lid",
        "the bottom of the lid", "leaves towards the camera", "the second of three lids", "a picture of the second king on the wall", "the left view of the car",
    ])
    func `words about what is seen are left alone`(words: String) {
        #expect(teapots([words, "the foot"]).codes() == [])
    }

    @Test(arguments: [
        "the other side", "the same fruit from the other side", "another angle of the lid", "seen from another angle", "from a different viewpoint",
        "the same view again", "as in the previous image", "the opposite side of the box", "from the opposite direction", "the next photo shows a lid",
        "Another view of the lid", "the same image, mirrored", "its other side, with a label", "Same view, darker",
    ])
    func `relative wording names no view`(words: String) {
        #expect(teapots(["the lid", words]).codes() == [.relativeWording])
    }

    @Test(arguments: [
        "houses on the other side of the street", "a shop on one side, a church on the other side", "traffic in the opposite direction", "another side street",
        "the same heap from slightly further left", "both sides of the lid", "another cup", "the other corner house", "a different cup", "the side that reads SALT",
        "windows on the opposite side of the square", "the next house", "the gate a little closer", "the same red car", "the reverse with a date",
    ])
    func `comparisons inside a picture are left alone`(words: String) {
        #expect(teapots(["the lid", words]).codes() == [])
    }

    @Test func `directions follow the layout, not the scheme`() {
        var state = teapots(["the top image shows a lid", "the bottom image shows a foot"])
        #expect(state.codes() == [.directionContradicts, .directionContradicts])
        state.overrides.layout = .init(arrangement: .column)
        #expect(state.codes() == [])
    }

    @Test func `a grid knows rows and columns`() throws {
        let state = teapots(["the top right image: a lid", "the upper-right image: a foot", "the left picture: a spout", "the lower picture: a rim"])
        let findings = Linter.findings(state, settings: .standard)
        #expect(findings.map(\.place.view) == ["a"])
        let fixed = try Editing.apply(try #require(findings[0].fix).edits, to: state, settings: .standard)
        #expect(fixed.views[0].caption == "the top-left image: a lid")
    }

    @Test(arguments: [
        ("Three views of a jug", [FindingCode.headerCount]), ("a set of four photos of a jug", [.headerCount]), ("Two views of a jug", []),
        ("a jug under three pictures", []), ("a jug, larger in the third image", [.ordinalContradicts]), ("a jug, larger in the second image", []),
    ])
    func `a summary may not count or name views that do not exist`(summary: String, codes: [FindingCode]) throws {
        let state = try apply(.setTemplate(template: .panels), to: teapots(["the lid", "the foot"], summary: summary))
        #expect(state.codes() == codes)
    }
}

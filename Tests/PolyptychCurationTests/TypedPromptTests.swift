import PolyptychCuration
import Testing

/// Prompts as people type them, and what is said about each.
@Suite struct TypedPromptTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var views: Int
        var layout: LayoutSpec.Arrangement
        var text: String
        var codes: [FindingCode] = []
        /// The text after every fix; nil where nothing can be fixed.
        var fixed: String?
        var testDescription: String { name }
    }

    static let right: [Case] = [
        .init(name: "four sides", views: 4, layout: .grid, text: "[FOUR-VIEWS] A wooden owl on a shelf; [TOP-LEFT] front, eye level: two round eyes; [TOP-RIGHT] left side, eye level: one wing; [BOTTOM-LEFT] back: a carved tail; [BOTTOM-RIGHT] right side from behind: a wing and the beak's edge."),
        .init(name: "front and back", views: 2, layout: .row, text: "[TWO-VIEWS] A wooden owl; [LEFT] front view, a chip on the left ear; [RIGHT] back view, a label at the lower left."),
        .init(name: "stacked", views: 2, layout: .column, text: "[TWO-VIEWS] A harbour at dusk; [TOP] boats with a crane on the top of a hill; [BOTTOM] the bottom of a dry dock, a lamp above."),
        .init(name: "numbered", views: 3, layout: .row, text: "[THREE-VIEWS] This set of three images shows a tram in a wide street. [IMAGE1] The first image shows the tram on the right, the first floor of a shop behind it. [IMAGE2] The second image shows the tram from the front, a man on the left looking towards the camera. [IMAGE3] The third image shows the other passengers, a church on the other side of the street."),
        .init(name: "closer", views: 3, layout: .row, text: "[THREE-VIEWS] The gate of a brick mill; [LEFT] the whole gate, statues on both sides; [MIDDLE] the gate a little closer, in the middle a clock; [RIGHT] the same gate close up, a second lamp at the left."),
        .init(name: "plain pair", views: 2, layout: .row, text: "A pair of boots; [LEFT] the soles; [RIGHT] the laces"),
        .init(name: "film", views: 3, layout: .column, text: "[MOVIE-SHOTS] A chase at night, [SCENE-1] a car turns left, [SCENE-2] its driver looks back, [SCENE-3] the road is empty."),
    ]

    static let faulty: [Case] = [
        .init(name: "one marker twice, one missing", views: 4, layout: .grid,
            text: "[FOUR-VIEWS] A rucksack; [TOP-LEFT] its front; [TOP-RIGHT] its lid; [TOP-RIGHT] its buckle; [BOTTOM-RIGHT] its back.",
            codes: [.markerDuplicated, .markerMissing],
            fixed: "[FOUR-VIEWS] A rucksack; [TOP-LEFT] its front; [TOP-RIGHT] its lid; [BOTTOM-LEFT] its buckle; [BOTTOM-RIGHT] its back."),
        .init(name: "small letters and a space", views: 3, layout: .row,
            text: "[THREE-VIEWS] This set of three images shows a tin. [IMAGE1] The first image shows its lid. [image 2] The second image shows its seam. [IMAGE3] The third image shows its base.",
            codes: [.markerNearMiss],
            fixed: "[THREE-VIEWS] This set of three images shows a tin. [IMAGE1] The first image shows its lid. [IMAGE2] The second image shows its seam. [IMAGE3] The third image shows its base."),
        .init(name: "header of another count", views: 3, layout: .row,
            text: "[TWO-VIEWS] This set of three images shows a tin. [IMAGE1] The first image shows its lid. [IMAGE2] The second image shows its seam. [IMAGE3] The third image shows its base.",
            codes: [.headerCount],
            fixed: "[THREE-VIEWS] This set of three images shows a tin. [IMAGE1] The first image shows its lid. [IMAGE2] The second image shows its seam. [IMAGE3] The third image shows its base."),
        .init(name: "out of order", views: 3, layout: .row,
            text: "[THREE-VIEWS] This set of three images shows a yard. [IMAGE2] The second image shows a gate. [IMAGE1] The first image shows a well. [IMAGE3] The third image shows a cart.",
            codes: [.markerOutOfOrder],
            fixed: "[THREE-VIEWS] This set of three images shows a yard. [IMAGE1] The first image shows a well. [IMAGE2] The second image shows a gate. [IMAGE3] The third image shows a cart."),
        .init(name: "left under right", views: 2, layout: .row,
            text: "[TWO-VIEWS] A yard; [LEFT] a well on the right; [RIGHT] the left image shows a gate on the left.",
            codes: [.directionContradicts], fixed: "[TWO-VIEWS] A yard; [LEFT] a well on the right; [RIGHT] the right image shows a gate on the left."),
        .init(name: "relative", views: 2, layout: .row,
            text: "[TWO-VIEWS] This set of two images shows plums. [IMAGE1] The first image shows plums with stalks towards the camera. [IMAGE2] The second image shows the same plums from the other side.",
            codes: [.relativeWording]),
        .init(name: "two schemes", views: 4, layout: .grid,
            text: "[FOUR-VIEWS] A jug; [IMAGE1] its spout; [IMAGE2] its handle; [BOTTOM-LEFT] its foot; [BOTTOM-RIGHT] its rim.",
            codes: [.markerSchemesMixed], fixed: "[FOUR-VIEWS] A jug; [TOP-LEFT] its spout; [TOP-RIGHT] its handle; [BOTTOM-LEFT] its foot; [BOTTOM-RIGHT] its rim."),
        .init(name: "wrong ordinal", views: 3, layout: .row,
            text: "[THREE-VIEWS] This set of three images shows a lane. [IMAGE1] The first image shows a wall. [IMAGE2] The third image shows a cat. [IMAGE3] The third image shows a door.",
            codes: [.ordinalContradicts],
            fixed: "[THREE-VIEWS] This set of three images shows a lane. [IMAGE1] The first image shows a wall. [IMAGE2] The second image shows a cat. [IMAGE3] The third image shows a door."),
        .init(name: "empty", views: 4, layout: .grid, text: "[FOUR-VIEWS] A van; [TOP-LEFT] far; [TOP-RIGHT] nearer; [BOTTOM-LEFT] ; [BOTTOM-RIGHT] near.", codes: [.segmentEmpty]),
        .init(name: "trigger, line break, doubled punctuation", views: 3, layout: .row,
            text: "[trigger] [THREE-VIEWS] A heap of leeks.; [LEFT] the roots;\n[MIDDLE] the same heap from slightly further left; [RIGHT] leeks from above.",
            codes: [.trainerLiteral, .doublePunctuation, .newline],
            fixed: "[THREE-VIEWS] A heap of leeks; [LEFT] the roots; [MIDDLE] the same heap from slightly further left; [RIGHT] leeks from above."),
        .init(name: "free text", views: 4, layout: .grid, text: "Four pictures of a moon, the first a crescent, then fuller.", codes: [.freeText],
            fixed: "[FOUR-VIEWS] Four pictures of a moon, the first a crescent, then fuller; [TOP-LEFT]; [TOP-RIGHT]; [BOTTOM-LEFT]; [BOTTOM-RIGHT]"),
        .init(name: "a marker too many", views: 3, layout: .row,
            text: "[THREE-VIEWS] This set of three images shows lamps. [IMAGE1] The first image shows sixteen lamps. [IMAGE2] The second image shows one lamp. [IMAGE3] The third image shows a row. [IMAGE4] A fourth image shows more.",
            codes: [.markerUnknown],
            fixed: "[THREE-VIEWS] This set of three images shows lamps. [IMAGE1] The first image shows sixteen lamps. [IMAGE2] The second image shows one lamp. [IMAGE3] The third image shows a row."),
        .init(name: "places of another layout", views: 2, layout: .row, text: "[TWO-VIEWS] A jug; [TOP] its rim; [BOTTOM] its foot.",
            codes: [.markerContradictsLayout], fixed: "[TWO-VIEWS] A jug; [LEFT] its rim; [RIGHT] its foot."),
        .init(name: "no header where the template has one", views: 2, layout: .row,
            text: "This set of two images shows a jug. [IMAGE1] The first image shows its rim. [IMAGE2] The second image shows its foot.",
            codes: [.headerMissing],
            fixed: "[TWO-VIEWS] This set of two images shows a jug. [IMAGE1] The first image shows its rim. [IMAGE2] The second image shows its foot."),
        .init(name: "half a bracket", views: 2, layout: .row, text: "A jug; [LEFT ) its rim; [RIGHT] its foot", codes: [.markerNearMiss], fixed: "A jug; [LEFT] its rim; [RIGHT] its foot"),
        .init(name: "round brackets", views: 2, layout: .row, text: "A jug; (IMAGE1) its rim; [IMAGE2] its foot (left)", codes: [.markerNearMiss], fixed: "A jug; [IMAGE1] its rim; [IMAGE2] its foot (left)"),
        .init(name: "another word for image", views: 2, layout: .row, text: "A jug; [IMG-1] its rim; [IMAGE2] its foot", codes: [.markerNearMiss], fixed: "A jug; [IMAGE1] its rim; [IMAGE2] its foot"),
        .init(name: "no closing bracket", views: 2, layout: .row, text: "A jug; [IMAGE1 its rim; [IMAGE2] its foot", codes: [.markerNearMiss], fixed: "A jug; [IMAGE1] its rim; [IMAGE2] its foot"),
        .init(name: "a slip of the fingers", views: 2, layout: .row, text: "A jug; [LETF] its rim; [RIGHT] its foot", codes: [.markerNearMiss], fixed: "A jug; [LEFT] its rim; [RIGHT] its foot"),
        .init(name: "header in digits", views: 2, layout: .row, text: "[2 views] A jug; [LEFT] its rim; [RIGHT] its foot.", codes: [.markerNearMiss], fixed: "[TWO-VIEWS] A jug; [LEFT] its rim; [RIGHT] its foot."),
    ]

    @Test(arguments: right)
    func `a right prompt becomes structured, to the letter, without findings`(example: Case) {
        let state = adopted(example.text, views: example.views, layout: example.layout)
        #expect(state.isStructured)
        #expect(state.text() == example.text)
        #expect(Linter.findings(state, settings: .standard) == [])
    }

    @Test(arguments: faulty)
    func `the planted faults are found and no others`(example: Case) {
        let state = adopted(example.text, views: example.views, layout: example.layout)
        #expect(state.text() == example.text)
        #expect(Linter.findings(state, settings: .standard).map(\.code) .sorted { $0.rawValue < $1.rawValue } == example.codes.sorted { $0.rawValue < $1.rawValue })
    }

    @Test(arguments: faulty)
    func `fixing them gives a structured set with the same words`(example: Case) throws {
        let state = adopted(example.text, views: example.views, layout: example.layout)
        let outcome = try Fixing.apply(codes: FindingCode.allCases, to: state, settings: .standard)
        guard let fixed = example.fixed else {
            #expect(outcome.fixed == [])
            return
        }
        #expect(outcome.state.isStructured)
        #expect(outcome.state.text() == fixed)
    }

    @Test(arguments: faulty)
    func `every fix removes its finding`(example: Case) throws {
        let state = adopted(example.text, views: example.views, layout: example.layout)
        for finding in Linter.findings(state, settings: .standard) {
            guard let fix = finding.fix else { continue }
            let after = try Editing.apply(fix.edits, to: state, settings: .standard)
            #expect(!Linter.findings(after, settings: .standard).contains { $0.id == finding.id })
            #expect(try Fixing.apply(findings: [finding.id], to: state, settings: .standard).state == after)
        }
    }

    @Test func `segments become captions, but never over a caption that is there`() {
        let verbatim = adopted("[TWO-VIEWS] A jug; [LEFT] its rim; [Right] its foot.", views: 2, layout: .row, captions: ["", "mine"])
        #expect(!verbatim.isStructured)
        #expect(verbatim.views.map(\.caption) == ["its rim", "mine"])
        let structured = adopted("[TWO-VIEWS] A jug; [LEFT] its rim; [RIGHT] its foot.", views: 2, layout: .row, captions: ["", "mine"])
        #expect(structured.views.map(\.caption) == ["its rim", "its foot"])
    }

    @Test func `what the text does otherwise than the project is recorded, and nothing else`() {
        let same = adopted("[TWO-VIEWS] This set of two images shows a jug. [IMAGE1] The first image shows its rim. [IMAGE2] The second image shows its foot.", views: 2)
        #expect(same.overrides == SetOverrides())
        let other = adopted("A jug; [TOP] its rim; [BOTTOM] its foot", views: 2)
        #expect(other.overrides.scheme == .positional)
        #expect(other.overrides.layout?.arrangement == .column)
        #expect(other.overrides.template?.id == Template.plain.id)
        #expect(other.codes() == [])
    }
}

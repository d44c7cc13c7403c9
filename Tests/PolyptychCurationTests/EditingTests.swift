import PolyptychCuration
import Testing

@Suite struct EditingTests {
    static let accepted = try! apply(.accept, to: teapots(["the lid", "the foot"]))
    static let one = teapots(["the lid"])
    static let full = teapots(Array(repeating: "x", count: 16))

    static let refusals: [(SetState, SetEdit, EditRefusal)] = [
        (accepted, .setSummary(text: "x"), .accepted),
        (accepted, .reorder(views: ["b", "a"]), .accepted),
        (accepted, .setLayout(layout: nil), .accepted),
        (accepted, .reject(reason: "dark"), .accepted),
        (one, .setCaption(view: "z", text: "x"), .unknownView("z")),
        (one, .reorder(views: ["a", "a"]), .notAPermutation),
        (one, .reorder(views: []), .notAPermutation),
        (teapots(["", ""]), .reorder(views: ["a", "a"]), .notAPermutation),
        (one, .moveView(view: "a", to: 1), .position(1, viewCount: 1)),
        (full, .addView(view: one.views[0], at: 0), .tooManyViews),
        (one, .addView(view: one.views[0], at: 0), .duplicateView("a")),
        (one, .removeView(view: "a"), .lastView),
        (one, .setCrop(view: "a", crop: .init(x: 0, y: 0, width: 801, height: 10)), .crop(view: "a", width: 800, height: 600)),
        (one, .setCrop(view: "a", crop: .init(x: 0, y: 0, width: 0, height: 10)), .crop(view: "a", width: 800, height: 600)),
        (one, .setFocus(view: "a", focus: .init(x: 1001, y: 0)), .focus(.init(x: 1001, y: 0))),
        (one, .setFacts(view: "a", facts: .init(horizontalView: .front, side: .left)), .facts(.sideOnSidelessView(.front))),
        (one, .rename(key: "a.b"), .key("a.b")),
        (one, .rename(key: "a/b"), .key("a/b")),
        (one, .rename(key: "a\nb"), .key("a\nb")),
        (one, .rename(key: ""), .key("")),
        (one, .setScheme(scheme: .custom("VIEW")), .settings(.patternWithoutNumber("VIEW"))),
        (one, .setTargetResolution(targetResolution: 1000), .settings(.targetResolution(1000))),
        (one, .setHeader(header: .custom("IMAGE1")), .header("IMAGE1")),
        (one, .reject(reason: " "), .reasonMissing),
        (one, .reopen, .notAccepted),
        (one, .restore, .notDeleted),
        (one, .setText(text: " \n"), .emptyText),
        (one, .attachSegment(view: "a"), .notDetached("a")),
        (SetState(key: "empty", views: []), .accept, .noViews),
        (adopted("Two pictures of a jug.", views: 2), .setSegment(view: "a", text: "x"), .segmentNotFound("a")),
    ]

    @Test(arguments: refusals)
    func `an edit that cannot be is refused by name and with a sentence`(state: SetState, edit: SetEdit, refusal: EditRefusal) {
        #expect(throws: refusal) { try apply(edit, to: state) }
        #expect(refusal.sentence.hasSuffix("."))
    }

    @Test func `a deleted set only comes back`() throws {
        let deleted = try apply(.delete, to: Self.one)
        #expect(throws: EditRefusal.deleted) { try apply(.setSummary(text: "x"), to: deleted) }
        #expect(try apply(.restore, to: deleted) == Self.one)
    }

    @Test func `edits are all or none`() {
        #expect(throws: EditRefusal.unknownView("z")) { try apply(.setSummary(text: "x"), .setCaption(view: "z", text: ""), to: Self.one) }
    }

    @Test func `accepting pins text and plan, reopening lets them go`() throws {
        let state = teapots(["the lid", "the foot"])
        let pinned = try #require(Self.accepted.review.pinned)
        #expect(pinned.text == state.text())
        #expect(pinned.plan == (try LayoutEngine.plan(state, settings: .standard)))
        #expect(try apply(.accept, to: Self.accepted) == Self.accepted)
        #expect(try apply(.reopen, to: Self.accepted).review == Review(status: .ready))
        #expect(try apply(.dismiss(finding: "f", code: .relativeWording, by: "Ada", why: ""), to: Self.accepted).dismissals.count == 1)
    }

    @Test func `editing leaves the status of a ready or rejected set alone`() throws {
        for edits in [[SetEdit.markReady], [.reject(reason: "dark")]] {
            let state = try Editing.apply(edits + [.setCaption(view: "a", text: "y")], to: Self.one, settings: .standard)
            #expect(state.review.status == (edits == [.markReady] ? .ready : .rejected))
        }
    }

    @Test func `texts are cleaned on the way in`() throws {
        let state = try apply(.setCaption(view: "a", text: " a\r\nlid.; "), .setSummary(text: "x\ty."), .setTags(tags: [" b", "", "b", "a"]), to: Self.one)
        #expect(state.views[0].caption == "a lid")
        #expect(state.text() == "[ONE-VIEW] This set of one image shows x y. [IMAGE1] The first image shows a lid.")
        #expect(state.tags == ["b", "a"])
    }

    @Test func `a detached segment speaks instead of the caption until it is attached`() throws {
        var state = try apply(.detachSegment(view: "a", text: "a cover"), .setCaption(view: "a", text: "the cap"), to: Self.one)
        #expect(state.text().hasSuffix("shows a cover."))
        #expect(state.codes() == [.detachedStale])
        state = try apply(.setSegment(view: "a", text: "a new cover"), to: state)
        #expect(state.views[0].caption == "the cap" && state.views[0].segment == "a new cover")
        #expect(try apply(.attachSegment(view: "a"), to: state).text().hasSuffix("shows the cap."))
    }

    @Test func `a header that is the template's counts as the template's`() throws {
        guard case .structured(let prompt) = try apply(.setHeader(header: .custom("[ONE-VIEW]")), to: Self.one).prompt else { return }
        #expect(prompt.header == .template)
    }

    @Test func `words follow their image when a structured set is reordered`() throws {
        let state = try apply(.moveView(view: "c", to: 0), to: teapots(["the lid", "the foot", "the spout"]))
        #expect(state.views.map(\.id) == ["c", "a", "b"])
        #expect(state.text().contains("[IMAGE1] The first image shows the spout. [IMAGE2] The second image shows the lid."))
    }

    @Test func `a verbatim text whose segments are clear becomes structured when views move`() throws {
        let text = "[TWO-VIEWS] A jug, seen twice;[LEFT] its rim (see there); [RIGHT]its foot"
        let state = adopted(text, views: 2, layout: .row)
        #expect(!state.isStructured && state.text() == text)
        let moved = try apply(.reorder(views: ["b", "a"]), to: state)
        #expect(moved.isStructured)
        #expect(moved.text() == "[TWO-VIEWS] A jug, seen twice; [LEFT] its foot; [RIGHT] its rim (see there)")
    }

    @Test func `a verbatim text whose segments are unclear stays to the letter when views move`() throws {
        let text = "[TWO-VIEWS] A jug; [LEFT] its rim; [LEFT] its foot; [RIGHT] its handle"
        let moved = try apply(.reorder(views: ["b", "a"]), to: adopted(text, views: 2, layout: .row))
        #expect(moved.text() == text && moved.codes().contains(.markerOutOfOrder))
    }

    @Test func `ordinals that somebody typed are never rewritten silently`() throws {
        let state = try apply(.reorder(views: ["b", "a"]), to: teapots(["the first image shows a lid", "the first floor"]))
        #expect(state.views.map(\.caption) == ["the first floor", "the first image shows a lid"])
        #expect(state.codes() == [.ordinalContradicts])
    }

    @Test func `a typed ordinal that contradicts its marker keeps the text as it is when views move`() throws {
        let text = "[TWO-VIEWS] This set of two images shows a jug. [IMAGE1] The second image shows its rim. [IMAGE2] The second image shows its foot."
        let moved = try apply(.reorder(views: ["b", "a"]), to: adopted(text, views: 2))
        #expect(moved.text() == text)
        #expect(try apply(.makeStructured, to: adopted(text, views: 2)).text() == text.replacing("[IMAGE1] The second", with: "[IMAGE1] The first"))
    }

    @Test func `a segment of a verbatim text is edited in place where it cannot become structured`() throws {
        let state = adopted("[TWO-VIEWS] A jug; [LEFT] its rim; [LEFT] its foot; [RIGHT] its handle.", views: 2, layout: .row)
        let edited = try apply(.setSegment(view: "b", text: "a handle"), .setSummary(text: "A blue jug"), .setHeader(header: .none), to: state)
        #expect(edited.text() == "A blue jug; [LEFT] its rim; [LEFT] its foot; [RIGHT] a handle.")
    }

    @Test func `another image keeps the words and drops what was measured on the old one`() throws {
        var state = try apply(.setCrop(view: "a", crop: .init(x: 1, y: 1, width: 9, height: 9)), .setFocus(view: "a", focus: .init(x: 9, y: 9)), to: Self.one)
        state = try apply(.replaceImage(view: "a", image: Self.full.views[1].image), to: state)
        #expect(state.views[0].caption == "the lid" && state.views[0].crop == nil && state.views[0].focus == nil)
    }

    @Test func `verbatim and back keeps every word`() throws {
        let state = teapots(["the lid", "the foot"])
        let verbatim = try apply(.makeVerbatim, to: state)
        #expect(!verbatim.isStructured && verbatim.text() == state.text())
        #expect(try apply(.makeStructured, to: verbatim) == state)
    }
}

@Suite struct FactsTests {
    @Test(arguments: [
        (ViewFacts(horizontalView: .front, side: .neither), nil as FactsFault?),
        (ViewFacts(horizontalView: .top, side: .right), .sideOnSidelessView(.top)),
        (ViewFacts(horizontalView: .back, side: .left), .sideOnSidelessView(.back)),
        (ViewFacts(horizontalView: .side, side: .neither), .sideMissing(.side)),
        (ViewFacts(horizontalView: .rearThreeQuarter, side: .right), nil),
        (ViewFacts(confidence: 1.5), .confidence(1.5)),
    ])
    func `facts may not contradict each other`(facts: ViewFacts, fault: FactsFault?) {
        var found: FactsFault?
        do { try facts.validated() } catch { found = error }
        #expect(found == fault)
    }

    @Test(arguments: [
        (ViewFacts(horizontalView: .side, side: .left, verticalAngle: .eyeLevel, framing: .closeUp, visibleFeatures: ["handle", "spout."], confidence: 1),
            "left side view, eye level, close-up: handle, spout"),
        (ViewFacts(horizontalView: .front, side: .neither, verticalAngle: .highAngle), "front view, high angle"),
        (ViewFacts(visibleFeatures: ["lid"]), "lid"),
        (ViewFacts(), ""),
    ])
    func `a caption says what is known and nothing else`(facts: ViewFacts, caption: String) {
        #expect(facts.caption == caption)
    }

    @Test func `indeterminate is a value that waits`() {
        #expect(ViewFacts().abstains)
        #expect(ViewFacts(horizontalView: .side, side: .indeterminate, verticalAngle: .eyeLevel).abstains)
        #expect(!ViewFacts(horizontalView: .back, side: .neither, verticalAngle: .eyeLevel).abstains)
    }
}

import PolyptychCuration
import PolyptychTestSupport
import Testing

/// For every code one state that has the finding and one, as near as possible, that has not.
@Suite struct LinterTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        var code: FindingCode
        var failing: SetState
        var passing: SetState
        var failingMeasures: [ViewMeasure?] = []
        var passingMeasures: [ViewMeasure?] = []
        var failingTokens: TokenCounts?
        var passingTokens: TokenCounts?
        var testDescription: String { code.rawValue }

        init(_ code: FindingCode, _ failing: SetState, _ passing: SetState) {
            self.code = code
            self.failing = failing
            self.passing = passing
        }

        func findings(failing isFailing: Bool) -> [Finding] {
            Linter.findings(
                isFailing ? failing : passing, settings: .standard, measures: isFailing ? failingMeasures : passingMeasures,
                tokens: isFailing ? failingTokens : passingTokens)
        }
    }

    static let good = teapots(["the lid", "the foot"])

    static func good(_ change: (inout SetState) -> Void) -> SetState {
        var state = good
        change(&state)
        return state
    }

    static func typed(_ text: String, _ count: Int = 2) -> SetState { adopted(text, views: count, layout: .row) }

    static func cell(_ width: Int, _ height: Int, target: Int? = nil) -> SetState {
        good {
            $0.overrides.layout = .init(arrangement: .row, cell: .fixed(width: width, height: height))
            $0.overrides.targetResolution = target
        }
    }

    /// A picture of noise; equal seeds make equal pictures.
    static func measure(_ seed: UInt64) -> ViewMeasure {
        var generator = SplitMix64(seed: seed)
        let values = (0..<ViewMeasure.Detail.side * ViewMeasure.Detail.side).map { _ in Int.random(in: -7...7, using: &generator) }
        return ViewMeasure(perceptualHash: .init(rawValue: seed), detail: .init(values: values), sharpness: 100, luma: 128, contrast: 40)
    }

    static let pairs: [Pair] = [
        .init(.markerMissing, typed("A jug; [IMAGE1] its rim; [IMAGE2] its foot", 3), typed("A jug; [IMAGE1] its rim; [IMAGE2] its foot")),
        .init(.markerDuplicated, typed("A jug; [IMAGE1] its rim; [IMAGE1] its foot"), typed("A jug; [IMAGE1] its rim; [IMAGE2] its foot")),
        .init(.markerOutOfOrder, typed("A jug; [IMAGE2] its rim; [IMAGE1] its foot"), typed("A jug; [IMAGE1] its rim; [IMAGE2] its foot")),
        .init(.markerUnknown, typed("A jug; [IMAGE1] a; [IMAGE2] b; [IMAGE3] c"), typed("A jug; [IMAGE1] a; [IMAGE2] b; [IMAGE3] c", 3)),
        .init(.markerNearMiss, typed("A jug; [image 1] its rim; [IMAGE2] its foot"), typed("A jug; [IMAGE1] its rim; [IMAGE2] its foot")),
        .init(.markerSchemesMixed, typed("A jug; [IMAGE1] its rim; [RIGHT] its foot"), typed("A jug; [LEFT] its rim; [RIGHT] its foot")),
        .init(.markerContradictsLayout, typed("A jug; [TOP] its rim; [BOTTOM] its foot"), adopted("A jug; [TOP] its rim; [BOTTOM] its foot", views: 2, layout: .column)),
        .init(.headerMissing, good { $0.prompt = .structured(.init(header: .none, summary: "x")) }, good),
        .init(.headerCount, good { $0.prompt = .structured(.init(header: .custom("THREE-VIEWS"), summary: "x")) }, good { $0.prompt = .structured(.init(header: .custom("CERAMICS"), summary: "x")) }),
        .init(.ordinalContradicts, teapots(["the second image shows a lid", "the foot"]), teapots(["the first image shows a lid", "the second shelf"])),
        .init(.directionContradicts, teapots(["in the right picture a lid", "the foot"]), teapots(["a lid on the right", "smaller than in the left picture"])),
        .init(.relativeWording, teapots(["the lid", "another angle"]), teapots(["the lid", "a shop on the other side of the street"])),
        .init(.segmentEmpty, teapots(["the lid", ""]), good),
        .init(.segmentPlaceholder, teapots(["the lid", "TODO"]), teapots(["the lid", "a to-do list"])),
        .init(.summaryEmpty, teapots(["the lid", "the foot"], summary: ""), good),
        .init(.detachedStale, good { $0.views[0].detached = .init(text: "a lid", captionWhenDetached: "the lips") }, good { $0.views[0].detached = .init(text: "a lid", captionWhenDetached: "the lid") }),
        .init(.newline, typed("A jug; [IMAGE1] its rim;\n[IMAGE2] its foot"), typed("A jug; [IMAGE1] its rim; [IMAGE2] its foot")),
        .init(.doublePunctuation, typed("A jug.; [IMAGE1] its rim; [IMAGE2] its foot"), typed("A jug; [IMAGE1] its rim, lid, etc., seen; [IMAGE2] its foot... again")),
        .init(.trainerLiteral, teapots(["the lid of a [trigger]", "the foot"]), teapots(["the lid of a trigger", "the foot"])),
        .init(.freeText, typed("Two pictures of a jug."), typed("A jug; [LEFT] its rim; [RIGHT] its foot")),
        .init(.literalMarker, teapots(["the lid [RIGHT] and", "the foot"]), teapots(["the lid [sic] and (left)", "the foot"])),
        .init(.tokensOverT5, good, good),
        .init(.tokensOverCLIP, good, good),
        .init(.departsFromProject, good { $0.review = .init(status: .accepted, pinned: .init(text: "older words", plan: .init(width: 64, height: 64, panels: [], verticalSeams: [], horizontalSeams: []))) }, try! apply(.accept, to: good)),
        .init(.layoutDoesNotFit, good { $0.views[0].crop = .init(x: 700, y: 0, width: 200, height: 200) }, good { $0.views[0].crop = .init(x: 600, y: 0, width: 200, height: 200) }),
        .init(.viewsIdentical, good { $0.views[1].image.sha256 = $0.views[0].image.sha256 }, good { $0.views[1].image.sha256 = $0.views[0].image.sha256; $0.views[1].crop = .init(x: 0, y: 0, width: 9, height: 9) }),
        .init(.viewsNearIdentical, good, good),
        .init(.sizeNotMultipleOf64, cell(500, 500), cell(512, 512)),
        .init(.seamOffGrid, good { $0.overrides.layout = .init(arrangement: .column, cell: .fixed(width: 64, height: 488)); $0.views += teapots(["", "", "", "", "", "", "", ""]).views.dropFirst(2) }, cell(512, 512)),
        .init(.areaOverTarget, cell(1024, 1024), cell(1024, 1024, target: 1472)),
        .init(.factsIndeterminate, good { $0.views[0].facts = .init(confidence: 0.4) }, good { $0.views[0].facts = .init(horizontalView: .front, side: .neither, verticalAngle: .eyeLevel, framing: .full, confidence: 0.9) }),
        .init(.imageMissing, good, good),
    ].map { (pair: Pair) -> Pair in
        var pair = pair
        switch pair.code {
        case .tokensOverT5:
            pair.failingTokens = .init(clip: 70, t5: 600, t5Cut: 120, isEstimate: false)
            pair.passingTokens = .init(clip: 70, t5: 512, isEstimate: false)
        case .tokensOverCLIP:
            pair.failingTokens = .init(clip: 78, clipCut: 100, t5: 90, isEstimate: true)
            pair.passingTokens = .init(clip: 77, t5: 90, isEstimate: true)
        case .viewsNearIdentical:
            pair.failingMeasures = [measure(1), measure(1)]
            pair.passingMeasures = [measure(1), measure(2)]
        case .imageMissing:
            pair.failingMeasures = [measure(1), nil]
            pair.passingMeasures = [measure(1), measure(2)]
        default: break
        }
        return pair
    }

    @Test func `every code has a pair`() {
        #expect(Set(Self.pairs.map(\.code)) == Set(FindingCode.allCases))
    }

    @Test(arguments: pairs)
    func `a code is found where its fault is`(pair: Pair) {
        #expect(pair.findings(failing: true).contains { $0.code == pair.code })
    }

    @Test(arguments: pairs)
    func `a code is not found where its fault is not`(pair: Pair) {
        #expect(!pair.findings(failing: false).contains { $0.code == pair.code })
    }

    @Test(arguments: pairs)
    func `a fix that is applied removes its finding`(pair: Pair) throws {
        for finding in pair.findings(failing: true) {
            guard let fix = finding.fix else { continue }
            let after = try Editing.apply(fix.edits, to: pair.failing, settings: .standard)
            let left = Linter.findings(after, settings: .standard, measures: pair.failingMeasures, tokens: pair.failingTokens)
            #expect(!left.contains { $0.id == finding.id }, "\(finding.message)")
            #expect(!fix.title.isEmpty)
        }
    }

    @Test(arguments: pairs)
    func `places lie inside the rendered prompt`(pair: Pair) {
        let count = pair.failing.text().utf16.count
        for finding in pair.findings(failing: true) {
            #expect(!finding.message.isEmpty && finding.message.hasSuffix("."))
            guard let start = finding.place.start, let end = finding.place.end else { continue }
            #expect(0 <= start && start <= end && end <= count)
        }
    }

    @Test func `an identity survives words before it, and ends with its own words`() throws {
        func id(_ state: SetState) throws -> String { try #require(Linter.findings(state, settings: .standard).first { $0.code == .relativeWording }).id }
        let state = teapots(["the lid", "the foot from another angle"])
        let longer = try apply(.setSummary(text: "a very much longer summary"), .setSegment(view: "b", text: "a foot seen from another angle"), to: state)
        let other = try apply(.setSegment(view: "b", text: "the foot from another side"), to: state)
        let idNow = try id(state)
        #expect(try id(longer) == idNow)
        #expect(try id(other) != idNow)
    }

    @Test func `a dismissal attaches to its finding and to no other`() throws {
        var state = teapots(["another angle", "another angle"])
        let findings = Linter.findings(state, settings: .standard)
        try #require(findings.count == 2)
        state = try apply(.dismiss(finding: findings[0].id, code: .relativeWording, by: "Ada", why: "on purpose"), to: state)
        let after = Linter.findings(state, settings: .standard)
        #expect(after.map { $0.dismissal?.by } == ["Ada", nil])
        state = try apply(.undismiss(finding: findings[0].id), to: state)
        #expect(Linter.findings(state, settings: .standard) == findings)
    }

    @Test func `a cut names the panels behind it`() throws {
        let text = Self.good.text()
        let cut = try #require(text.range(of: "the foot")).lowerBound.utf16Offset(in: text)
        let tokens = TokenCounts(clip: 600, clipCut: 10, t5: 600, t5Cut: cut, isEstimate: true)
        let findings = Linter.findings(Self.good, settings: .standard, tokens: tokens)
        let t5 = try #require(findings.first { $0.code == .tokensOverT5 })
        #expect(t5.severity == .error && t5.place.view == "b" && t5.place.start == cut)
        #expect(t5.message.contains("about 600") && t5.message.contains("[IMAGE2]") && !t5.message.contains("[IMAGE1]"))
        #expect(findings.first { $0.code == .tokensOverCLIP }?.severity == .information)
    }

    @Test func `an accepted set keeps its findings and offers no fix but reopening`() throws {
        let accepted = try apply(.accept, to: teapots(["", "the foot of a [trigger]"]))
        let findings = Linter.findings(accepted, settings: .standard)
        #expect(findings.count == 2 && findings.allSatisfy { $0.fix == nil })
        var settings = ProjectSettings.standard
        settings.perViewCount[2] = .init(template: .plain, scheme: .scene, layout: .init(arrangement: .column))
        let departing = try #require(Linter.findings(accepted, settings: settings).first { $0.code == .departsFromProject })
        #expect(departing.fix?.edits == [.reopen])
    }

    @Test func `text that stays while views move says so, and the order can be restored`() throws {
        let state = try apply(.reorder(views: ["b", "a"]), to: adopted("Two pictures of a jug.", views: 2))
        let finding = try #require(Linter.findings(state, settings: .standard).first { $0.code == .markerOutOfOrder })
        let restored = try Editing.apply(try #require(finding.fix).edits, to: state, settings: .standard)
        #expect(restored.views.map(\.id) == ["a", "b"] && !restored.codes().contains(.markerOutOfOrder))
    }
}

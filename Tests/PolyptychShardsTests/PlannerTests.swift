import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychShards

@Suite struct PlannerTests {
    @Test(arguments: [
        (ExportRequest(name: ""), "name"), (ExportRequest(name: "a/b"), "name"), (ExportRequest(name: "-a"), "name"), (ExportRequest(name: "Ä"), "name"),
        (ExportRequest(name: String(repeating: "a", count: 65)), "name"), (ExportRequest(name: "a", image: .jpeg(quality: 0)), "image"),
        (ExportRequest(name: "a", image: .jpeg(quality: 101)), "image"), (ExportRequest(name: "a", minimumConfidence: 1.1), "minimumConfidence"),
        (ExportRequest(name: "a", minimumConfidence: .nan), "minimumConfidence"), (ExportRequest(name: "a", holdout: .init(fraction: 0)), "holdout"),
        (ExportRequest(name: "a", holdout: .init(fraction: 1)), "holdout"), (ExportRequest(name: "a", permutations: 24), "permutations"),
        (ExportRequest(name: "a", permutations: -1), "permutations"), (ExportRequest(name: "a", setsPerShard: 0), "setsPerShard"),
    ]) func `a request outside its ranges is refused by field`(request: ExportRequest, field: String) {
        guard case .badRequest(field: field, _, _) = fault({ try request.validate() }) else {
            Issue.record("\(request) passed")
            return
        }
    }

    @Test func `a request needs no more than a name`() throws {
        let request = try JSONDecoder().decode(ExportRequest.self, from: Data(#"{"name":"chairs","image":"jpeg","holdout":{"fraction":0.1,"seed":3}}"#.utf8))
        #expect(request == ExportRequest(name: "chairs", image: .jpeg(quality: 95), holdout: .init(fraction: 0.1, seed: 3)))
        #expect(try JSONDecoder().decode(ExportRequest.self, from: JSONEncoder().encode(request)) == request)
    }

    @Test(arguments: [("Red chairs!", "Red-chairs"), ("Stühle", "Stuhle"), ("椅子", "set"), ("a_b-c", "a_b-c"), (" ", "set")])
    func `any project's name has a plain one`(name: String, plain: String) throws {
        #expect(ExportRequest.plainName(name) == plain)
        try ExportRequest(name: ExportRequest.plainName(name)).validate()
    }

    // MARK: Names

    @Test func `keys become ASCII names that differ whatever the case, and plain ones stay`() {
        let long = String(repeating: "x", count: 90)
        let keys = ["mug", "Mug", "vélo rouge", "ve\u{301}lo rouge 2", "red chair", "red-chair", "椅子", "桌子", "_private_", "a'b\"c", long, long + "y"]
        let names = ExportKeys.names(for: keys)
        #expect(names["mug"] == "mug" || names["Mug"] == "Mug")
        #expect(names["vélo rouge"] == "velo-rouge")
        #expect(names["ve\u{301}lo rouge 2"] == "velo-rouge-2")
        #expect(names["red-chair"] == "red-chair")
        #expect(names["red chair"]?.hasPrefix("red-chair-") == true)
        #expect(names["a'b\"c"] == "a-b-c")
        #expect(names["_private_"] == "private")
        #expect(Set(names.values.map { $0.lowercased() }).count == keys.count)
        #expect(names.values.allSatisfy { ExportRequest.isPlainName($0) })
        #expect(names == ExportKeys.names(for: keys.reversed()))
    }

    // MARK: Policies

    private static let sure = ViewFacts(horizontalView: .front, side: .neither, verticalAngle: .eyeLevel, framing: .full, confidence: 0.9)

    @Test(arguments: [
        (nil, .noFacts), (sure, nil), (sure.with(\.horizontalView, .indeterminate), .factsIndeterminate),
        (sure.with(\.side, .indeterminate), .factsIndeterminate), (sure.with(\.verticalAngle, .indeterminate), .factsIndeterminate),
        (sure.with(\.framing, .indeterminate), .factsIndeterminate), (sure.with(\.confidence, 0.4), .factsUncertain), (sure.with(\.confidence, 0.5), nil),
    ] as [(ViewFacts?, ExportOverview.LeftOut.Code?)]) func `pose takes sets whose every fact is determinate and confident`(facts: ViewFacts?, code: ExportOverview.LeftOut.Code?) throws {
        let world = try ExportWorld()
        let set = try world.set("mug", seed: 1) { state in
            state.views[0].facts = Self.sure
            state.views[1].facts = facts
        }
        let plan = try world.plan(.init(name: "m", policy: .pose), [set, world.set("sure", seed: 2) { for i in 0..<2 { $0.views[i].facts = Self.sure } }])
        #expect(plan.overview.leftOut.map(\.code) == (code.map { [$0] } ?? []))
        #expect(plan.overview.totals.sets == (code == nil ? 2 : 1))
    }

    @Test(arguments: [
        ("a red mug with a chip on its handle", nil, true), ("a red mug, front view", nil, false), ("a mug seen from above", nil, false),
        ("a Three-Quarter view of a mug", nil, false), ("a close-up of a mug", nil, false), ("a mug with its handle on the left side", nil, false),
        ("a chair with a carved back", nil, true), ("a chair with a carved back", .back, false),
        ("a chair with a carved back", .front, true), ("a mug on top of a shelf", .side, true), ("a bright frontier town", nil, true),
    ] as [(String, ViewFacts.HorizontalView?, Bool)]) func `identity leaves out sets whose words speak of pose`(caption: String, horizontal: ViewFacts.HorizontalView?, goes: Bool) throws {
        let world = try ExportWorld()
        let set = try world.set("mug", seed: 1) { state in
            state.views[0].caption = caption
            state.views[0].facts = horizontal.map { Self.sure.with(\.horizontalView, $0) }
        }
        let plan = try world.plan(.init(name: "m", policy: .identity), [set, world.set("plain", seed: 2)])
        #expect(plan.overview.leftOut.map(\.code) == (goes ? [] : [.poseWords]))
        #expect(plan.samples.allSatisfy { $0.views.allSatisfy { $0.facts == nil && $0.angles == nil } })
    }

    @Test func `markers and the template's own words are not pose words`() throws {
        let world = try ExportWorld()
        let set = try world.set("mug", seed: 1) { $0.overrides.scheme = .positional }
        #expect(set.text.contains("[LEFT]"))
        #expect(try world.plan(.init(name: "m", policy: .identity), [set]).samples.count == 1)
    }

    @Test func `a policy that leaves nothing says so`() throws {
        let world = try ExportWorld()
        let set = try world.set("mug", seed: 1)
        #expect(fault { _ = try world.plan(.init(name: "m", policy: .pose), [set]) } == .nothingToExport(leftOut: 1))
        #expect(fault { _ = try world.plan(.init(name: "m"), []) } == .nothingToExport(leftOut: 0))
    }

    // MARK: Split

    @Test func `a source object is on one side only, and keeps it when others come`() throws {
        let world = try ExportWorld()
        let sets = try (0..<40).map { number in try world.set("mug-\(number)", seed: number) { $0.source = "object-\(number / 2)" } }
        let request = ExportRequest(name: "m", holdout: .init(fraction: 0.3, seed: 5))
        let all = try world.plan(request, sets)
        let sides = Dictionary(grouping: all.samples, by: { $0.source! }).mapValues { Set($0.map(\.split)) }
        #expect(sides.count == 20 && sides.values.allSatisfy { $0.count == 1 })
        #expect((2...10).contains(sides.values.filter { $0 == [.holdout] }.count))
        let fewer = try world.plan(request, Array(sets[..<30]))
        #expect(fewer.samples.allSatisfy { sides[$0.source!] == [$0.split] })
        #expect(try world.plan(.init(name: "m", holdout: .init(fraction: 0.3, seed: 6)), sets).samples.map(\.split) != all.samples.map(\.split))
        #expect(all.samples.allSatisfy { $0.path.hasPrefix($0.split.rawValue + "/") })
    }

    @Test(arguments: [0.001, 0.999]) func `neither side stays empty while there are two sources`(fraction: Double) throws {
        let world = try ExportWorld()
        let sets = try (0..<3).map { try world.set("mug\($0)", seed: $0) }
        let totals = try world.plan(.init(name: "m", holdout: .init(fraction: fraction)), sets).overview.totals
        #expect(totals.train > 0 && totals.holdout > 0)
        let one = try world.plan(.init(name: "m", holdout: .init(fraction: fraction)), [sets[0]])
        #expect(one.overview.totals.holdout == 0)
        #expect(one.overview.warnings.map(\.code).contains(.emptyHoldout))
    }

    @Test func `a view on both sides is refused by name`() throws {
        let world = try ExportWorld()
        let shared = world.image(999)
        let sets = try (0..<12).map { number in try world.set("mug-\(number)", seed: number) { $0.views[1].image = shared } }
        let request = ExportRequest(name: "m", holdout: .init(fraction: 0.5, seed: 1))
        guard case .sharedViews(let views) = fault({ _ = try world.plan(request, sets) }) else {
            Issue.record("the shared view passed")
            return
        }
        #expect(views.map(\.sha256) == [shared.sha256])
        #expect(Set(views[0].train + views[0].holdout) == Set(sets.map(\.state.key)))
        #expect(ExportFault.sharedViews(views).sentence.contains("mug-"))
        let together = sets.map { set in
            var set = set
            set.state.source = "one object"
            return set
        }
        #expect(try world.plan(request, together + [world.set("other", seed: 77)]).samples.count == 13)
    }

    // MARK: Permutations

    @Test(arguments: [(1, 5, 0), (2, 5, 1), (3, 2, 2), (3, 23, 5), (4, 23, 23), (16, 23, 23)]) func `orders differ, leave out the identity and stop at n!`(
        size: Int, count: Int, expected: Int
    ) {
        let orders = Permutations.orders(size: size, count: count)
        #expect(orders.count == expected)
        #expect(Set(orders).count == expected)
        #expect(orders.allSatisfy { $0.sorted() == Array(0..<size) && $0 != Array(0..<size) })
    }

    @Test func `in another order words follow their views and holdout has none`() throws {
        let world = try ExportWorld()
        let sets = try (0..<8).map { try world.set("mug-\($0)", views: 3, seed: $0) }
        let plan = try world.plan(.init(name: "m", holdout: .init(fraction: 0.3, seed: 2), permutations: 2), sets)
        #expect(plan.overview.totals.holdout > 0)
        #expect(plan.samples.filter { $0.split == .holdout }.allSatisfy { !$0.isPermuted })
        #expect(plan.overview.totals.permuted == 2 * plan.samples.filter { $0.split == .train && !$0.isPermuted }.count)
        let original = try #require(plan.samples.first { !$0.isPermuted && $0.split == .train })
        let other = try #require(plan.samples.first { $0.set == original.set && $0.order == [2, 3, 1] })
        #expect(other.key == original.key + "-order-2-3-1")
        #expect(other.views.map(\.id) == [1, 2, 0].map { original.views[$0].id })
        #expect(other.views.map(\.caption) == [1, 2, 0].map { original.views[$0].caption })
        #expect(other.views.map(\.marker) == original.views.map(\.marker))
        #expect(other.plan.panels.map(\.view) == other.views.map(\.id))
        let places = other.views.map { other.text.range(of: "\($0.marker) ")!.lowerBound < other.text.range(of: $0.caption)!.lowerBound }
        #expect(places == [true, true, true])
        #expect(other.text != original.text)
    }

    @Test func `a verbatim prompt and one accepted under other settings have no other orders`() throws {
        let world = try ExportWorld()
        let verbatim = try world.set("verbatim", seed: 1) { state in
            state.prompt = .verbatim(.init(text: "[IMAGE1] a mug [IMAGE2] its handle", viewOrder: state.views.map(\.id)))
        }
        var pinned = try world.set("pinned", seed: 2)
        pinned.text = "What somebody accepted before."
        let plan = try world.plan(.init(name: "m", permutations: 1), [verbatim, pinned, world.set("plain", seed: 3)])
        #expect(plan.samples.filter(\.isPermuted).map(\.set) == ["plain"])
        #expect(plan.overview.warnings.first { $0.code == .notPermuted }?.sets == ["pinned", "verbatim"])
        #expect(plan.samples.first { $0.set == "pinned" }?.text == "What somebody accepted before.")
    }

    // MARK: Places

    @Test func `each view count has its own series, and shards fill in key order`() throws {
        let world = try ExportWorld()
        let sets = try (0..<7).map { try world.set("mug-\($0)", views: $0 < 2 ? 4 : 2, seed: $0) }
        let plan = try world.plan(.init(name: "mugs", setsPerShard: 2), sets.shuffled())
        #expect(plan.samples.map(\.key) == ["mug-2", "mug-3", "mug-4", "mug-5", "mug-6", "mug-0", "mug-1"])
        #expect(plan.overview.series.map(\.viewCount) == [2, 4])
        #expect(
            plan.overview.series.map(\.paths) == [
                ["mugs-2views-000000.tar", "mugs-2views-000001.tar", "mugs-2views-000002.tar"], ["mugs-4views-000000.tar"],
            ])
        #expect(plan.overview.totals.shards == 4)
    }

    // MARK: What a person should know

    @Test func `a person is told about tokens, names, breaks, literals and trainer folders`() throws {
        let world = try ExportWorld()
        let set = try world.set("Mög", seed: 1) { state in
            state.prompt = .verbatim(.init(text: "[trigger] a mug\n[IMAGE1] one\r\n[IMAGE2] two", viewOrder: state.views.map(\.id)))
        }
        let plan = try ExportPlanner.plan(
            .init(name: "m", format: .folder, includeViews: true), sets: [set], settings: world.settings, snapshot: world.snapshot,
            tokens: { _ in TokenCounts(clip: 90, t5: 600, isEstimate: true) })
        #expect(plan.samples[0].text == "[trigger] a mug [IMAGE1] one [IMAGE2] two")
        #expect(
            Set(plan.overview.warnings.map(\.code)).isSuperset(
                of: [.tokensOverT5, .tokensEstimated, .newlinesFolded, .trainerLiteral, .keysRewritten, .viewsNotInTrainerFolder]))
        #expect(plan.overview.totals.longestT5 == 600 && plan.overview.totals.longestCLIP == 90)
        #expect(plan.overview.warnings.allSatisfy { !$0.sentence.isEmpty })
        #expect(try JSONDecoder().decode(ExportPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }

    @Test func `a plan that is not the set's own is refused`() throws {
        let world = try ExportWorld()
        var swapped = try world.set("mug", seed: 1)
        swapped.plan.panels.swapAt(0, 1)
        guard case .planBroken(set: "mug", _) = fault({ _ = try world.plan(.init(name: "m"), [swapped]) }) else {
            Issue.record("a plan with swapped panels passed")
            return
        }
        var outside = try world.set("mug", seed: 1)
        outside.plan.panels[0].source.width = 5000
        guard case .planBroken(set: "mug", _) = fault({ _ = try world.plan(.init(name: "m"), [outside]) }) else {
            Issue.record("a plan beyond its image passed")
            return
        }
        let mug = try world.set("mug", seed: 1)
        #expect(fault { _ = try world.plan(.init(name: "m"), [mug, mug]) } == .duplicateKey(key: "mug"))
    }
}

extension ViewFacts {
    fileprivate func with<Value>(_ path: WritableKeyPath<ViewFacts, Value>, _ value: Value) -> ViewFacts {
        var copy = self
        copy[keyPath: path] = value
        return copy
    }
}

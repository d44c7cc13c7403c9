import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychStore

@Suite struct LightTableTests {
    /// Six sets, each with what one query looks for.
    private func shelf() async throws -> World {
        let world = try await World.inMemory()
        try await world.makeSet("mug-2", views: 2) {
            $0.category = "mug"; $0.views[0].caption = "a red racket"; $0.views[1].caption = "an old racket"; $0.tags = ["x"]
        }
        try await world.makeSet("mug-10", views: 3) { $0.category = "mug"; $0.review.status = .ready }
        try await world.makeSet("chair-1", views: 4) {
            $0.category = "toy chair"
            for i in 0..<4 { $0.views[i].caption = "racket painted red number \(i)" }
        }
        try await world.makeSet("bad", views: 1) { $0.review = Review(status: .rejected, reason: "blurred") }
        try await world.makeSet("set aside", views: 1, by: World.david) {
            $0.dismissals = [Dismissal(finding: "segment-empty-v1", code: .segmentEmpty, by: "Mei", why: "fine")]
        }
        try await world.makeSet("typed", views: 1) {
            $0.views[0] = view(7, caption: "Café \"quoted\" 100% O'Hara; DROP TABLE imageSet")
            $0.prompt = .verbatim(VerbatimPrompt(text: "x", viewOrder: ["v8"]))
            $0.source = "object-9"
        }
        let gone = try await world.makeSet("gone", views: 1)
        try await world.store.edit(set: gone.id, base: 1, by: World.mei, why: "Delete") { state, _ in var s = state; s.isDeleted = true; return s }
        return world
    }

    private func keys(_ world: World, _ text: String, sort: SetSort = .key) async throws -> [String] {
        let query = try Query.parse(text)
        let order = try await world.store.order(project: world.project.id, query: query, sort: sort)
        #expect(try await world.store.count(project: world.project.id, query: query) == order.ids.count)
        return try await world.store.cards(order.ids.map(Int64.init)).map(\.key)
    }

    @Test(arguments: [
        ("", ["bad", "chair-1", "mug-2", "mug-10", "set aside", "typed"]),
        ("status:ready", ["mug-10"]),
        ("-status:draft", ["bad", "mug-10"]),
        ("status:ready,rejected", ["bad", "mug-10"]),
        ("lint:segment-empty", ["bad", "mug-10"]),
        ("lint:segment", ["bad", "mug-10"]),
        ("-lint:segment", ["chair-1", "mug-2", "set aside", "typed"]),
        ("severity:warning", ["bad", "mug-10"]),
        ("severity:error", []),
        ("views:2..3", ["mug-2", "mug-10"]),
        ("views:>3", ["chair-1"]),
        ("tokens:>20", ["chair-1"]),
        ("t5:<=2", ["bad", "set aside"]),
        ("tag:x", ["mug-2"]),
        ("-tag:x views:<3", ["bad", "set aside", "typed"]),
        ("category:mug", ["mug-2", "mug-10"]),
        (#"category:"toy chair""#, ["chair-1"]),
        ("-category:mug", ["bad", "chair-1", "set aside", "typed"]),
        ("key:mug*", ["mug-2", "mug-10"]),
        ("key:mug-2", ["mug-2"]),
        ("source:object*", ["typed"]),
        ("by:David", ["set aside"]),
        ("updated:>2020-01-01 key:bad", ["bad"]),
        ("updated:<2020-01-01", []),
        ("is:dismissed", ["set aside"]),
        ("is:verbatim", ["typed"]),
        ("is:uncaptioned", ["bad", "mug-10", "set aside"]),
        ("is:clean", ["chair-1", "mug-2", "set aside", "typed"]),
        ("is:untagged views:>2", ["chair-1", "mug-10"]),
        ("is:deleted", ["gone"]),
        ("-is:deleted key:g*", []),
        ("-is:duplicate", ["typed"]),
        ("red racket", ["chair-1", "mug-2"]),
        ("rack", ["chair-1", "mug-2"]),
        (#""red racket""#, ["mug-2"]),
        ("racket -painted", ["mug-2"]),
        ("cafe", ["typed"]),
        (#""100% O'Hara""#, ["typed"]),
        ("O'Hara;", ["typed"]),
        ("OR", []),
        ("NEAR(red", []),
        ("prompt*", []),
        (#""say \"quoted\"""#, []),
    ])
    func `finds`(text: String, expected: [String]) async throws {
        #expect(try await keys(shelf(), text) == expected)
    }

    @Test(arguments: [
        (SetSort.key, ["bad", "chair-1", "mug-2", "mug-10", "set aside", "typed"]),
        (.worst, ["mug-10", "bad", "mug-2", "chair-1", "set aside", "typed"]),
        (.recent, ["typed", "set aside", "bad", "chair-1", "mug-10", "mug-2"]),
        (.created, ["mug-2", "mug-10", "chair-1", "bad", "set aside", "typed"]),
        (.views, ["bad", "set aside", "typed", "mug-2", "mug-10", "chair-1"]),
    ])
    func `an order and its pages agree`(sort: SetSort, expected: [String]) async throws {
        let world = try await shelf()
        #expect(try await keys(world, "", sort: sort) == expected)
        var paged: [String] = [], after: String?
        repeat {
            let page = try await world.store.page(project: world.project.id, query: Query(), sort: sort, after: after, limit: 2)
            paged += page.cards.map(\.key)
            after = page.next
        } while after != nil
        #expect(paged == expected)
    }

    @Test func `a card shows what the set holds`() async throws {
        let world = try await shelf()
        let page = try await world.store.page(project: world.project.id, query: try Query.parse("key:mug-10"), sort: .key)
        let card = try #require(page.cards.first)
        #expect(card.status == .ready && card.viewCount == 3 && card.category == "mug")
        #expect(card.width == 1536 && card.height == 512 && card.aspect == 3000)
        #expect(card.findings == [.init(code: .segmentEmpty, severity: .warning)])
        #expect(card.views.map(\.sha256) == [hash(0), hash(1), hash(2)])
        #expect(page.next == nil)
    }

    @Test func `facets count what a query finds, and a chosen field as if it were not`() async throws {
        let world = try await shelf()
        func facet(_ name: String, _ text: String) async throws -> [String] {
            let facets = try await world.store.facets(project: world.project.id, query: try Query.parse(text))
            return try #require(facets.first { $0.name == name }).values.map { "\($0.value) \($0.count)" }
        }
        #expect(try await facet("status", "") == ["draft 4", "ready 1", "rejected 1"])
        #expect(try await facet("views", "") == ["1 3", "2 1", "3 1", "4 1"])
        #expect(try await facet("category", "") == ["mug 2", "toy chair 1"])
        #expect(try await facet("lint", "") == ["segment-empty 2"])
        #expect(try await facet("tag", "") == ["x 1"])
        #expect(try await facet("severity", "") == ["warning 2"])
        #expect(try await facet("views", "status:ready") == ["3 1"])
        #expect(try await facet("status", "status:ready") == ["draft 4", "ready 1", "rejected 1"])
        #expect(try await facet("lint", "category:mug") == ["segment-empty 1"])
        #expect(try await facet("tag", "status:ready") == [])
        // Every facet's term finds as many as it says.
        for facet in try await world.store.facets(project: world.project.id, query: Query()) {
            for value in facet.values {
                #expect(try await world.store.count(project: world.project.id, query: try Query.parse(value.term)) == value.count, "\(value.term)")
            }
        }
    }

    @Test func `near duplicates are found by their measures and nothing else`() async throws {
        let world = try await World.inMemory()
        func measured(_ index: Int, _ bits: UInt64, _ seed: UInt64) -> BlobRecord {
            var record = blob(index)
            record.measure = measure(hash: bits, seed: seed)
            return record
        }
        let blobs = [measured(0, 0xFF00_FF00_FF00_FF00, 1), measured(1, 0xFF00_FF00_FF00_FF01, 1), measured(2, 0x0123_4567_89AB_CDEF, 9)]
        try await world.store.addBlobs(blobs)
        try await world.store.findLikenesses(of: blobs.map(\.sha256))
        for index in 0..<3 { try await world.makeSet("s\(index)", views: 1) { $0.views = [view(index)] } }
        #expect(try await keys(world, "is:near-duplicate") == ["s0", "s1"])
        #expect(try await world.store.likenesses(of: hash(0)).map(\.sha256) == [hash(1)])
    }

    @Test func `a page mark that is not ours is refused`() async throws {
        let world = try await shelf()
        await #expect(throws: StoreError.self) { try await world.store.page(project: world.project.id, query: Query(), sort: .key, after: "zz!") }
    }

    /// No order, page, search or facet of the light table reads a table from end to end.
    @Test(arguments: SetSort.allCases) func `orders and pages are read from an index alone`(sort: SetSort) async throws {
        let world = try await World.inMemory()
        let plan = try await world.store.read { db in
            let compiled = CompiledQuery(try Query.parse("status:draft"), project: 1)
            let rows = try queryPlan(
                db, "EXPLAIN QUERY PLAN SELECT s.id, s.aspect FROM imageSet s INDEXED BY \(sort.index) WHERE \(compiled.sql) ORDER BY \(sort.columns)",
                compiled)
            return rows.joined(separator: "\n")
        }
        #expect(plan.contains("USING COVERING INDEX \(sort.index)"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "\(plan)")
    }

    @Test(arguments: ["red racket", "lint:marker-missing", "tag:x", "category:mug", "is:near-duplicate", "is:duplicate", "severity:error", "key:abc*"])
    func `no query scans the sets of other projects`(text: String) async throws {
        let world = try await World.inMemory()
        let plan = try await world.store.read { db in
            let compiled = CompiledQuery(try Query.parse(text), project: 1)
            return try queryPlan(db, "EXPLAIN QUERY PLAN SELECT s.id FROM imageSet s WHERE \(compiled.sql)", compiled).joined(separator: "\n")
        }
        #expect(!plan.contains("SCAN s\n") && !plan.contains("SCAN findingCode") && !plan.contains("SCAN tag") && !plan.contains("SCAN v\n"), "\(plan)")
    }
}

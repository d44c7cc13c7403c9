import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychStore

@Suite struct JobTests {
    private func makeJob(_ store: Store, items: Int = 3, key: String? = nil) async throws -> JobRecord {
        try await store.createJob(
            kind: "import", title: "Import", project: nil, items: (0..<items).map { NewJobItem(key: "\($0)", name: "file \($0)") }, idempotencyKey: key,
            by: World.mei)
    }

    @Test func `a job goes from queued through running to finished and counts its items`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation)
        let made = try await makeJob(store)
        #expect(made.state == .queued && made.total == 3)
        let job = try #require(try await store.claimJob(kinds: ["import"], owner: "w1"))
        #expect(job.state == .running && job.attempts == 1)
        let items = try await store.claimItems(job.id, owner: "w1", limit: 2)
        #expect(items.map(\.key) == ["0", "1"])
        try await store.settleItems(job.id, owner: "w1", [.init(item: items[0].id), .init(item: items[1].id, error: "1.jpg is empty.")])
        let rest = try await store.claimItems(job.id, owner: "w1", limit: 9)
        try await store.settleItems(job.id, owner: "w1", rest.map { .init(item: $0.id, result: "{}") })
        try await store.finishJob(job.id, owner: "w1", result: #"{"sets":2}"#, message: "Done")
        let over = try await store.job(job.id)
        #expect(over.state == .finished && over.done == 2 && over.failed == 1 && over.finishedAt != nil)
        #expect(try await store.jobItems(job.id, states: [.failed]).map(\.error) == ["1.jpg is empty."])
        #expect(try await store.check().isEmpty)
    }

    @Test func `asking twice with one key gives one job`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation)
        let first = try await makeJob(store, key: "k"), second = try await makeJob(store, key: "k")
        #expect(first.id == second.id)
        #expect(try await store.jobs().count == 1)
        try await store.addJobItems(first.id, [NewJobItem(key: "0", name: "again")])
        #expect(try await store.job(first.id).total == 3)
    }

    @Test func `two workers never hold one job and never one item`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation)
        let job = try await makeJob(store)
        #expect(try await store.claimJob(job.id, owner: "w1") != nil)
        #expect(try await store.claimJob(job.id, owner: "w2") == nil)
        #expect(try await store.claimJob(kinds: ["import"], owner: "w2") == nil)
        #expect(try await store.claimItems(job.id, owner: "w2", limit: 1).isEmpty)
    }

    @Test func `a lease that ran out passes to the next worker and the first learns it`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation, clock: tickingClock())
        let job = try await makeJob(store)
        _ = try await store.claimJob(job.id, owner: "w1", seconds: -1)
        let item = try await store.claimItems(job.id, owner: "w1", limit: 1)[0]
        #expect(try await store.claimJob(kinds: ["import"], owner: "w2") != nil)
        await #expect(throws: StoreError.self) { try await store.renewJob(job.id, owner: "w1") }
        // What the first worker still reports about an item it lost is not taken.
        try await store.settleItems(job.id, owner: "w1", [.init(item: item.id)])
        #expect(try await store.job(job.id).done == 0)
        #expect(try await store.claimItems(job.id, owner: "w2", limit: 9).map(\.attempts) == [2, 1, 1])
    }

    @Test func `pause keeps what is done, resume goes on, cancel ends, retry takes what is left`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation)
        let job = try await makeJob(store)
        _ = try await store.claimJob(job.id, owner: "w1")
        let items = try await store.claimItems(job.id, owner: "w1", limit: 2)
        try await store.settleItems(job.id, owner: "w1", [.init(item: items[0].id)])
        try await store.pauseJob(job.id)
        #expect(try await store.renewJob(job.id, owner: "w1") == .paused)
        #expect(try await store.claimItems(job.id, owner: "w1", limit: 9).isEmpty)
        #expect(try await store.claimJob(kinds: ["import"], owner: "w1") == nil)
        try await store.resumeJob(job.id)
        _ = try await store.claimJob(kinds: ["import"], owner: "w2")
        #expect(try await store.claimItems(job.id, owner: "w2", limit: 9).map(\.key) == ["1", "2"])
        try await store.cancelJob(job.id)
        #expect(try await store.jobItems(job.id).map(\.state) == [.finished, .cancelled, .cancelled])
        await #expect(throws: StoreError.self) { try await store.pauseJob(job.id) }
        try await store.retryJob(job.id)
        #expect(try await store.jobItems(job.id).map(\.state) == [.finished, .queued, .queued])
        #expect(try await store.job(job.id).done == 1)
    }

    @Test func `after a crash a job is queued again with the items that were at work`() async throws {
        try await withFolder { folder in
            // Given a worker that dies with one item settled and one in hand
            let world = try await World.onDisk(folder)
            let job = try await makeJob(world.store)
            _ = try await world.store.claimJob(job.id, owner: "dead", seconds: 1_000_000)
            let items = try await world.store.claimItems(job.id, owner: "dead", limit: 2, seconds: 1_000_000)
            try await world.store.settleItems(job.id, owner: "dead", [.init(item: items[0].id)])
            let group = try await world.store.beginGroup(project: world.project.id, kind: .import, by: World.mei, why: "Import")
            _ = try await world.store.createSets(project: world.project.id, [NewSet(state: SetState(key: "a", views: [view(0)]))], in: .existing(group), by: World.mei)
            try world.store.close()
            // When the workspace is opened again
            let store = try Store.open(path: World.path(folder), derivation: plainDerivation)
            // Then the job waits, the settled item stays settled, and what the open group did can be undone
            #expect(try await store.job(job.id).state == .queued)
            _ = try await store.claimJob(kinds: ["import"], owner: "new")
            #expect(try await store.claimItems(job.id, owner: "new", limit: 9).map(\.key) == ["1", "2"])
            #expect(try await store.undo(project: world.project.id, by: World.mei).target.id == group)
            try store.close()
        }
    }

    @Test func `asking for equal work that is not over joins it, also where it was paused`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation)
        func ask(_ request: String) async throws -> JobRecord {
            try await store.createJob(kind: "import", title: "Import", project: nil, request: request, joinsEqual: true, by: World.mei)
        }
        let first = try await ask(#"{"a":1}"#)
        #expect(try await ask(#"{"a":1}"#).id == first.id)
        #expect(try await ask(#"{"a":2}"#).id != first.id)
        try await store.pauseJob(first.id)
        let joined = try await ask(#"{"a":1}"#)
        #expect(joined.id == first.id && joined.state == .queued)
        try await store.cancelJob(first.id)
        #expect(try await ask(#"{"a":1}"#).id != first.id)
    }

    @Test func `looking at a database leaves the jobs alone that run in another process`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            try await world.makeSet("mug-1")
            let job = try await makeJob(world.store)
            _ = try await world.store.claimJob(kinds: ["import"], owner: "w1")
            let looking = try Store.open(path: World.path(folder), derivation: plainDerivation, recovers: false)
            #expect(try await looking.check().isEmpty)
            try looking.close()
            #expect(try await world.store.renewJob(job.id, owner: "w1") == .running)
            try world.store.close()
        }
    }
}

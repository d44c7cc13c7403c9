import Foundation
import PolyptychCuration
import Synchronization
import Testing

@testable import PolyptychStore

@Suite struct ConcurrencyTests {
    @Test(.timeLimit(.minutes(1))) func `many editors and an import at once: nobody is told that it is locked and nothing is lost`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            let store = world.store, project = world.project.id
            var sets: [SetRecord] = []
            for index in 0..<8 { sets.append(try await world.makeSet("mug-\(index)")) }
            let rounds = 12
            try await withThrowingTaskGroup(of: Void.self) { group in
                for editor in 0..<8 {
                    group.addTask { [sets] in
                        for round in 0..<rounds {
                            // Everybody edits everybody's sets, without a base: each change is made on what stands.
                            try await store.edit(set: sets[(editor + round) % 8].id, base: nil, by: "Editor \(editor)", why: "Tag") { state, _ in
                                var state = state
                                state.tags.append("\(editor)-\(round)")
                                return state
                            }
                            _ = try await store.order(project: project, query: Query(), sort: .recent)
                        }
                    }
                }
                group.addTask {
                    let states = (0..<300).map { NewSet(state: SetState(key: "import-\($0)", views: [view(0), view(1)])) }
                    _ = try await store.createSets(project: project, states, in: .new(.import, why: "Import"), by: "Importer")
                }
                try await group.waitForAll()
            }
            let tags = try await store.sets(sets.map(\.id)).flatMap(\.state.tags)
            #expect(Set(tags).count == 8 * rounds)
            #expect(try await store.count(project: project, query: Query()) == 308)
            #expect(try await store.check().isEmpty)
            try store.close()
        }
    }

    @Test func `of many who write on one version exactly one wins`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            let set = try await world.makeSet("mug-1")
            let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                for editor in 0..<10 {
                    group.addTask {
                        do {
                            try await world.caption(set, "Editor \(editor)", base: 1, by: "Editor \(editor)")
                            return true
                        } catch StoreError.stale { return false }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
            #expect(try await world.store.set(set.id).version == 2)
            try world.store.close()
        }
    }

    @Test func `every change is told once, in order, and a late listener catches up`() async throws {
        let world = try await World.inMemory()
        let signal = world.store.changeSignal()
        let set = try await world.makeSet("mug-1")
        try await world.caption(set, "one", by: World.david)
        var last: Int64 = 0
        for await sequence in signal { last = sequence; break }
        let changes = try await world.store.changes(after: 0)
        #expect(changes.map(\.sequence) == Array(1...Int64(changes.count)))
        #expect(last == changes.last?.sequence)
        #expect(changes.last.map { [$0.kind == .set ? "set" : "", "\($0.id)", "\($0.version)", $0.by] } == ["set", "\(set.id)", "2", World.david])
        try await world.store.pruneChanges(keeping: 1)
        #expect(try await world.store.changeRange() == (first: last, last: last))
    }

    @Test func `settings that change under an edit are taken into account`() async throws {
        // Given an edit that is under way while the settings change
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        let gate = Mutex(false)
        let store = world.store, project = world.project
        let edited = try await store.edit(set: set.id, base: 1, by: World.mei, why: "Caption") { state, settings in
            let isFirst = gate.withLock { seen in defer { seen = true }; return !seen }
            if isFirst {
                let done = DispatchSemaphore(value: 0)
                Task.detached {
                    _ = try await store.updateProject(project.id, base: 1, settings: ProjectSettings(targetResolution: 512), by: World.david)
                    done.signal()
                }
                done.wait()
            }
            var state = state
            state.views[0].caption = "for \(settings.targetResolution)"
            return state
        }
        // Then it was made anew with the new ones
        #expect(edited.state.views[0].caption == "for 512")
        #expect(edited.version == 2)
        #expect(try await store.staleCount(project: project.id) == 0)
    }

    @Test func `an import gives way to whoever waits: it commits whenever its time is used up`() async throws {
        // Given a clock on which every set takes a millisecond, and 20 ms to hold the writer
        let world = try await World.inMemory()
        let before = try await world.store.changeRange().last
        _ = try await world.store.createSets(
            project: world.project.id, (0..<105).map { NewSet(state: SetState(key: "mug-\($0)", views: [view(0)])) }, in: .new(.import, why: "Import"), by: World.mei)
        // Then 105 sets are five transactions, each telling of itself once
        #expect(try await world.store.changeRange().last == before + 5)
        #expect(try await world.store.groups(project: world.project.id).map(\.sets.count) == [105])
    }
}

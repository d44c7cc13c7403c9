import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychStore

@Suite struct UndoTests {
    @Test func `undo and redo walk back and forth through one's own changes`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        try await world.caption(set, "one")
        try await world.caption(set, "two")
        func caption() async throws -> String { try await world.store.set(set.id).state.views[0].caption }

        _ = try await world.store.undo(project: world.project.id, by: World.mei)
        #expect(try await caption() == "one")
        _ = try await world.store.undo(project: world.project.id, by: World.mei)
        #expect(try await caption() == "")
        _ = try await world.store.redo(project: world.project.id, by: World.mei)
        #expect(try await caption() == "one")
        _ = try await world.store.redo(project: world.project.id, by: World.mei)
        #expect(try await caption() == "two")
        await #expect(throws: StoreError.self) { try await world.store.redo(project: world.project.id, by: World.mei) }
        // Every step is a revision of its own; nothing was overwritten.
        #expect(try await world.store.set(set.id).version == 7)
        #expect(try await world.store.history(set: set.id).map(\.version) == [7, 6, 5, 4, 3, 2, 1])
    }

    @Test func `a new change ends what could be redone`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        try await world.caption(set, "one")
        _ = try await world.store.undo(project: world.project.id, by: World.mei)
        try await world.caption(set, "other")
        await #expect(throws: StoreError.self) { try await world.store.redo(project: world.project.id, by: World.mei) }
    }

    @Test func `undo is refused with who and when where somebody changed the set since`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        try await world.caption(set, "Mei's")
        let theirs = try await world.caption(set, "David's", by: World.david)
        let error = await #expect(throws: StoreError.self) { try await world.store.undo(project: world.project.id, by: World.mei) }
        guard case .undoConflict(_, let conflicts) = error else { Issue.record("\(String(describing: error))"); return }
        #expect(conflicts == [UndoConflict(set: set.id, key: "mug-1", by: World.david, at: theirs.updatedAt)])
        #expect(try await world.store.set(set.id) == theirs)
        // David takes his back; then Mei may take hers.
        _ = try await world.store.undo(project: world.project.id, by: World.david)
        _ = try await world.store.undo(project: world.project.id, by: World.mei)
        #expect(try await world.store.set(set.id).state.views[0].caption == "")
    }

    @Test func `undoing the making of a set deletes it and redo brings it back`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        _ = try await world.store.undo(project: world.project.id, by: World.mei)
        #expect(try await world.store.set(set.id).state.isDeleted)
        _ = try await world.store.redo(project: world.project.id, by: World.mei)
        #expect(try await world.store.set(set.id).state == set.state)
    }

    @Test func `undo works after the workspace was closed and opened again`() async throws {
        try await withFolder { folder in
            let first = try await World.onDisk(folder)
            let set = try await first.makeSet("mug-1")
            try await first.caption(set, "one")
            try first.store.close()

            let store = try Store.open(path: World.path(folder), derivation: plainDerivation)
            let outcome = try await store.undo(project: first.project.id, by: World.mei)
            #expect(outcome.sets == [set.id])
            #expect(try await store.set(set.id).state.views[0].caption == "")
            _ = try await store.redo(project: first.project.id, by: World.mei)
            #expect(try await store.set(set.id).state.views[0].caption == "one")
        }
    }

    @Test(arguments: [5, 450]) func `an action on many sets is undone as one`(count: Int) async throws {
        let world = try await World.inMemory()
        let made = try await world.store.createSets(
            project: world.project.id, (0..<count).map { NewSet(state: SetState(key: "mug-\($0)", views: [view(0)])) }, by: World.mei)
        #expect(made.created.count == count)
        let batch = try await world.store.editMany(project: world.project.id, made.created.map { BatchItem(id: $0.id) }, by: World.mei, why: "Tag") {
            record, _ in
            var state = record.state
            state.tags = ["checked"]
            return state
        }
        #expect(batch.changed.count == count)
        #expect(batch.refused.isEmpty)
        let checked = try Query.parse("tag:checked")
        #expect(try await world.store.count(project: world.project.id, query: checked) == count)
        let outcome = try await world.store.undo(project: world.project.id, by: World.mei)
        #expect(outcome.sets.count == count)
        #expect(outcome.target.id == batch.group)
        #expect(try await world.store.count(project: world.project.id, query: checked) == 0)
        #expect(try await world.store.check().isEmpty)
    }

    @Test func `a long undo that a crash cut short can be redone`() async throws {
        let world = try await World.inMemory()
        let a = try await world.makeSet("a"), b = try await world.makeSet("b")
        let batch = try await world.store.editMany(project: world.project.id, [a, b].map { BatchItem(id: $0.id) }, by: World.mei, why: "Tag") {
            record, _ in
            var state = record.state
            state.tags = ["checked"]
            return state
        }
        // As a crash would leave it: the undo reached a only.
        let project = try await world.store.project(world.project.id)
        let before = try await world.store.set(a.id)
        let prepared = try world.store.prepare(a.state, project: project, blobs: [:])
        try await world.store.write { db in
            let undo = try db.insertGroup(project: project.id, kind: .undo, by: World.mei, at: 0, why: "Undo", isOpen: false, target: batch.group)
            try db.execute(sql: "UPDATE changeGroup SET undoneBy = ? WHERE id = ?", arguments: [undo, batch.group])
            _ = try db.updateSet(before, to: prepared, group: undo, summary: "Undo", by: World.mei, at: 0)
        }
        let outcome = try await world.store.redo(project: project.id, by: World.mei)
        #expect(outcome.sets == [a.id])
        #expect(try await world.store.sets([a.id, b.id]).map(\.state.tags) == [["checked"], ["checked"]])
    }
}

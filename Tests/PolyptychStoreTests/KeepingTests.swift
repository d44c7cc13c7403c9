import Foundation
import GRDB
import PolyptychCuration
import Testing

@testable import PolyptychStore

/// Snapshots, exports, uploads, originals, projects: what is kept and for how long.
@Suite struct KeepingTests {
    @Test func `a snapshot keeps what it pinned and equal content has an equal hash`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1") { $0.views[0].caption = "one" }
        try await world.makeSet("mug-2")
        let first = try await world.store.createSnapshot(project: world.project.id, name: "first", by: World.mei)
        try await world.caption(set, "two")
        let second = try await world.store.createSnapshot(project: world.project.id, name: "second", by: World.mei)
        _ = try await world.store.undo(project: world.project.id, by: World.mei)
        let third = try await world.store.createSnapshot(project: world.project.id, name: "third", by: World.mei)
        #expect(first.count == 2)
        #expect(first.hash == third.hash && first.hash != second.hash)
        let pinned = try await world.store.snapshotSets(first.id)
        #expect(pinned.map(\.state.key) == ["mug-1", "mug-2"])
        #expect(pinned[0].text == "[IMAGE1] one [IMAGE2] " && pinned[0].version == 1)
        #expect(try await world.store.snapshotSets(first.id, offset: 1, limit: 1).map(\.state.key) == ["mug-2"])
        // Asked for again with the same content it is the same; with other content the name is taken.
        #expect(try await world.store.createSnapshot(project: world.project.id, name: "third", by: World.mei).id == third.id)
        await #expect(throws: StoreError.self) { try await world.store.createSnapshot(project: world.project.id, name: "second", by: World.mei) }
        let diff = try await world.store.diff(snapshots: first.id, second.id)
        #expect(diff.changed.map(\.key) == ["mug-1"] && diff.added.isEmpty && diff.removed.isEmpty && diff.unchanged == 1)
        #expect(diff.changed[0].after == "[IMAGE1] two [IMAGE2] ")
    }

    @Test func `a snapshot that a crash left unsealed is gone at the next opening`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            try await world.store.write { [id = world.project.id] db in
                try db.execute(
                    sql: "INSERT INTO snapshot(project, name, settings, count, createdAt, createdBy) VALUES (?, 'half', '{}', 1, 0, 'a')", arguments: [id])
            }
            try world.store.close()
            let store = try Store.open(path: World.path(folder), derivation: plainDerivation)
            #expect(try await store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM snapshot") } == 0)
            try store.close()
        }
    }

    @Test func `an original is collected only when no set, revision or candidate needs it`() async throws {
        let world = try await World.inMemory()
        let store = world.store
        let set = try await world.makeSet("mug-1", views: 2)
        try await store.replaceCandidates(set: set.id, [CandidateRecord(name: "4.jpg", sha256: hash(4)), CandidateRecord(name: "far.jpg", path: "/far.jpg")])
        // The second view leaves the set, but a revision can bring it back.
        try await store.edit(set: set.id, base: nil, by: World.mei, why: "Remove") { state, _ in var s = state; s.views.removeLast(); return s }
        let unneeded = try await store.unreferencedBlobs(grace: -1_000_000).map(\.sha256)
        #expect(Set(unneeded) == Set([2, 3, 5, 6, 7].map(hash)))
        // One that is taken up between looking and removing stays.
        try await world.makeSet("mug-2") { $0.views = [view(2)] }
        #expect(Set(try await store.removeBlobs(unneeded + [hash(0), hash(1)])) == Set([3, 5, 6, 7].map(hash)))
        #expect(try await store.blobs((0..<8).map(hash)).count == 4)
        #expect(try await store.candidates(set: set.id).map(\.name) == ["4.jpg", "far.jpg"])
        // Fresh ones wait for their sets.
        try await store.addBlobs([blob(3)])
        #expect(try await store.unreferencedBlobs().isEmpty)
    }

    @Test func `an upload goes on where it stands and nowhere else`() async throws {
        let world = try await World.inMemory()
        let store = world.store
        _ = try await store.createUpload(id: "upload-1", project: world.project.id, files: [("a/1.jpg", 100), ("a/2.jpg", 0)], by: World.mei)
        try await store.advanceUpload("upload-1", index: 0, from: 0, to: 60)
        let error = await #expect(throws: StoreError.self) { try await store.advanceUpload("upload-1", index: 0, from: 50, to: 80) }
        guard case .uploadOffset(60) = error else { Issue.record("\(String(describing: error))"); return }
        await #expect(throws: StoreError.self) { try await store.advanceUpload("upload-1", index: 0, from: 60, to: 101) }
        #expect(try await store.upload("upload-1").isComplete == false)
        try await store.advanceUpload("upload-1", index: 0, from: 60, to: 100)
        #expect(try await store.upload("upload-1").isComplete)
        await #expect(throws: StoreError.self) { try await store.advanceUpload("upload-1", index: 2, from: 0, to: 1) }
    }

    @Test func `a finished export holds its name and its snapshot, a failed one gives its name back`() async throws {
        let world = try await World.inMemory()
        let store = world.store, project = world.project.id
        let snapshot = try await store.createSnapshot(project: project, name: "s", by: World.mei)
        func begin() async throws -> ExportRecord {
            try await store.beginExport(project: project, name: "e", snapshot: snapshot.id, request: "{}", plan: "{}", path: "e.unfinished", by: World.mei)
        }
        let failed = try await begin()
        await #expect(throws: StoreError.self, "one that is being written holds it too") { try await begin() }
        try await store.failExport(failed.id, error: "The disk is full.")
        let export = try await begin()
        try await store.finishExport(export.id, path: "e", manifestHash: hash(1))
        await #expect(throws: StoreError.self) { try await begin() }
        await #expect(throws: StoreError.self) { try await store.deleteSnapshot(snapshot.id) }
        #expect(try await store.exports(project: project).map(\.state) == [.finished])
        try await store.deleteExport(export.id)
        try await store.deleteSnapshot(snapshot.id)
        #expect(try await store.snapshots(project: project).isEmpty)
    }

    @Test func `a project's settings change under its version and its sets are rendered anew`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        let changed = try await world.store.updateProject(world.project.id, base: 1, settings: ProjectSettings(targetResolution: 512), by: World.david)
        #expect(changed.version == 2)
        await #expect(throws: StoreError.self) { try await world.store.updateProject(world.project.id, base: 1, name: "Cups", by: World.mei) }
        await #expect(throws: StoreError.self) { try await world.store.createSnapshot(project: world.project.id, name: "too early", by: World.mei) }
        #expect(try await world.store.staleCount(project: world.project.id) == 1)
        #expect(try await world.store.rederive(project: world.project.id) == 1)
        #expect(try await world.store.cards([set.id])[0].height == 256)
        #expect(try await world.store.set(set.id).version == 1)
    }

    @Test func `a deleted project hides at once, gives its name back and leaves nothing`() async throws {
        let world = try await World.inMemory()
        let store = world.store
        for index in 0..<120 { try await world.makeSet("mug-\(index)") }
        let snapshot = try await store.createSnapshot(project: world.project.id, name: "s", by: World.mei)
        _ = try await store.beginExport(project: world.project.id, name: "e", snapshot: snapshot.id, request: "{}", plan: "{}", path: "e", by: World.mei)
        try await store.deleteProject(world.project.id, base: 1, by: World.mei)
        #expect(try await store.projects().isEmpty)
        _ = try await store.createProject(name: "Mugs", settings: ProjectSettings(), by: World.mei)
        try await store.purgeDeletedProjects()
        let left = try await store.read { db in
            try ["imageSet", "view", "revision", "changeGroup", "state", "snapshot", "snapshotSet", "export", "setDocument", "findingCode"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(left == Array(repeating: 0, count: 10))
        #expect(try await store.check().isEmpty)
    }

    @Test func `several sets are regrouped together or not at all`() async throws {
        let world = try await World.inMemory()
        let store = world.store, project = world.project.id
        let a = try await world.makeSet("a", views: 2), b = try await world.makeSet("b", views: 1) { $0.views = [view(5)] }
        @Sendable func merge(_ record: [SetRecord]) -> Regrouped {
            var whole = record[0].state, rest = record[1].state
            whole.views += rest.views
            rest.isDeleted = true
            return Regrouped(changed: [record[0].id: whole, record[1].id: rest], created: [NewSet(state: SetState(key: "b", views: [view(3)]))])
        }
        let outcome = try await store.regroup(project: project, [BatchItem(id: a.id, base: 1), BatchItem(id: b.id, base: 1)], by: World.mei, why: "Merge") {
            records, _ in merge(records)
        }
        #expect(outcome.changed.count == 2 && outcome.created.map(\.state.key) == ["b"])
        await #expect(throws: StoreError.self) {
            try await store.regroup(project: project, [BatchItem(id: a.id, base: 1)], by: World.mei, why: "Again") { records, _ in Regrouped() }
        }
        _ = try await store.undo(project: project, by: World.mei)
        #expect(try await store.sets([a.id, b.id]).map(\.state) == [a.state, b.state])
        #expect(try await store.count(project: project, query: Query()) == 2)
        #expect(try await store.check().isEmpty)
    }

    @Test func `a backup is a whole workspace of one moment`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            let set = try await world.makeSet("mug-1")
            let copy = folder.appendingPathComponent("copy.sqlite3").path
            try await world.store.backup(to: copy)
            try await world.caption(set, "later")
            let restored = try Store.open(path: copy, derivation: plainDerivation)
            #expect(try await restored.set(set.id) == set)
            #expect(try await restored.check().isEmpty)
            await #expect(throws: StoreError.self) { try await world.store.backup(to: copy) }
            try restored.close()
            try world.store.close()
        }
    }

    @Test(arguments: [
        ("positions", "UPDATE view SET position = 5 WHERE position = 1"), ("derived", "UPDATE imageSet SET status = 'ready'"),
        ("derived", "DELETE FROM findingCode"), ("stateHash", "UPDATE state SET json = replace(json, 'mug', 'cup')"),
        ("search", "INSERT INTO setText(setText, rowid, key, prompt, captions, tags, category) VALUES ('delete', 1, 'mug-1', '', '', '', '')"),
        ("heads", "UPDATE imageSet SET version = 9"),
    ])
    func `the doctor finds planted damage and rebuilding mends what is derived`(check: String, sql: String) async throws {
        let world = try await World.inMemory()
        try await world.makeSet("mug-1")
        #expect(try await world.store.check().isEmpty)
        try await world.store.write { try $0.execute(sql: sql) }
        let problems = try await world.store.check()
        #expect(problems.contains { $0.check.rawValue == check }, "\(problems)")
        if problems.allSatisfy(\.isMendable) {
            try await world.store.rebuildDerived()
            #expect(try await world.store.check().isEmpty)
        }
    }

    @Test func `people and settings are remembered`() async throws {
        let world = try await World.inMemory()
        try await world.store.setPerson(name: "Mei", role: .annotator)
        try await world.store.setPerson(name: "Mei", role: .owner)
        #expect(try await world.store.people().map(\.role) == [.owner])
        try await world.store.setSetting("keys", ["a": 1])
        #expect(try await world.store.setting("keys", as: [String: Int].self) == ["a": 1])
        try await world.store.setSetting("keys", [String: Int]?.none)
        #expect(try await world.store.setting("keys", as: [String: Int].self) == nil)
    }
}

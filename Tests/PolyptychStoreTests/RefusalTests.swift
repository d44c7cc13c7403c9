import Foundation
import GRDB
import Testing

@testable import PolyptychStore

/// What the schema itself refuses, whoever writes.
@Suite struct RefusalTests {
    @Test(arguments: [
        ("a view behind the sixteenth", "UPDATE view SET position = 16"),
        ("two views in one place", "UPDATE view SET position = 0"),
        ("an unknown status", "UPDATE imageSet SET status = 'perhaps'"),
        ("a set without a project", "UPDATE imageSet SET project = 999"),
        ("a view of nothing", "UPDATE view SET blob = 999"),
        ("an original that a view shows being removed", "DELETE FROM blob"),
        ("a state that a set stands on being removed", "DELETE FROM state"),
        ("a number where text belongs", "UPDATE imageSet SET viewCount = 'two'"),
        ("settings that are not JSON", "UPDATE project SET settings = 'none'"),
        ("a finished job without its moment", "INSERT INTO job(kind, title, state, request, createdAt, createdBy) VALUES ('a', 'a', 'finished', '{}', 0, 'a')"),
        ("a running job that nobody runs", "INSERT INTO job(kind, title, state, request, createdAt, createdBy) VALUES ('a', 'a', 'running', '{}', 0, 'a')"),
        ("an undo of nothing", "INSERT INTO changeGroup(project, kind, by, at, why, open) VALUES (1, 'undo', 'a', 0, 'a', 0)"),
        ("a hash that is none", "INSERT INTO blob(sha256, format, bytes, width, height, createdAt) VALUES ('abc', 'jpeg', 1, 1, 1, 0)"),
    ])
    func `the schema refuses`(what: String, sql: String) async throws {
        let world = try await World.inMemory()
        try await world.makeSet("mug-1")
        await #expect(throws: StoreError.self, "\(what)") { try await world.store.write { try $0.execute(sql: sql) } }
    }

    @Test func `every error says what happened and names what it is about`() async throws {
        let world = try await World.inMemory()
        let set = try await world.makeSet("mug-1")
        let errors: [(StoreError, String)] = [
            (.cannotOpen(path: "/w/p.sqlite3", reason: "no permission"), "/w/p.sqlite3"), (.notADatabase(path: "/w/p"), "/w/p"),
            (.corrupt(path: "/w/p", detail: "short"), "/w/p"), (.foreignFile(path: "/w/p"), "/w/p"),
            (.newerVersion(path: "/w/p", found: 9, known: 5), "newer"), (.changedMigration(path: "/w/p", name: "a sentence"), "a sentence"),
            (.badMigration(name: "a sentence", reason: "syntax"), "a sentence"), (.stale(current: set), "mug-1"),
            (.staleProject(current: world.project), "Mugs"), (.missing(kind: "set", id: "7"), "set 7"), (.keyTaken(key: "mug-1"), "mug-1"),
            (.nameTaken(kind: "project", name: "Mugs"), "Mugs"), (.unknownImages(sha256: [hash(7)]), "000000000000"), (.diskFull(path: "/w/p"), "/w/p"),
            (.busy(path: "/w/p"), "/w/p"), (.database("odd"), "odd"), (.nothingToUndo, "nothing"), (.nothingToRedo, "nothing"),
            (.undoConflict(group: 1, conflicts: [UndoConflict(set: 1, key: "mug-1", by: "David", at: .now)]), "David"),
            (.jobIsOver(id: 3, state: .finished), "Job 3"), (.leaseLost(id: 3), "Job 3"), (.uploadOffset(expected: 17), "17"), (.invalid(what: "So."), "So."),
        ]
        for (error, part) in errors { #expect(error.sentence.contains(part) && error.sentence.hasSuffix(".")) }
    }
}

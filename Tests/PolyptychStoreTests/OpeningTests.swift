import Foundation
import GRDB
import PolyptychCuration
import Testing

@testable import PolyptychStore

@Suite struct OpeningTests {
    private func open(_ folder: URL, migrations: [Migration]? = nil) throws -> Store {
        try Store.open(path: World.path(folder), derivation: plainDerivation, migrations: migrations)
    }

    private func refusal(_ folder: URL, migrations: [Migration]? = nil) -> StoreError? {
        do {
            try open(folder, migrations: migrations).close()
            return nil
        } catch { return error as? StoreError }
    }

    @Test func `the writer is durable and readers cannot write`() async throws {
        try await withFolder { folder in
            let store = try open(folder)
            // 2 is FULL; GRDB would leave 1.
            let writer = try await store.database.writeWithoutTransaction { db in
                (
                    try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                    try Int.fetchOne(db, sql: "PRAGMA foreign_keys")
                )
            }
            #expect(writer.0 == 2)
            #expect(writer.1 == "wal")
            #expect(writer.2 == 1)
            await #expect(throws: (any Error).self) {
                try await store.read { try $0.execute(sql: "INSERT INTO setting(name, value) VALUES ('a', '1')") }
            }
            try store.close()
        }
    }

    @Test func `what was written is there after opening again`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            let set = try await world.makeSet("mug-1")
            try world.store.close()
            let store = try open(folder)
            #expect(try await store.set(set.id) == set)
            #expect(try await store.projects().map(\.name) == ["Mugs"])
            try store.close()
        }
    }

    @Test func `the log is moved into the database beside the writer`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            let set = try await world.makeSet("mug-1")
            func size(_ path: String) -> Int { ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0 }
            let before = size(World.path(folder))
            // More than what starts a checkpoint and far less than the writer's own last resort
            for round in 0..<6 { try await world.store.setSetting("long \(round)", String(repeating: "word ", count: 200_000)) }
            for _ in 0..<200 where size(World.path(folder)) == before { try await Task.sleep(for: .milliseconds(50)) }
            #expect(size(World.path(folder)) > before)
            try world.store.close()
            let store = try Store.open(path: World.path(folder), derivation: plainDerivation)
            #expect(try await store.set(set.id).version == 1)
            #expect(try await store.check().isEmpty)
            try store.close()
        }
    }

    @Test func `a log that was moved once is due again only when it has grown anew`() async throws {
        try await withFolder { folder in
            let world = try await World.onDisk(folder)
            let log = World.path(folder) + "-wal"
            func grow() async throws { for round in 0..<6 { try await world.store.setSetting("long \(round)", String(repeating: "word ", count: 200_000)) } }
            #expect(!Checkpointer.isDue(log: log))
            try await grow()
            // The first commit after a checkpoint begins the log anew.
            for _ in 0..<200 where Checkpointer.isDue(log: log) {
                try await Task.sleep(for: .milliseconds(50))
                try await world.store.setSetting("short", "word")
            }
            let size = try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0
            #expect(size > Checkpointer.threshold * 4096)
            #expect(!Checkpointer.isDue(log: log))
            try world.store.close()
        }
    }

    @Test(arguments: ["", "Dear diary, this is not a database at all.", String(repeating: "x", count: 5000)])
    func `a text file is refused by name and stays as it was`(text: String) async throws {
        try await withFolder { folder in
            try Data(text.utf8).write(to: URL(fileURLWithPath: World.path(folder)))
            let error = refusal(folder)
            if text.isEmpty {
                // Nothing was ever acknowledged in an empty file: a crash between making and filling it.
                #expect(error == nil)
            } else {
                guard case .notADatabase(let path) = error else { Issue.record("\(String(describing: error))"); return }
                #expect(path == World.path(folder))
                #expect(try String(contentsOfFile: World.path(folder), encoding: .utf8) == text)
            }
        }
    }

    @Test(arguments: [0.3, 0.7, 0.99]) func `a half-written database is refused with the remedy`(part: Double) async throws {
        try await withFolder { folder in
            try open(folder).close()
            let whole = try Data(contentsOf: URL(fileURLWithPath: World.path(folder)))
            try whole.prefix(Int(Double(whole.count) * part)).write(to: URL(fileURLWithPath: World.path(folder)))
            let error = refusal(folder)
            guard case .corrupt(let path, _) = error else { Issue.record("\(String(describing: error))"); return }
            #expect(path == World.path(folder))
            #expect(error?.sentence.contains("backup") == true)
        }
    }

    @Test func `another program's database is refused and not touched`() async throws {
        try await withFolder { folder in
            let foreign = try DatabaseQueue(path: World.path(folder))
            try await foreign.write { try $0.execute(sql: "CREATE TABLE recipe(name TEXT)") }
            try foreign.close()
            let before = try Data(contentsOf: URL(fileURLWithPath: World.path(folder)))
            guard case .foreignFile = refusal(folder) else { Issue.record("opened"); return }
            #expect(try Data(contentsOf: URL(fileURLWithPath: World.path(folder))) == before)
        }
    }

    @Test func `a database from a newer version is refused and not touched`() async throws {
        try await withFolder { folder in
            let known = try Migration.bundled()
            let future = known + [Migration(number: known.count + 1, name: "tomorrow", sql: "CREATE TABLE tomorrow(id INTEGER) STRICT")]
            try open(folder, migrations: future).close()
            let before = try Data(contentsOf: URL(fileURLWithPath: World.path(folder)))
            guard case .newerVersion(_, let found, let knows) = refusal(folder) else { Issue.record("opened"); return }
            #expect(found == known.count + 1)
            #expect(knows == known.count)
            #expect(try Data(contentsOf: URL(fileURLWithPath: World.path(folder))) == before)
        }
    }

    @Test func `a migration that was changed after it ran is refused`() async throws {
        try await withFolder { folder in
            try open(folder).close()
            var changed = try Migration.bundled()
            changed[1] = Migration(number: 2, name: changed[1].name, sql: changed[1].sql + "\n-- a harmless word")
            guard case .changedMigration(_, let name) = refusal(folder, migrations: changed) else { Issue.record("opened"); return }
            #expect(name == changed[1].name)
        }
    }

    @Test func `a migration that fails leaves the database at the one before`() async throws {
        try await withFolder { folder in
            let known = try Migration.bundled()
            let broken = Migration(number: known.count + 1, name: "broken", sql: "CREATE TABLE half(id INTEGER) STRICT; CREATE TABLE nonsense(;")
            guard case .badMigration(let name, _) = refusal(folder, migrations: known + [broken]) else { Issue.record("opened"); return }
            #expect(name == "broken")
            let store = try open(folder)
            #expect(try await store.read { try $0.tableExists("half") } == false)
            try store.close()
        }
    }

    @Test func `a folder that does not exist is named`() throws {
        let path = "/nonexistent/folder/polyptych.sqlite3"
        #expect(throws: StoreError.self) { try Store.open(path: path, derivation: plainDerivation) }
    }

    /// Every table after every migration, as SQLite keeps it. Recorded anew with `RECORD_GOLDENS=1`; a recording run fails.
    @Test func `the schema is the one that was reviewed`() async throws {
        let store = try Store.inMemory(derivation: plainDerivation)
        let schema = try await store.read { db in
            try String.fetchAll(
                db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'setText_%' ORDER BY type DESC, name"
            ).joined(separator: ";\n\n") + ";\n"
        }
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/schema.sql")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
            try FileManager.default.createDirectory(at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(schema.utf8).write(to: golden)
            Issue.record("recorded; look at it and run again")
            return
        }
        #expect(try String(contentsOf: golden, encoding: .utf8) == schema)
    }

    @Test func `every migration opens with its reason and stays inside one folder in order`() throws {
        let migrations = try Migration.bundled()
        #expect(migrations.map(\.number) == Array(1...migrations.count))
        for migration in migrations { #expect(migration.sql.hasPrefix("-- "), "\(migration.name)") }
    }
}

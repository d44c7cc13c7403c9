import Foundation
import GRDB

extension Store {
    /// Opens the workspace's database, making it where there is none, and brings it to the newest schema.
    ///
    /// Afterwards: WAL, foreign keys on, `synchronous = FULL` on the writer, read-only readers, change groups, snapshots and
    /// running jobs that a crash left half-done put in order.
    /// - Parameter recovers: false where another process may be at work on it, for a look: what is half-done stays as it is.
    /// - Throws: ``StoreError`` naming the file, before anything is written, where it is damaged, foreign, from a newer version or
    ///   made with other migrations.
    public static func open(
        path: String, derivation: @escaping Derivation, clock: @escaping @Sendable () -> Date = { Date() }, migrations: [Migration]? = nil,
        readers: Int = 4, recovers: Bool = true
    ) throws -> Store {
        let migrations = try migrations ?? Migration.bundled()
        try refuseUnreadable(path: path)
        do {
            // The first look is read-only in effect: a foreign or newer file is refused before WAL mode would touch it.
            try DatabaseQueue(path: path, configuration: configuration(readers: 1)).inDatabase { db in
                try Migrator.migrate(db, path: path, migrations: migrations)
            }
            let pool = try DatabasePool(path: path, configuration: configuration(readers: readers))
            // GRDB sets NORMAL when it turns WAL on, after the configuration ran; an answered edit must survive a power cut.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = \(Checkpointer.lastResort)")
            }
            let checkpointer = try Checkpointer(path: path, configuration: configuration(readers: 1))
            let store = Store(database: pool, path: path, derivation: derivation, clock: clock, checkpointer: checkpointer)
            if recovers { try pool.write { try store.recover($0) } }
            return store
        } catch { throw StoreError.from(error, path: path) }
    }

    /// A store that lives as long as the value: for tests.
    public static func inMemory(derivation: @escaping Derivation, clock: @escaping @Sendable () -> Date = { Date() }) throws -> Store {
        let queue = try DatabaseQueue(configuration: configuration(readers: 1))
        try queue.inDatabase { try Migrator.migrate($0, path: ":memory:", migrations: Migration.bundled()) }
        return Store(database: queue, path: ":memory:", derivation: derivation, clock: clock)
    }

    static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        // Inside one process the writer is a queue and nobody is ever refused; this is for a backup program or a shell.
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// What can be told from the file alone, without SQLite changing anything.
    private static func refuseUnreadable(path: String) throws {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw StoreError.cannotOpen(path: path, reason: "it is not a plain file")
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size > 0 else { return }
        guard let file = FileHandle(forReadingAtPath: path) else { throw StoreError.cannotOpen(path: path, reason: "no permission to read it") }
        defer { try? file.close() }
        let header = (try? file.read(upToCount: 100)) ?? Data()
        guard header.count == 100, header.prefix(16) == Data("SQLite format 3\0".utf8) else { throw StoreError.notADatabase(path: path) }
        // With a log beside it the file may rightly be shorter than its header says: the rest is in the log.
        let log = (try? FileManager.default.attributesOfItem(atPath: path + "-wal"))?[.size] as? NSNumber
        guard (log?.intValue ?? 0) == 0 else { return }
        func word(_ offset: Int, _ count: Int) -> Int { header[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) } }
        let pageSize = word(16, 2) == 1 ? 65536 : word(16, 2)
        // The page count is only valid where it was written together with the change counter.
        if word(24, 4) == word(92, 4), word(28, 4) * pageSize > size {
            throw StoreError.corrupt(path: path, detail: "it should have \(word(28, 4) * pageSize) bytes and has \(size)")
        }
    }

    /// Puts in order what a crash left half-done: one process owns a workspace, so at opening nobody else is at work.
    private func recover(_ db: Database) throws {
        try db.execute(sql: "UPDATE changeGroup SET open = 0 WHERE open = 1")
        // The job behind an export that was being written goes on and notes it anew.
        try db.execute(sql: "DELETE FROM export WHERE state = 'writing'")
        try db.execute(sql: "DELETE FROM snapshot WHERE hash IS NULL")
        try recoverJobs(db)
    }
}

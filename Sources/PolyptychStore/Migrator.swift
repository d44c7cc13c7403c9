import Crypto
import Foundation
import GRDB
import PolyptychResources

/// One frozen step of the schema: a file `NNNN-a sentence.sql`.
public struct Migration: Sendable, Hashable {
    public var number: Int
    /// The sentence.
    public var name: String
    public var sql: String
    /// SHA-256 of the file's bytes in hex.
    public var checksum: String

    public init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
        checksum = sha256Hex(Data(sql.utf8))
    }

    /// The migrations that travel with the program, in order and numbered without gaps from 1.
    public static func bundled() throws -> [Migration] { try inFolder(Resources.folder(Resources.migrations)) }

    static func inFolder(_ folder: URL) throws -> [Migration] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.sorted()
        let migrations = try files.map { file -> Migration in
            guard let dash = file.firstIndex(of: "-"), let number = Int(file[..<dash]) else {
                throw StoreError.badMigration(name: file, reason: "its name does not begin with a number")
            }
            let sql = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            return Migration(number: number, name: String(file[file.index(after: dash)...].dropLast(4)), sql: sql)
        }
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw StoreError.badMigration(name: migration.name, reason: "number \(index + 1) is missing before it")
        }
        return migrations
    }
}

/// Brings a database to the newest schema, or says why not.
enum Migrator {
    /// `PLYP` in ASCII: how a workspace's database is told from other programs' files.
    static let applicationID: Int32 = 0x504C_5950

    /// Refuses foreign, newer and tampered databases before anything is written, then applies what is missing, each in one transaction.
    static func migrate(_ db: Database, path: String, migrations: [Migration]) throws {
        let isNew = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard id == applicationID || (isNew && id == 0) else { throw StoreError.foreignFile(path: path) }

        let applied = try applied(db)
        if let last = applied.last, last.number > migrations.count {
            throw StoreError.newerVersion(path: path, found: last.number, known: migrations.count)
        }
        for (row, migration) in zip(applied, migrations) where row.number != migration.number || row.checksum != migration.checksum {
            throw StoreError.changedMigration(path: path, name: migration.name)
        }
        for migration in migrations.dropFirst(applied.count) {
            do {
                try db.inTransaction(.immediate) {
                    if migration.number == 1 { try begin(db) }
                    try db.execute(sql: migration.sql)
                    try db.execute(
                        sql: "INSERT INTO migration(number, name, checksum, appliedAt) VALUES (?, ?, ?, ?)",
                        arguments: [migration.number, migration.name, migration.checksum, Date().milliseconds])
                    return .commit
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_CONSTRAINT {
                throw StoreError.badMigration(name: migration.name, reason: error.message ?? "\(error.resultCode)")
            }
        }
    }

    private static func begin(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(
            sql: """
                -- Which frozen migrations this database has been through, with the checksum of the text that ran.
                CREATE TABLE migration (
                    number INTEGER PRIMARY KEY NOT NULL,
                    name TEXT NOT NULL,
                    checksum TEXT NOT NULL CHECK (length(checksum) = 64),
                    appliedAt INTEGER NOT NULL
                ) STRICT
                """)
    }

    private static func applied(_ db: Database) throws -> [(number: Int, checksum: String)] {
        guard try db.tableExists("migration") else { return [] }
        return try Row.fetchAll(db, sql: "SELECT number, checksum FROM migration ORDER BY number").map { ($0["number"], $0["checksum"]) }
    }
}

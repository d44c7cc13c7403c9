import Crypto
import Foundation
import GRDB
import PolyptychCuration

/// An immutable, named, content-addressed state of a project.
public struct SnapshotRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var project: Int64
    public var name: String
    /// SHA-256 over settings, keys, states, pinned texts and plans: equal content, equal hash, whatever it is called.
    public var hash: String
    public var settings: ProjectSettings
    public var count: Int
    public var createdAt: Date
    public var createdBy: String
}

/// A set as a snapshot pins it.
public struct SnapshotSetRecord: Codable, Hashable, Sendable {
    public var set: Int64
    public var revision: Int64
    public var version: Int
    public var state: SetState
    public var stateHash: String
    /// Rendered at that moment.
    public var text: String
    public var plan: LayoutPlan?
}

/// How two snapshots differ; sets are named by id and key.
public struct SnapshotDiff: Codable, Hashable, Sendable {
    public struct Entry: Codable, Hashable, Sendable {
        public var set: Int64
        public var key: String
        /// Nil where the set is absent on that side.
        public var before: String?
        public var after: String?
        /// Whether anything but the text differs: order, crops, review and so on.
        public var stateDiffers: Bool
    }
    public var added: [Entry]
    public var removed: [Entry]
    public var changed: [Entry]
    public var unchanged: Int
    public var settingsDiffer: Bool
}

extension Store {
    /// Pins the sets that a query finds, in the order of their keys. Afterwards the snapshot never changes, whatever happens to the sets.
    ///
    /// All of it is one moment's state, read at once; it is written in short transactions and exists only once it is sealed with its
    /// hash: a crash before leaves none. Where a snapshot of the same name holds the same content, that one is returned.
    public func createSnapshot(project: Int64, name: String, query: Query = Query(), by: String) async throws -> SnapshotRecord {
        let (project, rows) = try await read { db -> (ProjectRecord, [SnapshotRow]) in
            let record = try db.loadProject(project)
            let compiled = CompiledQuery(query, project: project)
            let stale = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM imageSet WHERE project = ? AND derivedFor <> ?", arguments: [project, record.settingsVersion]) ?? 0
            guard stale == 0 else {
                throw StoreError.invalid(what: "The project's settings changed and \(stale) sets are still being rendered anew. Try again in a moment.")
            }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT s.id, r.id, s.key, t.hash, d.prompt, d.plan FROM imageSet s JOIN revision r ON r.imageSet = s.id AND r.version = s.version
                        JOIN state t ON t.id = s.state JOIN setDocument d ON d.imageSet = s.id
                    WHERE \(compiled.sql) ORDER BY s.orderKey, s.id
                    """, arguments: compiled.arguments
            ).map { SnapshotRow(set: $0[0], revision: $0[1], key: $0[2], hash: $0[3], text: $0[4], plan: $0[5]) }
            return (record, rows)
        }
        let settings = try JSON.encode(project.settings)
        let hash = SnapshotRow.hash(rows, settings: settings)
        let at = now
        let started = try await write { db -> (id: Int64, isDone: Bool) in
            if let row = try Row.fetchOne(db, sql: "SELECT id, hash FROM snapshot WHERE project = ? AND name = ?", arguments: [project.id, name]) {
                guard row[1] == hash else { throw StoreError.nameTaken(kind: "snapshot", name: name) }
                return (row[0], true)
            }
            try db.execute(
                sql: "INSERT INTO snapshot(project, name, settings, count, createdAt, createdBy) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [project.id, name, settings, rows.count, at, by])
            return (db.lastInsertedRowID, false)
        }
        if !started.isDone {
            for chunk in Array(rows.enumerated()).chunks(of: 250) {
                try await write { db in
                    let statement = try db.cachedStatement(
                        sql: "INSERT INTO snapshotSet(snapshot, position, imageSet, revision, text, plan) VALUES (?, ?, ?, ?, ?, ?)")
                    for (position, row) in chunk { try statement.execute(arguments: [started.id, position, row.set, row.revision, row.text, row.plan]) }
                }
            }
            try await write { db in
                try db.execute(sql: "UPDATE snapshot SET hash = ? WHERE id = ?", arguments: [hash, started.id])
                try db.noteChange(.project, id: project.id, project: project.id, version: project.version, by: by, at: at)
            }
        }
        return try await snapshot(started.id)
    }

    public func snapshot(_ id: Int64) async throws -> SnapshotRecord { try await read { try $0.loadSnapshot(id) } }

    /// A project's snapshots, newest first.
    public func snapshots(project: Int64) async throws -> [SnapshotRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: "\(SnapshotRecord.select) WHERE project = ? AND hash IS NOT NULL ORDER BY id DESC", arguments: [project])
                .map(SnapshotRecord.init)
        }
    }

    /// The pinned sets in the order of their keys, `limit` of them from `offset`, so that memory is bounded by the page.
    public func snapshotSets(_ snapshot: Int64, offset: Int = 0, limit: Int = 200) async throws -> [SnapshotSetRecord] {
        let rows = try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT n.imageSet, n.revision, r.version, t.json, t.hash, n.text, n.plan FROM snapshotSet n
                            JOIN revision r ON r.id = n.revision JOIN state t ON t.id = r.state
                        WHERE n.snapshot = ? AND n.position >= ? ORDER BY n.position LIMIT ?
                        """), arguments: [snapshot, offset, limit]
            ).map { row -> (Int64, Int64, Int, String, String, String, String?) in (row[0], row[1], row[2], row[3], row[4], row[5], row[6]) }
        }
        return try rows.map { row in
            SnapshotSetRecord(
                set: row.0, revision: row.1, version: row.2, state: try SetState(canonicalJSON: Data(row.3.utf8)), stateHash: row.4, text: row.5,
                plan: try row.6.map { try JSON.decode(LayoutPlan.self, $0) })
        }
    }

    /// Removes a snapshot that no export was made from.
    public func deleteSnapshot(_ id: Int64) async throws {
        try await write { db in
            if let name = try String.fetchOne(db, sql: "SELECT name FROM export WHERE snapshot = ? LIMIT 1", arguments: [id]) {
                throw StoreError.invalid(what: "The export \(name) was made from this snapshot. Delete the export first.")
            }
            try db.execute(sql: "DELETE FROM snapshot WHERE id = ?", arguments: [id])
        }
    }

    public func diff(snapshots before: Int64, _ after: Int64) async throws -> SnapshotDiff {
        try await read { db in
            let (a, b) = (try db.loadSnapshot(before), try db.loadSnapshot(after))
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT n.imageSet, s.key, a.text, b.text, ra.state, rb.state
                    FROM (SELECT imageSet FROM snapshotSet WHERE snapshot = ?1 UNION SELECT imageSet FROM snapshotSet WHERE snapshot = ?2) n
                        JOIN imageSet s ON s.id = n.imageSet
                        LEFT JOIN snapshotSet a ON a.snapshot = ?1 AND a.imageSet = n.imageSet LEFT JOIN revision ra ON ra.id = a.revision
                        LEFT JOIN snapshotSet b ON b.snapshot = ?2 AND b.imageSet = n.imageSet LEFT JOIN revision rb ON rb.id = b.revision
                    WHERE ra.state IS NOT rb.state OR a.text IS NOT b.text OR a.plan IS NOT b.plan ORDER BY s.orderKey, s.id
                    """, arguments: [before, after])
            var diff = SnapshotDiff(added: [], removed: [], changed: [], unchanged: 0, settingsDiffer: a.settings != b.settings)
            for row in rows {
                let (stateBefore, stateAfter): (Int64?, Int64?) = (row[4], row[5])
                let entry = SnapshotDiff.Entry(
                    set: row[0], key: row[1], before: row[2], after: row[3], stateDiffers: stateBefore != stateAfter)
                if stateBefore == nil { diff.added.append(entry) } else if stateAfter == nil { diff.removed.append(entry) } else { diff.changed.append(entry) }
            }
            diff.unchanged = b.count - diff.added.count - diff.changed.count
            return diff
        }
    }
}

private struct SnapshotRow: Sendable {
    var set: Int64
    var revision: Int64
    var key: String
    var hash: String
    var text: String
    var plan: String?

    /// Every field is preceded by its length, so that no two contents read alike.
    static func hash(_ rows: [SnapshotRow], settings: String) -> String {
        var hasher = SHA256()
        func add(_ text: String) {
            hasher.update(data: Data("\(text.utf8.count):".utf8))
            hasher.update(data: Data(text.utf8))
        }
        add(settings)
        for row in rows {
            add(row.key)
            add(row.hash)
            add(row.text)
            add(row.plan ?? "")
        }
        return hasher.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension SnapshotRecord {
    fileprivate static let select = "SELECT id, project, name, hash, settings, count, createdAt, createdBy FROM snapshot"

    fileprivate init(_ row: Row) throws {
        self.init(
            id: row[0], project: row[1], name: row[2], hash: row[3], settings: try JSON.decode(ProjectSettings.self, row[4]), count: row[5],
            createdAt: Date(milliseconds: row[6]), createdBy: row[7])
    }
}

extension Database {
    fileprivate func loadSnapshot(_ id: Int64) throws -> SnapshotRecord {
        guard let row = try Row.fetchOne(self, sql: "\(SnapshotRecord.select) WHERE id = ? AND hash IS NOT NULL", arguments: [id]) else {
            throw StoreError.missing(kind: "snapshot", id: "\(id)")
        }
        return try SnapshotRecord(row)
    }
}

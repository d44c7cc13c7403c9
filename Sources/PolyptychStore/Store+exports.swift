import Foundation
import GRDB

/// An export as the workspace remembers it; the files are their own witness.
public struct ExportRecord: Codable, Hashable, Sendable, Identifiable {
    public enum State: String, Codable, Sendable { case writing, finished, failed }

    public var id: Int64
    public var project: Int64
    public var name: String
    public var snapshot: Int64
    /// JSON, as the exporter defines it.
    public var request: String
    public var plan: String
    public var state: State
    /// The folder; while writing, its temporary name.
    public var path: String
    /// SHA-256 of the manifest, once finished.
    public var manifestHash: String?
    public var error: String?
    public var createdAt: Date
    public var createdBy: String
    public var finishedAt: Date?
}

extension Store {
    /// Notes that an export is being written. Afterwards its name is taken; a failed one of that name is replaced.
    public func beginExport(project: Int64, name: String, snapshot: Int64, request: String, plan: String, path: String, by: String) async throws -> ExportRecord {
        let at = now
        return try await write { db in
            if let row = try Row.fetchOne(db, sql: "SELECT id, state FROM export WHERE project = ? AND name = ?", arguments: [project, name]) {
                guard row[1] == "failed" else { throw StoreError.nameTaken(kind: "export", name: name) }
                try db.execute(sql: "DELETE FROM export WHERE id = ?", arguments: [row[0] as Int64])
            }
            try db.execute(
                sql: """
                    INSERT INTO export(project, name, snapshot, request, plan, state, path, createdAt, createdBy)
                    VALUES (?, ?, ?, ?, ?, 'writing', ?, ?, ?)
                    """, arguments: [project, name, snapshot, request, plan, path, at, by])
            let id = db.lastInsertedRowID
            try db.noteChange(.export, id: id, project: project, version: 1, by: by, at: at)
            return try db.loadExport(id)
        }
    }

    /// Notes that an export stands complete at `path`. Called after the folder was renamed to it.
    @discardableResult
    public func finishExport(_ id: Int64, path: String, manifestHash: String, plan: String? = nil) async throws -> ExportRecord {
        try await settle(id, sql: "state = 'finished', path = ?, manifestHash = ?, plan = coalesce(?, plan), error = NULL", [path, manifestHash, plan])
    }

    @discardableResult
    public func failExport(_ id: Int64, error: String) async throws -> ExportRecord {
        try await settle(id, sql: "state = 'failed', manifestHash = NULL, error = ?", [error])
    }

    private func settle(_ id: Int64, sql: String, _ values: StatementArguments) async throws -> ExportRecord {
        let at = now
        return try await write { db in
            try db.execute(sql: "UPDATE export SET \(sql), finishedAt = ? WHERE id = ?", arguments: values + [at, id])
            let record = try db.loadExport(id)
            try db.noteChange(.export, id: id, project: record.project, version: 2, by: record.createdBy, at: at)
            return record
        }
    }

    public func export(_ id: Int64) async throws -> ExportRecord { try await read { try $0.loadExport(id) } }

    /// Exports, newest first.
    public func exports(project: Int64? = nil) async throws -> [ExportRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: "\(ExportRecord.select) WHERE ?1 IS NULL OR project = ?1 ORDER BY id DESC", arguments: [project]).map(ExportRecord.init)
        }
    }

    /// Forgets an export; its files are the caller's to remove.
    public func deleteExport(_ id: Int64) async throws {
        try await write { try $0.execute(sql: "DELETE FROM export WHERE id = ?", arguments: [id]) }
    }
}

extension ExportRecord {
    fileprivate static let select = """
        SELECT id, project, name, snapshot, request, plan, state, path, manifestHash, error, createdAt, createdBy, finishedAt FROM export
        """

    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], project: row[1], name: row[2], snapshot: row[3], request: row[4], plan: row[5], state: State(rawValue: row[6]) ?? .failed,
            path: row[7], manifestHash: row[8], error: row[9], createdAt: Date(milliseconds: row[10]), createdBy: row[11],
            finishedAt: (row[12] as Int64?).map(Date.init(milliseconds:)))
    }
}

extension Database {
    fileprivate func loadExport(_ id: Int64) throws -> ExportRecord {
        guard let row = try Row.fetchOne(self, sql: "\(ExportRecord.select) WHERE id = ?", arguments: [id]) else {
            throw StoreError.missing(kind: "export", id: "\(id)")
        }
        return ExportRecord(row)
    }
}

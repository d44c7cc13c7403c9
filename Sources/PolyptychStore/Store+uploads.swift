import Foundation
import GRDB

/// Files on their way from a browser.
public struct UploadRecord: Codable, Hashable, Sendable, Identifiable {
    public struct File: Codable, Hashable, Sendable {
        public var index: Int
        /// As the browser named it; never a path on disk.
        public var path: String
        public var size: Int64
        /// Bytes that are safely on disk.
        public var received: Int64
        public var isComplete: Bool { received == size }
    }

    public var id: String
    public var project: Int64
    public var by: String
    public var createdAt: Date
    public var updatedAt: Date
    public var files: [File]
    public var isComplete: Bool { files.allSatisfy(\.isComplete) }
}

extension Store {
    /// Announces files. `id` is the caller's random name for the upload.
    public func createUpload(id: String, project: Int64, files: [(path: String, size: Int64)], by: String) async throws -> UploadRecord {
        let at = now
        return try await write { db in
            _ = try db.loadProject(project)
            try db.execute(
                sql: "INSERT INTO upload(id, project, by, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?)", arguments: [id, project, by, at, at])
            let statement = try db.cachedStatement(sql: "INSERT INTO uploadFile(upload, position, path, size) VALUES (?, ?, ?, ?)")
            for (index, file) in files.enumerated() { try statement.execute(arguments: [id, index, file.path, file.size]) }
            return try db.loadUpload(id)
        }
    }

    public func upload(_ id: String) async throws -> UploadRecord { try await read { try $0.loadUpload(id) } }

    public func uploads(project: Int64? = nil) async throws -> [UploadRecord] {
        try await read { db in
            try String.fetchAll(db, sql: "SELECT id FROM upload WHERE ?1 IS NULL OR project = ?1 ORDER BY createdAt", arguments: [project])
                .map { try db.loadUpload($0) }
        }
    }

    /// Notes that the bytes `from ..< to` of a file are on disk.
    /// - Throws: ``StoreError/uploadOffset(expected:)`` where `from` is not where the file stands.
    public func advanceUpload(_ id: String, index: Int, from: Int64, to: Int64) async throws {
        let at = now
        try await write { db in
            try db.execute(
                sql: "UPDATE uploadFile SET received = ? WHERE upload = ? AND position = ? AND received = ? AND ? BETWEEN received AND size",
                arguments: [to, id, index, from, to])
            guard db.changesCount == 1 else {
                guard
                    let stands = try Int64.fetchOne(
                        db, sql: "SELECT received FROM uploadFile WHERE upload = ? AND position = ?", arguments: [id, index])
                else { throw StoreError.missing(kind: "upload", id: "\(id)/\(index)") }
                throw StoreError.uploadOffset(expected: stands)
            }
            try db.execute(sql: "UPDATE upload SET updatedAt = ? WHERE id = ?", arguments: [at, id])
        }
    }

    public func deleteUpload(_ id: String) async throws {
        try await write { try $0.execute(sql: "DELETE FROM upload WHERE id = ?", arguments: [id]) }
    }
}

extension Database {
    fileprivate func loadUpload(_ id: String) throws -> UploadRecord {
        guard let row = try Row.fetchOne(self, sql: "SELECT id, project, by, createdAt, updatedAt FROM upload WHERE id = ?", arguments: [id]) else {
            throw StoreError.missing(kind: "upload", id: id)
        }
        let files = try Row.fetchAll(
            self, sql: "SELECT position, path, size, received FROM uploadFile WHERE upload = ? ORDER BY position", arguments: [id]
        ).map { UploadRecord.File(index: $0[0], path: $0[1], size: $0[2], received: $0[3]) }
        return UploadRecord(
            id: row[0], project: row[1], by: row[2], createdAt: Date(milliseconds: row[3]), updatedAt: Date(milliseconds: row[4]), files: files)
    }
}

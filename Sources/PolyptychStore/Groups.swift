import Foundation
import GRDB

/// Under which change group something is written.
public enum GroupChoice: Sendable {
    /// A group of its own, closed when the method returns.
    case new(GroupRecord.Kind, why: String)
    /// One that ``Store/beginGroup(project:kind:by:why:)`` opened.
    case existing(Int64)
}

extension Store {
    /// Opens a change group for an action that commits in several calls; it counts as one action and is undone as one.
    ///
    /// A group that a crash leaves open is closed at the next opening; the same work may go on under its id.
    public func beginGroup(project: Int64, kind: GroupRecord.Kind, by: String, why: String) async throws -> Int64 {
        let at = now
        return try await write { try $0.insertGroup(project: project, kind: kind, by: by, at: at, why: why, isOpen: true) }
    }

    /// Closes a group: from now on it can be undone. A group that changed nothing is forgotten.
    public func endGroup(_ id: Int64) async throws {
        try await write { try $0.closeGroup(id) }
    }

    public func group(_ id: Int64) async throws -> GroupRecord { try await read { try $0.loadGroup(id) } }
}

extension Database {
    func insertGroup(
        project: Int64, kind: GroupRecord.Kind, by: String, at: Int64, why: String, isOpen: Bool, target: Int64? = nil
    ) throws -> Int64 {
        guard try Int.fetchOne(cachedStatement(sql: "SELECT 1 FROM project WHERE id = ? AND deleted = 0"), arguments: [project]) != nil else {
            throw StoreError.missing(kind: "project", id: "\(project)")
        }
        try cachedStatement(sql: "INSERT INTO changeGroup(project, kind, by, at, why, open, target) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .execute(arguments: [project, kind.rawValue, by, at, why, isOpen, target])
        return lastInsertedRowID
    }

    func closeGroup(_ id: Int64) throws {
        try execute(sql: "UPDATE changeGroup SET open = 0 WHERE id = ?", arguments: [id])
        try execute(
            sql: "DELETE FROM changeGroup WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM revision WHERE changeGroup = ?1)", arguments: [id])
    }

    /// The group to write under: made where it is new, checked where it exists.
    func groupID(_ choice: GroupChoice, project: Int64, by: String, at: Int64, isOpen: Bool) throws -> Int64 {
        switch choice {
        case .new(let kind, let why):
            return try insertGroup(project: project, kind: kind, by: by, at: at, why: why, isOpen: isOpen)
        case .existing(let id):
            let row = try Row.fetchOne(
                cachedStatement(sql: "SELECT project, undoneBy FROM changeGroup WHERE id = ?"), arguments: [id])
            guard let row, row[0] == project else { throw StoreError.missing(kind: "change group", id: "\(id)") }
            guard row[1] as Int64? == nil else { throw StoreError.invalid(what: "This action was undone meanwhile. Start it again.") }
            return id
        }
    }

    func loadGroup(_ id: Int64) throws -> GroupRecord {
        guard
            let row = try Row.fetchOne(
                cachedStatement(sql: "SELECT id, project, kind, by, at, why, target, undoneBy FROM changeGroup WHERE id = ?"), arguments: [id])
        else { throw StoreError.missing(kind: "change group", id: "\(id)") }
        return GroupRecord(
            id: row[0], project: row[1], kind: GroupRecord.Kind(rawValue: row[2]) ?? .edit, by: row[3], at: Date(milliseconds: row[4]), why: row[5],
            target: row[6], undoneBy: row[7],
            sets: try Int64.fetchAll(cachedStatement(sql: "SELECT imageSet FROM revision WHERE changeGroup = ? ORDER BY id"), arguments: [id]))
    }

    /// Notes which sets changed: each by itself, or the project where there are many, so that a batch is not a thousand events.
    func noteSets(_ records: [SetRecord], project: Int64, by: String, at: Int64) throws {
        if records.count <= 20 {
            for record in records { try noteChange(.set, id: record.id, project: project, version: record.version, by: by, at: at) }
        } else {
            let version = try Int.fetchOne(cachedStatement(sql: "SELECT version FROM project WHERE id = ?"), arguments: [project]) ?? 1
            try noteChange(.project, id: project, project: project, version: version, by: by, at: at)
        }
    }
}

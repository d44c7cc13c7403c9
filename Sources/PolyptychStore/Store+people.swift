import Foundation
import GRDB

public struct PersonRecord: Codable, Hashable, Sendable, Identifiable {
    public enum Role: String, Codable, CaseIterable, Sendable { case annotator, reviewer, owner }

    public var id: Int64
    public var name: String
    public var role: Role
}

extension Store {
    /// Adds a person, or changes the role of the one of that name.
    @discardableResult
    public func setPerson(name: String, role: PersonRecord.Role) async throws -> PersonRecord {
        let at = now
        return try await write { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    INSERT INTO person(name, role, createdAt) VALUES (?, ?, ?) ON CONFLICT(name) DO UPDATE SET role = excluded.role
                    RETURNING id, name, role
                    """, arguments: [name, role.rawValue, at])
            guard let row else { throw StoreError.missing(kind: "person", id: name) }
            return PersonRecord(id: row[0], name: row[1], role: .init(rawValue: row[2]) ?? .annotator)
        }
    }

    public func people() async throws -> [PersonRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT id, name, role FROM person ORDER BY name").map {
                PersonRecord(id: $0[0], name: $0[1], role: .init(rawValue: $0[2]) ?? .annotator)
            }
        }
    }

    /// What the workspace remembers under a name; nil where it was never set.
    public func setting<T: Decodable & Sendable>(_ name: String, as type: T.Type) async throws -> T? {
        let json = try await read { try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name]) }
        return try json.map { try JSON.decode(type, $0) }
    }

    /// Remembers a value, or forgets it where it is nil.
    public func setSetting<T: Encodable & Sendable>(_ name: String, _ value: T?) async throws {
        let json = try value.map { try JSON.encode($0) }
        try await write { db in
            if let json {
                try db.execute(
                    sql: "INSERT INTO setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", arguments: [name, json])
            } else {
                try db.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
            }
        }
    }
}

import Foundation
import GRDB
import PolyptychCuration

/// A set after one change.
public struct RevisionRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var set: Int64
    public var version: Int
    public var group: Int64
    public var kind: GroupRecord.Kind
    public var at: Date
    public var by: String
    public var why: String
    /// What changed, in a few words for a list.
    public var summary: String
    public var state: SetState
    /// SHA-256 of the state's canonical JSON.
    public var stateHash: String
    /// The state it replaced; nil where the set was made.
    public var before: SetState?
}

extension Store {
    /// A set's revisions, newest first, `limit` of them, older than version `before` where given.
    public func history(set: Int64, before: Int? = nil, limit: Int = 50) async throws -> [RevisionRecord] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "\(RawRevision.select) WHERE r.imageSet = ? AND r.version < ? ORDER BY r.version DESC LIMIT ?"),
                arguments: [set, before ?? Int.max, limit]
            ).map(RawRevision.init)
        }.map { try $0.record() }
    }

    public func revision(_ id: Int64) async throws -> RevisionRecord {
        let raw = try await read { db in
            guard let row = try Row.fetchOne(db.cachedStatement(sql: "\(RawRevision.select) WHERE r.id = ?"), arguments: [id]) else {
                throw StoreError.missing(kind: "revision", id: "\(id)")
            }
            return RawRevision(row)
        }
        return try raw.record()
    }

    /// Gives a set the state of one of its revisions again, as a new revision; `adjust` may change what must not return with it.
    @discardableResult
    public func restore(
        set: Int64, revision id: Int64, base: Int?, by: String, adjust: @Sendable (SetState, ProjectSettings) throws -> SetState = { state, _ in state }
    ) async throws -> SetRecord {
        let revision = try await revision(id)
        guard revision.set == set else { throw StoreError.missing(kind: "revision", id: "\(id)") }
        return try await edit(set: set, base: base, by: by, why: "Restored version \(revision.version)", kind: .restore) { _, settings in
            try adjust(revision.state, settings)
        }
    }

    /// A project's change groups, newest first, `limit` of them, older than group `before` where given.
    public func groups(project: Int64, before: Int64? = nil, limit: Int = 50) async throws -> [GroupRecord] {
        try await read { db in
            try Int64.fetchAll(
                db, sql: "SELECT id FROM changeGroup WHERE project = ? AND id < ? ORDER BY id DESC LIMIT ?",
                arguments: [project, before ?? Int64.max, limit]
            ).map { try db.loadGroup($0) }
        }
    }
}

private struct RawRevision: Sendable {
    var id: Int64, set: Int64, version: Int, group: Int64, kind: String, at: Int64, by: String, why: String, summary: String
    var json: String, hash: String, before: String?

    init(_ row: Row) {
        (id, set, version, group, kind, at) = (row[0], row[1], row[2], row[3], row[4], row[5])
        (by, why, summary, json, hash, before) = (row[6], row[7], row[8], row[9], row[10], row[11])
    }

    static let select = """
        SELECT r.id, r.imageSet, r.version, r.changeGroup, g.kind, r.at, r.by, g.why, r.summary, t.json, t.hash, b.json
        FROM revision r JOIN changeGroup g ON g.id = r.changeGroup JOIN state t ON t.id = r.state LEFT JOIN state b ON b.id = r.before
        """

    func record() throws -> RevisionRecord {
        RevisionRecord(
            id: id, set: set, version: version, group: group, kind: GroupRecord.Kind(rawValue: kind) ?? .edit, at: Date(milliseconds: at), by: by,
            why: why, summary: summary, state: try SetState(canonicalJSON: Data(json.utf8)), stateHash: hash,
            before: try before.map { try SetState(canonicalJSON: Data($0.utf8)) })
    }
}

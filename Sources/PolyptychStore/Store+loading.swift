import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// The set as it stands, deleted or not.
    public func set(_ id: Int64) async throws -> SetRecord {
        try await read { try $0.loadSet(id) }.record()
    }

    /// A set with its project, of one moment.
    public func setWithProject(_ id: Int64) async throws -> (set: SetRecord, project: ProjectRecord) {
        let (raw, project) = try await read { db in
            let raw = try db.loadSet(id)
            return (raw, try db.loadProject(raw.project))
        }
        return (try raw.record(), project)
    }

    /// The sets that exist among `ids`, in that order.
    public func sets(_ ids: [Int64]) async throws -> [SetRecord] {
        try await read { db in try db.loadSets(ids) }.map { try $0.record() }
    }

    /// Which of these keys living sets of the project hold.
    public func setIDs(project: Int64, keys: [String]) async throws -> [String: Int64] {
        try await read { db in
            var found: [String: Int64] = [:]
            for key in keys {
                if let id = try Int64.fetchOne(
                    db.cachedStatement(sql: "SELECT id FROM imageSet WHERE project = ? AND key = ? AND deleted = 0"), arguments: [project, key])
                {
                    found[key] = id
                }
            }
            return found
        }
    }

    /// Whether any set has a frame that lies in this folder or below it.
    public func hasCandidates(under folder: String) async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM candidate WHERE path > ? AND path < ?)", arguments: [folder + "/", folder + "0"]) ?? false
        }
    }

    /// Frames of the set's scene that were not chosen.
    public func candidates(set: Int64) async throws -> [CandidateRecord] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT c.name, c.path, b.sha256, coalesce(c.width, b.width), coalesce(c.height, b.height), c.angles
                        FROM candidate c LEFT JOIN blob b ON b.id = c.blob WHERE c.imageSet = ? ORDER BY c.position
                        """), arguments: [set]
            ).map { row in
                CandidateRecord(
                    name: row[0], path: row[1], sha256: row[2], width: row[3], height: row[4],
                    angles: try (row[5] as String?).map { try JSON.decode(CameraAngles.self, $0) })
            }
        }
    }

    /// Replaces the frames that a set offers to swap in.
    public func replaceCandidates(set: Int64, _ candidates: [CandidateRecord]) async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM candidate WHERE imageSet = ?", arguments: [set])
            try db.writeCandidates(set: set, candidates, from: 0)
        }
    }
}

/// A set as it lies in the database; the JSON is decoded outside the connection's queue.
struct RawSet: Sendable {
    var id: Int64
    var project: Int64
    var version: Int
    var json: String
    var hash: String
    var createdAt: Int64
    var createdBy: String
    var updatedAt: Int64
    var updatedBy: String

    init(_ row: Row) {
        (id, project, version, json, hash) = (row[0], row[1], row[2], row[3], row[4])
        (createdAt, createdBy, updatedAt, updatedBy) = (row[5], row[6], row[7], row[8])
    }

    func record() throws -> SetRecord {
        SetRecord(
            id: id, project: project, version: version, state: try SetState(canonicalJSON: Data(json.utf8)), stateHash: hash,
            createdAt: Date(milliseconds: createdAt), createdBy: createdBy, updatedAt: Date(milliseconds: updatedAt), updatedBy: updatedBy)
    }

    static let columns = """
        s.id, s.project, s.version, t.json, t.hash, s.createdAt, s.createdBy, s.updatedAt, s.updatedBy \
        FROM imageSet s JOIN state t ON t.id = s.state
        """
}

extension Database {
    func loadSet(_ id: Int64) throws -> RawSet {
        guard let row = try Row.fetchOne(cachedStatement(sql: "SELECT \(RawSet.columns) WHERE s.id = ?"), arguments: [id]) else {
            throw StoreError.missing(kind: "set", id: "\(id)")
        }
        return RawSet(row)
    }

    func loadSets(_ ids: [Int64]) throws -> [RawSet] {
        let statement = try cachedStatement(sql: "SELECT \(RawSet.columns) WHERE s.id = ?")
        return try ids.compactMap { id in try Row.fetchOne(statement, arguments: [id]).map(RawSet.init) }
    }

    func loadProject(_ id: Int64) throws -> ProjectRecord {
        let sql = """
            SELECT id, name, version, settingsVersion, settings, createdAt, createdBy, updatedAt, updatedBy FROM project
            WHERE id = ? AND deleted = 0
            """
        guard let row = try Row.fetchOne(cachedStatement(sql: sql), arguments: [id]) else {
            throw StoreError.missing(kind: "project", id: "\(id)")
        }
        return try ProjectRecord(row)
    }

    func loadBlobs(_ hashes: some Sequence<String>) throws -> [String: BlobRecord] {
        var found: [String: BlobRecord] = [:]
        let statement = try cachedStatement(
            sql: "SELECT sha256, format, bytes, width, height, reference, measure, thumbnail, missing FROM blob WHERE sha256 = ?")
        for hash in hashes where found[hash] == nil {
            if let row = try Row.fetchOne(statement, arguments: [hash]) { found[hash] = try BlobRecord(row) }
        }
        return found
    }
}

extension ProjectRecord {
    init(_ row: Row) throws {
        self.init(
            id: row[0], name: row[1], version: row[2], settingsVersion: row[3], settings: try JSON.decode(ProjectSettings.self, row[4]),
            createdAt: Date(milliseconds: row[5]), createdBy: row[6], updatedAt: Date(milliseconds: row[7]), updatedBy: row[8])
    }
}

extension BlobRecord {
    init(_ row: Row) throws {
        self.init(
            sha256: row[0], format: row[1], bytes: row[2], width: row[3], height: row[4], reference: row[5],
            measure: try (row[6] as String?).map { try JSON.decode(ViewMeasure.self, $0) },
            thumbnail: Thumbnail(rawValue: row[7]) ?? .none, isMissing: row[8])
    }
}

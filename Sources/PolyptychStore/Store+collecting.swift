import Foundation
import GRDB

extension Store {
    /// Originals that no set, revision, snapshot or candidate needs and that have been known for longer than `grace` seconds
    /// (an import makes originals known before the sets that show them).
    public func unreferencedBlobs(grace: Double = 86_400) async throws -> [BlobRecord] {
        let until = now - Int64(grace * 1000)
        return try await read { db in
            let hashes = try String.fetchAll(db, sql: "SELECT sha256 FROM blob b WHERE createdAt < ? AND \(unreferenced)", arguments: [until])
            let records = try db.loadBlobs(hashes)
            return hashes.compactMap { records[$0] }
        }
    }

    /// Forgets these originals where still nothing needs them, and returns the ones that are gone: their files may be removed now.
    public func removeBlobs(_ hashes: [String]) async throws -> [String] {
        var removed: [String] = []
        for chunk in hashes.chunks(of: 100) {
            removed += try await write { db in
                try chunk.filter { hash in
                    try db.execute(sql: "DELETE FROM blob AS b WHERE sha256 = ? AND \(unreferenced)", arguments: [hash])
                    return db.changesCount > 0
                }
            }
        }
        return removed
    }
}

private let unreferenced = """
    NOT EXISTS (SELECT 1 FROM stateBlob WHERE blob = b.id) AND NOT EXISTS (SELECT 1 FROM view WHERE blob = b.id)
        AND NOT EXISTS (SELECT 1 FROM candidate WHERE blob = b.id)
    """

import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// Makes originals known. Afterwards each is there once; one that was known keeps its row, and gains the measure and loses the
    /// mark of being missing where the new record says more. Commits in small transactions.
    public func addBlobs(_ blobs: [BlobRecord]) async throws {
        let rows = try blobs.map { blob in (blob, try blob.measure.map { try JSON.encode($0) }) }
        let at = now
        for start in stride(from: 0, to: rows.count, by: 100) {
            let chunk = rows[start..<min(start + 100, rows.count)]
            try await write { db in
                for (blob, measure) in chunk {
                    try db.cachedStatement(
                        sql: """
                            INSERT INTO blob(sha256, format, bytes, width, height, reference, measure, perceptualHash, thumbnail, missing, createdAt)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT(sha256) DO UPDATE SET measure = coalesce(excluded.measure, measure),
                                perceptualHash = coalesce(excluded.perceptualHash, perceptualHash), missing = excluded.missing,
                                reference = CASE WHEN reference IS NULL AND missing = 0 THEN NULL ELSE excluded.reference END,
                                thumbnail = CASE WHEN excluded.thumbnail = 'none' THEN thumbnail ELSE excluded.thumbnail END,
                                createdAt = excluded.createdAt
                            """
                    ).execute(
                        arguments: [
                            blob.sha256, blob.format, blob.bytes, blob.width, blob.height, blob.reference, measure,
                            blob.measure.map { Int64(bitPattern: $0.perceptualHash.rawValue) }, blob.thumbnail.rawValue, blob.isMissing, at,
                        ])
                }
            }
        }
    }

    public func blob(_ sha256: String) async throws -> BlobRecord? { try await blobs([sha256])[sha256] }

    /// The originals that are known among these hashes.
    public func blobs(_ hashes: [String]) async throws -> [String: BlobRecord] {
        guard !hashes.isEmpty else { return [:] }
        return try await read { try $0.loadBlobs(hashes) }
    }

    public func setThumbnail(_ sha256: String, _ state: BlobRecord.Thumbnail) async throws {
        try await write { try $0.execute(sql: "UPDATE blob SET thumbnail = ? WHERE sha256 = ?", arguments: [state.rawValue, sha256]) }
    }

    public func setMissing(_ sha256: String, _ isMissing: Bool) async throws {
        try await write { try $0.execute(sql: "UPDATE blob SET missing = ? WHERE sha256 = ?", arguments: [isMissing, sha256]) }
    }
}

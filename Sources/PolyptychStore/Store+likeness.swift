import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// Compares these originals with all others by perceptual hash, then closely, and keeps the pairs that look nearly alike.
    ///
    /// The hashes of a workspace are a few megabytes even at a million originals, so each is compared with all of them in memory;
    /// only the nearest few by hash are compared closely. At most 16 likenesses are kept for an original.
    public func findLikenesses(of hashes: [String]) async throws {
        guard !hashes.isEmpty else { return }
        let (all, wanted) = try await read { db -> ([(id: Int64, hash: UInt64)], Set<Int64>) in
            var all: [(id: Int64, hash: UInt64)] = []
            let rows = try Row.fetchCursor(db, sql: "SELECT id, perceptualHash FROM blob WHERE perceptualHash IS NOT NULL ORDER BY id")
            while let row = try rows.next() { all.append((row[0], UInt64(bitPattern: row[1] as Int64))) }
            let statement = try db.cachedStatement(sql: "SELECT id FROM blob WHERE sha256 = ?")
            return (all, Set(try hashes.compactMap { try Int64.fetchOne(statement, arguments: [$0]) }))
        }
        var near: [(Int64, Int64, Int)] = []
        for one in all where wanted.contains(one.id) {
            var found: [(Int64, Int64, Int)] = []
            for other in all where other.id != one.id {
                let distance = (one.hash ^ other.hash).nonzeroBitCount
                if distance <= hashDistanceWorthALook { found.append((min(one.id, other.id), max(one.id, other.id), distance)) }
            }
            near += found.sorted { ($0.2, $0.0, $0.1) < ($1.2, $1.0, $1.1) }.prefix(16)
            await Task.yield()
        }
        // A pair whose both sides were asked for was found twice.
        var seen: Set<[Int64]> = []
        near = near.filter { seen.insert([$0.0, $0.1]).inserted }
        for chunk in near.chunks(of: 100) {
            let measures = try await read { db -> [Int64: ViewMeasure] in
                let statement = try db.cachedStatement(sql: "SELECT measure FROM blob WHERE id = ?")
                var found: [Int64: ViewMeasure] = [:]
                for id in Set(chunk.flatMap { [$0.0, $0.1] }) {
                    if let json = try String.fetchOne(statement, arguments: [id]) { found[id] = try JSON.decode(ViewMeasure.self, json) }
                }
                return found
            }
            let pairs = chunk.filter { a, b, _ in
                guard let x = measures[a], let y = measures[b] else { return false }
                return x.isNearIdentical(to: y)
            }
            try await write { db in
                for (a, b, distance) in pairs {
                    try db.cachedStatement(
                        sql: """
                            INSERT INTO nearDuplicate(a, b, distance) SELECT ?1, ?2, ?3
                            WHERE (SELECT count(*) FROM nearDuplicate WHERE a = ?1) < 16 AND (SELECT count(*) FROM nearDuplicate WHERE b = ?2) < 16
                                AND EXISTS (SELECT 1 FROM blob WHERE id = ?1) AND EXISTS (SELECT 1 FROM blob WHERE id = ?2)
                            ON CONFLICT DO NOTHING
                            """
                    ).execute(arguments: [a, b, distance])
                }
            }
        }
    }

    /// Originals that look nearly like this one, nearest first.
    public func likenesses(of sha256: String) async throws -> [(sha256: String, distance: Int)] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT o.sha256, n.distance FROM blob b JOIN nearDuplicate n ON n.a = b.id OR n.b = b.id
                        JOIN blob o ON o.id = CASE n.a WHEN b.id THEN n.b ELSE n.a END
                    WHERE b.sha256 = ? ORDER BY n.distance, o.id
                    """, arguments: [sha256]
            ).map { ($0[0], $0[1]) }
        }
    }

    func rebuildNearDuplicates() async throws {
        let hashes = try await write { db -> [String] in
            try db.execute(sql: "DELETE FROM nearDuplicate")
            return try String.fetchAll(db, sql: "SELECT sha256 FROM blob WHERE perceptualHash IS NOT NULL")
        }
        try await findLikenesses(of: hashes)
    }
}

/// Unrelated photographs differ in about 32 of 64 bits; the same shot framed a little differently in fewer than this.
private let hashDistanceWorthALook = 16

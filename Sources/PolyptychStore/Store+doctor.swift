import Foundation
import GRDB
import PolyptychCuration

/// Something that does not hold in a database.
public struct StoreProblem: Codable, Hashable, Sendable {
    public enum Check: String, Codable, CaseIterable, Sendable {
        case integrity, foreignKeys, positions, stateHash, heads, derived, search, jobs
    }
    public var check: Check
    /// What is wrong, with the row it is about.
    public var detail: String
    /// Whether `rebuildDerived` mends it.
    public var isMendable: Bool
}

extension Store {
    /// Looks at everything that must hold: SQLite's own checks, positions 0…n-1, states under their right hash, heads that are the
    /// last revision, derived rows that agree with the states, the full-text index, job counts. Reads only, except that SQLite's
    /// check of the full-text index is phrased as a write and changes nothing.
    /// - Parameter limit: problems named per check.
    public func check(limit: Int = 50, progress: @Sendable (String) async -> Void = { _ in }) async throws -> [StoreProblem] {
        var problems: [StoreProblem] = []
        await progress("integrity")
        problems += try await read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))").filter { $0 != "ok" }
                .map { StoreProblem(check: .integrity, detail: $0, isMendable: false) }
        }
        problems += try await read { db in
            try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(limit).map { row in
                StoreProblem(
                    check: .foreignKeys, detail: "\(row[0] as String) row \(row[1] as Int64? ?? 0) points to a \(row[2] as String) that is gone", isMendable: false)
            }
        }
        await progress("sets")
        for query in checks {
            problems += try await read { db in
                try String.fetchAll(db, sql: "\(query.sql) LIMIT \(limit)").map {
                    StoreProblem(check: query.check, detail: $0, isMendable: query.isMendable)
                }
            }
        }
        await progress("search")
        do {
            try await write { try $0.execute(sql: "INSERT INTO setText(setText, rank) VALUES ('integrity-check', 1)") }
        } catch {
            problems.append(StoreProblem(check: .search, detail: "the full-text index does not agree with the prompts", isMendable: true))
        }
        await progress("states")
        problems += try await checkStates(limit: limit)
        return problems
    }

    private func checkStates(limit: Int) async throws -> [StoreProblem] {
        var problems: [StoreProblem] = []
        var last: Int64 = 0
        while problems.count < limit {
            let from = last
            let rows = try await read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT t.id, t.hash, t.json, s.id, s.key, s.status, s.deleted, (
                            SELECT group_concat(view || '=' || sha256, ' ') FROM (
                                SELECT v.view, b.sha256 FROM view v JOIN blob b ON b.id = v.blob WHERE v.imageSet = s.id ORDER BY v.position))
                        FROM state t LEFT JOIN imageSet s ON s.state = t.id WHERE t.id > ? ORDER BY t.id LIMIT 200
                        """, arguments: [from]
                ).map { CheckedState($0) }
            }
            guard let end = rows.last?.id else { break }
            // The last state of a page may be shared by sets that are on the next.
            last = rows.count < 200 || rows.first?.id == end ? end : end - 1
            for row in rows where row.id <= last {
                if sha256Hex(Data(row.json.utf8)) != row.hash {
                    problems.append(StoreProblem(check: .stateHash, detail: "state \(row.id) does not have the hash \(row.hash)", isMendable: false))
                    continue
                }
                guard let set = row.set else { continue }
                guard let state = try? SetState(canonicalJSON: Data(row.json.utf8)) else {
                    problems.append(StoreProblem(check: .stateHash, detail: "state \(row.id) cannot be read", isMendable: false))
                    continue
                }
                let views = state.views.map { "\($0.id)=\($0.image.sha256)" }.joined(separator: " ")
                if row.key != state.key || row.status != state.review.status.rawValue || row.isDeleted != state.isDeleted || row.views != views {
                    problems.append(StoreProblem(check: .derived, detail: "set \(set) (\(state.key)) is listed other than its state says", isMendable: true))
                }
            }
        }
        return problems
    }
}

private struct CheckedState: Sendable {
    var id: Int64, hash: String, json: String, set: Int64?, key: String?, status: String?, isDeleted: Bool?, views: String

    init(_ row: Row) {
        (id, hash, json, set) = (row[0], row[1], row[2], row[3])
        (key, status, isDeleted, views) = (row[4], row[5], row[6], row[7] as String? ?? "")
    }
}

private let checks: [(check: StoreProblem.Check, isMendable: Bool, sql: String)] = [
    (
        .positions, true,
        """
        SELECT 'the views of set ' || s.id || ' do not stand at 0…' || (s.viewCount - 1) FROM imageSet s
            LEFT JOIN view v ON v.imageSet = s.id GROUP BY s.id
        HAVING count(v.view) <> s.viewCount OR coalesce(min(v.position), 0) <> 0 OR coalesce(max(v.position), -1) <> s.viewCount - 1
        """
    ),
    (
        .heads, false,
        """
        SELECT 'set ' || s.id || ' stands at version ' || s.version || ', which is not its last revision' FROM imageSet s
        WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.imageSet = s.id AND r.version = s.version AND r.state = s.state)
            OR EXISTS (SELECT 1 FROM revision r WHERE r.imageSet = s.id AND r.version > s.version)
        """
    ),
    (
        .derived, true,
        """
        SELECT 'set ' || s.id || ' counts its findings wrongly' FROM imageSet s
        WHERE s.errors <> (SELECT count(*) FROM findingCode f WHERE f.imageSet = s.id AND severity = 2 AND dismissed = 0)
            OR s.warnings <> (SELECT count(*) FROM findingCode f WHERE f.imageSet = s.id AND severity = 1 AND dismissed = 0)
        """
    ),
    (
        .derived, true,
        "SELECT 'set ' || s.id || ' has no text for search' FROM imageSet s WHERE NOT EXISTS (SELECT 1 FROM setDocument d WHERE d.imageSet = s.id)"
    ),
    (
        .jobs, false,
        """
        SELECT 'job ' || j.id || ' counts its items wrongly' FROM job j WHERE EXISTS (SELECT 1 FROM jobItem i WHERE i.job = j.id)
            AND (j.total <> (SELECT count(*) FROM jobItem i WHERE i.job = j.id)
                OR j.done <> (SELECT count(*) FROM jobItem i WHERE i.job = j.id AND i.state = 'finished')
                OR j.failed <> (SELECT count(*) FROM jobItem i WHERE i.job = j.id AND i.state = 'failed'))
        """
    ),
]

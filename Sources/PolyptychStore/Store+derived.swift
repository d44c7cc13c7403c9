import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// How many sets still show what older settings rendered.
    public func staleCount(project: Int64) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM imageSet WHERE project = ?1 AND derivedFor <> (SELECT settingsVersion FROM project WHERE id = ?1)",
                arguments: [project]) ?? 0
        }
    }

    /// Brings what is derived up to the project's settings, in short transactions, and returns how many sets it passed over.
    /// Versions and revisions stay; after a crash it goes on where it was.
    @discardableResult
    public func rederive(project id: Int64, progress: @Sendable (Int) async -> Void = { _ in }) async throws -> Int {
        var total = 0
        while true {
            let (project, raw) = try await read { db -> (ProjectRecord, [RawSet]) in
                let project = try db.loadProject(id)
                // Two ranges instead of <>, so that the index answers.
                let ids = try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT id FROM (SELECT id FROM imageSet WHERE project = ?1 AND derivedFor < ?2 UNION ALL
                            SELECT id FROM imageSet WHERE project = ?1 AND derivedFor > ?2) LIMIT 64
                        """, arguments: [id, project.settingsVersion])
                return (project, try db.loadSets(ids))
            }
            if raw.isEmpty { break }
            total += try await refresh(raw, project: project)
            await progress(total)
        }
        if total > 0 {
            let at = now
            try await write { db in
                let project = try db.loadProject(id)
                try db.noteChange(.project, id: id, project: id, version: project.version, by: project.updatedBy, at: at)
            }
        }
        return total
    }

    /// Writes every derived row of the workspace anew from the states: imageSet's derived columns, view, setDocument with its
    /// full-text index, findingCode, tag, stateBlob and nearDuplicate. Nothing that people made changes.
    public func rebuildDerived(progress: @Sendable (Int) async -> Void = { _ in }) async throws {
        try await rebuildStateBlobs()
        for project in try await read({ try Int64.fetchAll($0, sql: "SELECT id FROM project WHERE deleted = 0") }) {
            var last: Int64 = 0, total = 0
            while true {
                let from = last
                let (record, raw) = try await read { db -> (ProjectRecord, [RawSet]) in
                    let ids = try Int64.fetchAll(
                        db, sql: "SELECT id FROM imageSet WHERE project = ? AND id > ? ORDER BY id LIMIT 64", arguments: [project, from])
                    return (try db.loadProject(project), try db.loadSets(ids))
                }
                guard let end = raw.last?.id else { break }
                // A set that changes meanwhile writes its own derived rows.
                _ = try await refresh(raw, project: record)
                last = end
                total += raw.count
                await progress(total)
            }
        }
        try await write { try $0.execute(sql: "INSERT INTO setText(setText) VALUES ('rebuild')") }
        try await rebuildNearDuplicates()
    }

    /// Writes the derived rows of these sets anew where they still stand as they were read; returns how many it wrote.
    private func refresh(_ raw: [RawSet], project: ProjectRecord) async throws -> Int {
        let records = try raw.map { try $0.record() }
        let blobs = try await blobs(records.flatMap { $0.state.views.map(\.image.sha256) })
        let prepared = try records.map { ($0, try prepare($0.state, project: project, blobs: blobs)) }
        var next = 0, written = 0
        while next < prepared.count {
            let rest = prepared[next...]
            let (passed, wrote) = try await write { [clock] db -> (Int, Int) in
                let started = clock()
                var passed = 0, wrote = 0
                for (record, prepared) in rest {
                    if try db.stands(record, settingsVersion: project.settingsVersion) {
                        try db.refreshDerived(set: record.id, project: project.id, prepared)
                        wrote += 1
                    }
                    passed += 1
                    if clock().timeIntervalSince(started) > writerBudget { break }
                }
                return (passed, wrote)
            }
            next += passed
            written += wrote
        }
        return written
    }

    private func rebuildStateBlobs() async throws {
        var last: Int64 = 0
        while true {
            let from = last
            let rows = try await read { db in
                try Row.fetchAll(db, sql: "SELECT id, json FROM state WHERE id > ? ORDER BY id LIMIT 100", arguments: [from])
                    .map { row -> (Int64, String) in (row[0], row[1]) }
            }
            guard let end = rows.last?.0 else { return }
            last = end
            let states = try rows.map { ($0.0, try SetState(canonicalJSON: Data($0.1.utf8))) }
            try await write { db in
                for (id, state) in states {
                    guard try Int.fetchOne(db, sql: "SELECT 1 FROM state WHERE id = ?", arguments: [id]) != nil else { continue }
                    try db.execute(sql: "DELETE FROM stateBlob WHERE state = ?", arguments: [id])
                    for blob in Set(try db.blobIDs(state)) {
                        try db.execute(sql: "INSERT INTO stateBlob(blob, state) VALUES (?, ?)", arguments: [blob, id])
                    }
                }
            }
        }
    }
}

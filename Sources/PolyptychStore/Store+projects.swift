import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// Makes a project. Afterwards exactly one living project has that name.
    public func createProject(name: String, settings: ProjectSettings, by: String) async throws -> ProjectRecord {
        let json = try JSON.encode(settings)
        let at = now
        return try await write { db in
            try db.refuseTakenProjectName(name, except: nil)
            try db.execute(
                sql: """
                    INSERT INTO project(name, version, settingsVersion, settings, createdAt, createdBy, updatedAt, updatedBy)
                    VALUES (?, 1, 1, ?, ?, ?, ?, ?)
                    """, arguments: [name, json, at, by, at, by])
            let id = db.lastInsertedRowID
            try db.noteChange(.project, id: id, project: id, version: 1, by: by, at: at)
            return try db.loadProject(id)
        }
    }

    public func project(_ id: Int64) async throws -> ProjectRecord { try await read { try $0.loadProject(id) } }

    public func project(named name: String) async throws -> ProjectRecord? {
        try await read { db in
            guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM project WHERE name = ? AND deleted = 0", arguments: [name]) else { return nil }
            return try db.loadProject(id)
        }
    }

    /// Every living project, by name.
    public func projects() async throws -> [ProjectRecord] {
        try await read { db in
            try Int64.fetchAll(db, sql: "SELECT id FROM project WHERE deleted = 0 ORDER BY name").map { try db.loadProject($0) }
        }
    }

    public func counts(project: Int64) async throws -> ProjectCounts {
        try await read { db in
            var counts = ProjectCounts(sets: 0, views: 0, status: [:], setsWithErrors: 0, setsWithWarnings: 0)
            for status in ReviewStatus.allCases { counts.status[status] = 0 }
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT status, count(*), sum(viewCount) FROM imageSet INDEXED BY imageSetOrderViews
                        WHERE project = ? AND deleted = 0 GROUP BY status
                        """), arguments: [project])
            for row in rows {
                counts.sets += row[1] as Int
                counts.views += row[2] as Int
                if let status = ReviewStatus(rawValue: row[0]) { counts.status[status] = row[1] }
            }
            // badness is a thousand per error and one per warning, so two ranges of one index answer both.
            let bad = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FILTER (WHERE badness >= 1000), count(*) FILTER (WHERE badness < 1000) FROM imageSet
                        WHERE project = ? AND deleted = 0 AND badness > 0
                        """), arguments: [project])
            counts.setsWithErrors = bad?[0] ?? 0
            counts.setsWithWarnings = bad?[1] ?? 0
            return counts
        }
    }

    /// Changes name or settings. Afterwards the version is one higher; where the settings changed, every set still shows what the old
    /// ones rendered until ``rederive(project:progress:)`` has passed over it.
    public func updateProject(_ id: Int64, base: Int, name: String? = nil, settings: ProjectSettings? = nil, by: String) async throws -> ProjectRecord {
        let json = try settings.map { try JSON.encode($0) }
        let at = now
        return try await write { db in
            let current = try db.loadProject(id)
            guard current.version == base else { throw StoreError.staleProject(current: current) }
            if let name, name != current.name { try db.refuseTakenProjectName(name, except: id) }
            let settingsChange = settings != nil && settings != current.settings
            guard settingsChange || (name ?? current.name) != current.name else { return current }
            try db.execute(
                sql: """
                    UPDATE project SET name = ?, version = version + 1, settingsVersion = settingsVersion + ?,
                        settings = coalesce(?, settings), updatedAt = ?, updatedBy = ? WHERE id = ?
                    """, arguments: [name ?? current.name, settingsChange ? 1 : 0, json, at, by, id])
            try db.noteChange(.project, id: id, project: id, version: base + 1, by: by, at: at)
            return try db.loadProject(id)
        }
    }

    /// Hides a project; ``purgeDeletedProjects()`` removes its rows.
    public func deleteProject(_ id: Int64, base: Int? = nil, by: String) async throws {
        let at = now
        try await write { db in
            let current = try db.loadProject(id)
            if let base, base != current.version { throw StoreError.staleProject(current: current) }
            try db.execute(
                sql: "UPDATE project SET deleted = 1, version = version + 1, updatedAt = ?, updatedBy = ? WHERE id = ?", arguments: [at, by, id])
            try db.noteChange(.project, id: id, project: id, version: current.version + 1, by: by, at: at)
        }
    }

    /// Removes the rows of deleted projects in small transactions.
    public func purgeDeletedProjects() async throws {
        for id in try await read({ try Int64.fetchAll($0, sql: "SELECT id FROM project WHERE deleted = 1") }) {
            try await write { db in
                try db.execute(sql: "DELETE FROM export WHERE project = ?", arguments: [id])
                try db.execute(sql: "DELETE FROM upload WHERE project = ?", arguments: [id])
                try db.execute(sql: "DELETE FROM job WHERE project = ?", arguments: [id])
            }
            for statement in [
                """
                DELETE FROM snapshotSet WHERE (snapshot, position) IN (
                    SELECT n.snapshot, n.position FROM snapshot s JOIN snapshotSet n ON n.snapshot = s.id WHERE s.project = ? LIMIT 200)
                """,
                "DELETE FROM imageSet WHERE id IN (SELECT id FROM imageSet WHERE project = ? LIMIT 50)",
            ] {
                while try await write({ db in
                    try db.execute(sql: statement, arguments: [id])
                    return db.changesCount
                }) > 0 {}
            }
            try await write { try $0.execute(sql: "DELETE FROM project WHERE id = ?", arguments: [id]) }
        }
        try await collectStates()
    }

    /// Removes states that no set and no revision holds any more.
    func collectStates() async throws {
        var last: Int64 = 0
        while true {
            let from = last
            let ids = try await read { db in
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT id FROM state t WHERE id > ? AND NOT EXISTS (SELECT 1 FROM imageSet WHERE state = t.id)
                            AND NOT EXISTS (SELECT 1 FROM revision WHERE state = t.id) AND NOT EXISTS (SELECT 1 FROM revision WHERE before = t.id)
                        ORDER BY id LIMIT 200
                        """, arguments: [from])
            }
            guard let end = ids.last else { return }
            last = end
            try await write { db in
                for id in ids {
                    // Asked again inside the transaction: the state may have been taken up meanwhile.
                    try db.execute(
                        sql: """
                            DELETE FROM state WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM imageSet WHERE state = ?1)
                                AND NOT EXISTS (SELECT 1 FROM revision WHERE state = ?1 OR before = ?1)
                            """, arguments: [id])
                }
            }
        }
    }
}

extension Database {
    fileprivate func refuseTakenProjectName(_ name: String, except id: Int64?) throws {
        guard !name.isEmpty, name.count <= 200 else { throw StoreError.invalid(what: "A project's name has 1 to 200 characters.") }
        let holder = try Int64.fetchOne(self, sql: "SELECT id FROM project WHERE name = ? AND deleted = 0", arguments: [name])
        if let holder, holder != id { throw StoreError.nameTaken(kind: "project", name: name) }
    }
}

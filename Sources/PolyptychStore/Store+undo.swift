import Foundation
import GRDB
import PolyptychCuration

/// What an undo or redo did.
public struct UndoOutcome: Codable, Hashable, Sendable {
    /// The compensating group.
    public var group: Int64
    /// The action that was undone or redone, with why it was made.
    public var target: GroupRecord
    /// The sets as they are now.
    public var sets: [Int64]
    /// Sets that somebody changed while a long undo was under way: they were left alone.
    public var skipped: [UndoConflict]
}

extension Store {
    /// Undoes the person's last action in the project that still stands, by a compensating group. Afterwards every set of it has the
    /// state it had before, as a new revision; a set that the action made is deleted.
    ///
    /// It needs no memory but the database, so it works after a restart. Actions on more than 200 sets are undone in short
    /// transactions: a set that is changed meanwhile is left alone and reported.
    /// - Throws: ``StoreError/undoConflict(group:conflicts:)`` where a set has another state than the action left it in, with who
    ///   and when; ``StoreError/nothingToUndo``.
    public func undo(project: Int64, by: String) async throws -> UndoOutcome {
        let group = try await read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM changeGroup WHERE project = ? AND by = ? AND undoneBy IS NULL AND open = 0 AND kind NOT IN ('undo', 'redo')
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [project, by])
        }
        guard let group else { throw StoreError.nothingToUndo }
        return try await compensate(group: group, by: by, direction: .undo)
    }

    /// Redoes what the person undid last, unless they did something else since.
    public func redo(project: Int64, by: String) async throws -> UndoOutcome {
        let group = try await read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT g.id FROM changeGroup u JOIN changeGroup g ON g.undoneBy = u.id
                    WHERE u.project = ?1 AND u.by = ?2 AND u.kind = 'undo' AND u.open = 0 AND u.id > coalesce((
                        SELECT max(id) FROM changeGroup WHERE project = ?1 AND by = ?2 AND kind NOT IN ('undo', 'redo')), 0)
                    ORDER BY u.id DESC LIMIT 1
                    """, arguments: [project, by])
        }
        guard let group else { throw StoreError.nothingToRedo }
        return try await compensate(group: group, by: by, direction: .redo)
    }

    /// Undoes one action by its id, whoever made it.
    public func undo(group: Int64, by: String) async throws -> UndoOutcome { try await compensate(group: group, by: by, direction: .undo) }

    private func compensate(group id: Int64, by: String, direction: UndoDirection) async throws -> UndoOutcome {
        let (target, steps) = try await read { db in (try db.loadGroup(id), try db.undoSteps(group: id)) }
        guard (target.undoneBy == nil) == (direction == .undo) else { throw direction == .undo ? StoreError.nothingToUndo : .nothingToRedo }
        var outcome = UndoOutcome(group: 0, target: target, sets: [], skipped: [])
        // Looked at as a whole before anything is written.
        var conflicts: [UndoConflict] = []
        for chunk in steps.chunks(of: 500) { conflicts += try await resolve(chunk, direction).compactMap(\.conflict) }
        guard conflicts.isEmpty else { throw StoreError.undoConflict(group: id, conflicts: conflicts) }

        let isWhole = steps.count <= 200
        var waiting = steps[...]
        repeat {
            let chunk = isWhole ? waiting : waiting.prefix(64)
            let project = try await project(target.project)
            let resolved = try await resolve(Array(chunk), direction)
            outcome.skipped += resolved.compactMap(\.conflict)
            let moves = resolved.filter { $0.target != nil }
            let blobs = try await blobs(moves.flatMap { $0.target?.views.map(\.image.sha256) ?? [] })
            let prepared = try moves.map { ($0.record, try prepare($0.target ?? $0.record.state, project: project, blobs: blobs)) }
            if isWhole, let conflict = resolved.compactMap(\.conflict).first { throw StoreError.undoConflict(group: id, conflicts: [conflict]) }
            let at = now, compensating = outcome.group
            let round = try await write { [clock] db -> (group: Int64, changed: [Int64], again: [Int64])? in
                var group = compensating
                if group == 0 {
                    group = try db.insertGroup(
                        project: target.project, kind: direction == .undo ? .undo : .redo, by: by, at: at, why: "\(direction.verb): \(target.why)",
                        isOpen: true, target: id)
                    try db.execute(
                        sql: "UPDATE changeGroup SET undoneBy = ? WHERE id = ? AND (undoneBy IS NULL) = ?",
                        arguments: [direction == .undo ? group : nil, id, direction == .undo])
                    guard db.changesCount == 1 else { throw direction == .undo ? StoreError.nothingToUndo : .nothingToRedo }
                }
                let started = clock()
                var changed: [SetRecord] = [], again: [Int64] = []
                for (record, prepared) in prepared {
                    let isLate = !isWhole && clock().timeIntervalSince(started) > writerBudget
                    guard try !isLate && db.stands(record, settingsVersion: project.settingsVersion) else {
                        if isWhole { throw UndoAgain() }
                        again.append(record.id)
                        continue
                    }
                    changed.append(
                        try db.updateSet(record, to: prepared, group: group, summary: "\(direction.verb): \(target.why)", by: by, at: at))
                }
                try db.noteSets(changed, project: target.project, by: by, at: at)
                if isWhole { try db.execute(sql: "UPDATE changeGroup SET open = 0 WHERE id = ?", arguments: [group]) }
                return (group, changed.map(\.id), again)
            } retrying: { $0 is UndoAgain }
            guard let round else { continue }
            outcome.group = round.group
            outcome.sets += round.changed
            let again = Set(round.again)
            waiting = ArraySlice(chunk.filter { again.contains($0.set) } + waiting.dropFirst(chunk.count))
        } while !waiting.isEmpty
        if !isWhole { try await write { [group = outcome.group] in try $0.execute(sql: "UPDATE changeGroup SET open = 0 WHERE id = ?", arguments: [group]) } }
        return outcome
    }

    /// For each step what to write, or what stands in the way, or neither where the set is already as it should be.
    private func resolve(_ steps: [UndoStep], _ direction: UndoDirection) async throws -> [ResolvedStep] {
        let loaded = try await read { db in
            let states = try db.cachedStatement(sql: "SELECT json, hash FROM state WHERE id = ?")
            func state(_ id: Int64) throws -> (json: String, hash: String) {
                guard let row = try Row.fetchOne(states, arguments: [id]) else { throw StoreError.missing(kind: "state", id: "\(id)") }
                return (row[0], row[1])
            }
            return try steps.map { step in
                (set: try db.loadSet(step.set), after: try state(step.after), before: try step.before.map { try state($0) })
            }
        }
        return try loaded.map { set, after, before in
            // A set that the action made was not there before: undone, it is deleted.
            let beforeState: (json: String, hash: String)
            if let before {
                beforeState = before
            } else {
                var made = try SetState(canonicalJSON: Data(after.json.utf8))
                made.isDeleted = true
                let packed = PackedState(made)
                beforeState = (packed.json, packed.hash)
            }
            let (expected, wanted) = direction == .undo ? (after, beforeState) : (beforeState, after)
            let record = try set.record()
            if set.hash == wanted.hash { return ResolvedStep(record: record, target: nil, conflict: nil) }
            guard set.hash == expected.hash else {
                let conflict = UndoConflict(set: set.id, key: record.state.key, by: record.updatedBy, at: record.updatedAt)
                return ResolvedStep(record: record, target: nil, conflict: conflict)
            }
            return ResolvedStep(record: record, target: try SetState(canonicalJSON: Data(wanted.json.utf8)), conflict: nil)
        }
    }

    /// A write whose transaction is rolled back and answered with nil where `retrying` says that it should be computed anew.
    private func write<T: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> T?, retrying: (any Error) -> Bool
    ) async throws -> T? {
        do { return try await write(body) } catch where retrying(error) { return nil }
    }
}

private struct UndoAgain: Error {}

private enum UndoDirection: Sendable {
    case undo, redo
    var verb: String { self == .undo ? "Undo" : "Redo" }
}

private struct UndoStep: Sendable {
    var set: Int64
    var after: Int64
    var before: Int64?
}

private struct ResolvedStep: Sendable {
    var record: SetRecord
    var target: SetState?
    var conflict: UndoConflict?
}

extension Database {
    fileprivate func undoSteps(group: Int64) throws -> [UndoStep] {
        // Newest first: what left last returns first, so that keys become free in time.
        try Row.fetchAll(
            cachedStatement(sql: "SELECT imageSet, state, before FROM revision WHERE changeGroup = ? ORDER BY id DESC"), arguments: [group]
        ).map { UndoStep(set: $0[0], after: $0[1], before: $0[2]) }
    }
}

extension Array {
    func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}

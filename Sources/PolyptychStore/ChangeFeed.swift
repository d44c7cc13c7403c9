import Foundation
import GRDB
import Synchronization

/// Tells whoever listens that the `change` table has grown; they read it from where they were.
final class ChangeFeed: Sendable {
    private struct State {
        var latest: Int64 = 0
        var next = 0
        var listeners: [Int: AsyncStream<Int64>.Continuation] = [:]
        var isFinished = false
    }
    private let state = Mutex(State())

    func publish(_ sequence: Int64) {
        let listeners = state.withLock { state -> [AsyncStream<Int64>.Continuation] in
            guard sequence > state.latest else { return [] }
            state.latest = sequence
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield(sequence) }
    }

    func listen() -> AsyncStream<Int64> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state -> Int? in
            guard !state.isFinished else { return nil }
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) } }
        return stream
    }

    func finish() {
        let listeners = state.withLock { state -> [AsyncStream<Int64>.Continuation] in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}

extension Store {
    /// Yields the newest sequence number after every transaction that changed something; slow listeners miss numbers, never the last.
    public func changeSignal() -> AsyncStream<Int64> { feed.listen() }

    /// What happened after `sequence`, oldest first.
    public func changes(after sequence: Int64, limit: Int = 500) async throws -> [ChangeRecord] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT sequence, at, kind, subject, project, version, by FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?"),
                arguments: [sequence, limit]
            ).map { row in
                ChangeRecord(
                    sequence: row[0], at: Date(milliseconds: row[1]), kind: ChangeRecord.Kind(rawValue: row[2]) ?? .project, id: row[3],
                    project: row[4], version: row[5], by: row[6])
            }
        }
    }

    /// The sequence numbers that are still kept; a browser that was away since before `first` must load everything again.
    public func changeRange() async throws -> (first: Int64, last: Int64) {
        try await read { db in
            let row = try Row.fetchOne(db, sql: "SELECT min(sequence), max(sequence) FROM change")
            return (row?[0] ?? 0, row?[1] ?? 0)
        }
    }

    /// Forgets all but the newest `keeping` changes.
    public func pruneChanges(keeping: Int = 20_000) async throws {
        while try await write({ db in
            try db.execute(
                sql: """
                    DELETE FROM change WHERE sequence IN (
                        SELECT sequence FROM change WHERE sequence <= (SELECT max(sequence) FROM change) - ? ORDER BY sequence LIMIT 2000)
                    """, arguments: [keeping])
            return db.changesCount
        }) == 2000 {}
    }
}

extension Database {
    /// Appends to `change`; called inside the transaction that made the change.
    func noteChange(_ kind: ChangeRecord.Kind, id: Int64, project: Int64?, version: Int, by: String, at: Int64) throws {
        try cachedStatement(sql: "INSERT INTO change(at, kind, subject, project, version, by) VALUES (?, ?, ?, ?, ?, ?)")
            .execute(arguments: [at, kind.rawValue, id, project, version, by])
    }
}

import Foundation
import GRDB

public enum JobState: String, Codable, CaseIterable, Sendable {
    case queued, running, paused, finished, failed, cancelled
    public var isOver: Bool { self == .finished || self == .failed || self == .cancelled }
}

/// Long work of any kind.
public struct JobRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var project: Int64?
    public var kind: String
    public var title: String
    public var state: JobState
    /// JSON, as the kind defines it.
    public var request: String
    public var result: String?
    public var message: String
    public var attempts: Int
    public var leaseOwner: String?
    public var leaseUntil: Date?
    /// Zero while it is not known yet.
    public var total: Int
    public var done: Int
    public var failed: Int
    public var createdAt: Date
    public var createdBy: String
    public var startedAt: Date?
    public var finishedAt: Date?
}

public struct JobItemRecord: Codable, Hashable, Sendable, Identifiable {
    public enum State: String, Codable, CaseIterable, Sendable { case queued, running, finished, failed, cancelled }

    public var id: Int64
    public var job: Int64
    public var key: String
    public var name: String
    /// JSON, as the job's kind defines it.
    public var payload: String
    public var state: State
    public var attempts: Int
    public var result: String?
    public var error: String?
}

/// An item to be added to a job; `key` is unique in the job.
public struct NewJobItem: Sendable {
    public var key: String
    public var name: String
    public var payload: String

    public init(key: String, name: String, payload: String = "{}") {
        self.key = key
        self.name = name
        self.payload = payload
    }
}

/// What became of an item.
public struct JobItemOutcome: Sendable {
    public var item: Int64
    public var result: String?
    /// Nil where it succeeded.
    public var error: String?

    public init(item: Int64, result: String? = nil, error: String? = nil) {
        self.item = item
        self.result = result
        self.error = error
    }
}

extension Store {
    // MARK: - Making

    /// Makes a queued job. Asking twice with the same `idempotencyKey` gives the same job and adds nothing; with `joinsEqual`, so does
    /// asking for the same kind, project and request while such a job is not over, and a paused one is queued again.
    public func createJob(
        kind: String, title: String, project: Int64?, request: String = "{}", items: [NewJobItem] = [], idempotencyKey: String? = nil, joinsEqual: Bool = false, by: String
    ) async throws -> JobRecord {
        let at = now
        let (job, isNew) = try await write { db -> (JobRecord, Bool) in
            if let idempotencyKey, let id = try Int64.fetchOne(db, sql: "SELECT id FROM job WHERE idempotencyKey = ?", arguments: [idempotencyKey]) {
                return (try db.loadJob(id), false)
            }
            if joinsEqual {
                let equal = try Int64.fetchOne(
                    db, sql: "SELECT id FROM job WHERE state IN ('queued', 'running', 'paused') AND kind = ? AND project IS ? AND request = ? ORDER BY id LIMIT 1",
                    arguments: [kind, project, request])
                if let id = equal {
                    if try db.loadJob(id).state == .paused { try db.moveJob(id, to: .queued, at: at) }
                    return (try db.loadJob(id), false)
                }
            }
            try db.execute(
                sql: "INSERT INTO job(project, kind, title, idempotencyKey, state, request, createdAt, createdBy) VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)",
                arguments: [project, kind, title, idempotencyKey, request, at, by])
            let id = db.lastInsertedRowID
            try db.noteJob(id, at: at)
            return (try db.loadJob(id), true)
        }
        guard isNew, !items.isEmpty else { return job }
        try await addJobItems(job.id, items)
        return try await self.job(job.id)
    }

    /// Adds items that are not there yet, by key, in small transactions.
    public func addJobItems(_ job: Int64, _ items: [NewJobItem]) async throws {
        for chunk in items.chunks(of: 500) {
            try await write { db in
                let statement = try db.cachedStatement(
                    sql: "INSERT INTO jobItem(job, key, name, payload, state) VALUES (?, ?, ?, ?, 'queued') ON CONFLICT(job, key) DO NOTHING")
                for item in chunk { try statement.execute(arguments: [job, item.key, item.name, item.payload]) }
            }
        }
    }

    // MARK: - Reading

    public func job(_ id: Int64) async throws -> JobRecord { try await read { try $0.loadJob(id) } }

    /// Jobs, newest first.
    public func jobs(project: Int64? = nil, states: [JobState] = JobState.allCases, limit: Int = 100) async throws -> [JobRecord] {
        try await read { db in
            let marks = databaseQuestionMarks(count: states.count)
            var arguments = StatementArguments(states.map(\.rawValue))
            var sql = "\(JobRecord.select) WHERE state IN (\(marks))"
            if let project {
                sql += " AND project = ?"
                arguments += [project]
            }
            arguments += [limit]
            return try Row.fetchAll(db, sql: sql + " ORDER BY id DESC LIMIT ?", arguments: arguments).map(JobRecord.init)
        }
    }

    /// A job's items in the order they were added, `limit` of them after item `after`.
    public func jobItems(_ job: Int64, states: [JobItemRecord.State] = JobItemRecord.State.allCases, after: Int64 = 0, limit: Int = 500) async throws -> [JobItemRecord] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "\(JobItemRecord.select) WHERE job = ? AND id > ? AND state IN (\(databaseQuestionMarks(count: states.count))) ORDER BY id LIMIT ?",
                arguments: [job, after] + StatementArguments(states.map(\.rawValue)) + [limit]
            ).map(JobItemRecord.init)
        }
    }

    // MARK: - Working

    /// Takes the oldest queued job of these kinds, or one whose worker's lease ran out. Afterwards it is running under a lease of
    /// `owner`; nobody else is given it before `seconds` have passed without ``renewJob(_:owner:seconds:)``.
    public func claimJob(kinds: [String], owner: String, seconds: Double = 60) async throws -> JobRecord? {
        let at = now
        return try await write { db in
            let id = try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM job WHERE kind IN (\(databaseQuestionMarks(count: kinds.count)))
                        AND (state = 'queued' OR (state = 'running' AND leaseUntil < ?)) ORDER BY id LIMIT 1
                    """, arguments: StatementArguments(kinds) + [at])
            guard let id else { return nil }
            try db.takeJob(id, owner: owner, until: at + Int64(seconds * 1000), at: at)
            return try db.loadJob(id)
        }
    }

    /// Takes this job if it is queued, or its lease ran out; nil where somebody else has it.
    public func claimJob(_ id: Int64, owner: String, seconds: Double = 60) async throws -> JobRecord? {
        let at = now
        return try await write { db in
            let job = try db.loadJob(id)
            guard job.state == .queued || (job.state == .running && (job.leaseUntil?.milliseconds ?? 0) < at) else { return nil }
            try db.takeJob(id, owner: owner, until: at + Int64(seconds * 1000), at: at)
            return try db.loadJob(id)
        }
    }

    /// Prolongs the lease and tells the job's state, so that a worker sees that it was paused or cancelled.
    public func renewJob(_ id: Int64, owner: String, seconds: Double = 60) async throws -> JobState {
        let until = now + Int64(seconds * 1000)
        return try await write { db in
            try db.execute(sql: "UPDATE job SET leaseUntil = ? WHERE id = ? AND leaseOwner = ?", arguments: [until, id, owner])
            let job = try db.loadJob(id)
            if job.state == .running, job.leaseOwner != owner { throw StoreError.leaseLost(id: id) }
            return job.state
        }
    }

    /// What it is doing, and its counts where it has no items. Only while `owner` holds the lease.
    public func noteJob(_ id: Int64, owner: String, message: String, done: Int? = nil, total: Int? = nil, failed: Int? = nil) async throws {
        let at = now
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE job SET message = ?, done = coalesce(?, done), total = coalesce(?, total), failed = coalesce(?, failed)
                    WHERE id = ? AND leaseOwner = ?
                    """, arguments: [message, done, total, failed, id, owner])
            guard db.changesCount == 1 else { throw StoreError.leaseLost(id: id) }
            try db.noteJob(id, at: at)
        }
    }

    /// Takes up to `limit` queued items of a running job, in order. Empty where the job was paused or cancelled, or nothing is left.
    public func claimItems(_ job: Int64, owner: String, limit: Int, seconds: Double = 60) async throws -> [JobItemRecord] {
        let at = now
        return try await write { db in
            guard try db.loadJob(job).leaseOwner == owner else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    UPDATE jobItem SET state = 'running', attempts = attempts + 1, leaseOwner = ?, leaseUntil = ?
                    WHERE id IN (SELECT id FROM jobItem WHERE job = ? AND state = 'queued' ORDER BY id LIMIT ?)
                    RETURNING \(JobItemRecord.columns)
                    """, arguments: [owner, at + Int64(seconds * 1000), job, limit]
            ).map(JobItemRecord.init).sorted { $0.id < $1.id }
        }
    }

    /// Writes down what became of items: finished, or failed with a sentence. An item that `owner` no longer holds is left alone.
    public func settleItems(_ job: Int64, owner: String, _ outcomes: [JobItemOutcome], message: String? = nil) async throws {
        let at = now
        try await write { db in
            for outcome in outcomes {
                try db.cachedStatement(
                    sql: """
                        UPDATE jobItem SET state = ?, result = ?, error = ?, leaseOwner = NULL, leaseUntil = NULL
                        WHERE id = ? AND job = ? AND state = 'running' AND leaseOwner = ?
                        """
                ).execute(arguments: [outcome.error == nil ? "finished" : "failed", outcome.result, outcome.error, outcome.item, job, owner])
            }
            if let message { try db.execute(sql: "UPDATE job SET message = ? WHERE id = ?", arguments: [message, job]) }
            try db.noteJob(job, at: at)
        }
    }

    /// Ends a job as finished, also where some items failed: the counts say so.
    public func finishJob(_ id: Int64, owner: String, result: String? = nil, message: String = "") async throws {
        try await end(id, owner: owner, state: .finished, result: result, message: message)
    }

    /// Ends a job that could not go on, with a sentence.
    public func failJob(_ id: Int64, owner: String, message: String, result: String? = nil) async throws {
        try await end(id, owner: owner, state: .failed, result: result, message: message)
    }

    /// Gives a job back to the queue with the items that were taken: the server stops.
    public func releaseJob(_ id: Int64, owner: String) async throws {
        let at = now
        try await write { db in
            guard try db.loadJob(id).leaseOwner == owner else { return }
            try db.requeueItems(job: id)
            try db.moveJob(id, to: .queued, at: at)
        }
    }

    private func end(_ id: Int64, owner: String, state: JobState, result: String?, message: String) async throws {
        let at = now
        try await write { db in
            let job = try db.loadJob(id)
            guard job.leaseOwner == owner else { throw job.state.isOver ? StoreError.jobIsOver(id: id, state: job.state) : StoreError.leaseLost(id: id) }
            try db.requeueItems(job: id)
            try db.execute(sql: "UPDATE job SET result = coalesce(?, result), message = ? WHERE id = ?", arguments: [result, message, id])
            try db.moveJob(id, to: state, at: at)
        }
    }

    // MARK: - Steering

    /// Stops a job after the items at work; nothing is lost. Its worker loses the lease.
    @discardableResult
    public func pauseJob(_ id: Int64) async throws -> JobRecord {
        try await steer(id, from: [.queued, .running], to: .paused) { db in try db.requeueItems(job: id) }
    }

    @discardableResult
    public func resumeJob(_ id: Int64) async throws -> JobRecord { try await steer(id, from: [.paused], to: .queued) { _ in } }

    /// Ends a job for good; what it did stays.
    @discardableResult
    public func cancelJob(_ id: Int64) async throws -> JobRecord {
        try await steer(id, from: [.queued, .running, .paused], to: .cancelled) { db in
            try db.execute(
                sql: "UPDATE jobItem SET state = 'cancelled', leaseOwner = NULL, leaseUntil = NULL WHERE job = ? AND state IN ('queued', 'running')",
                arguments: [id])
        }
    }

    /// Queues an ended job again with the items that failed or were cancelled; what is finished stays finished.
    @discardableResult
    public func retryJob(_ id: Int64) async throws -> JobRecord {
        try await steer(id, from: [.failed, .cancelled, .finished], to: .queued) { db in
            try db.execute(
                sql: "UPDATE jobItem SET state = 'queued', error = NULL, leaseOwner = NULL, leaseUntil = NULL WHERE job = ? AND state IN ('failed', 'cancelled')",
                arguments: [id])
        }
    }

    private func steer(_ id: Int64, from: [JobState], to state: JobState, _ body: @Sendable @escaping (Database) throws -> Void) async throws -> JobRecord {
        let at = now
        return try await write { db in
            let job = try db.loadJob(id)
            if job.state == state { return job }
            guard from.contains(job.state) else { throw StoreError.jobIsOver(id: id, state: job.state) }
            try body(db)
            try db.moveJob(id, to: state, at: at)
            return try db.loadJob(id)
        }
    }

    /// At opening nobody is at work: what a dead process held goes back to the queue with its items.
    func recoverJobs(_ db: Database) throws {
        let at = now
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM job WHERE state = 'running'") {
            try db.moveJob(id, to: .queued, at: at)
        }
        try db.execute(sql: "UPDATE jobItem SET state = 'queued', leaseOwner = NULL, leaseUntil = NULL WHERE state = 'running'")
    }
}

extension Database {
    fileprivate func loadJob(_ id: Int64) throws -> JobRecord {
        guard let row = try Row.fetchOne(cachedStatement(sql: "\(JobRecord.select) WHERE id = ?"), arguments: [id]) else {
            throw StoreError.missing(kind: "job", id: "\(id)")
        }
        return JobRecord(row)
    }

    fileprivate func takeJob(_ id: Int64, owner: String, until: Int64, at: Int64) throws {
        // A lease that ran out leaves items behind; they are done again.
        try requeueItems(job: id)
        try execute(
            sql: """
                UPDATE job SET state = 'running', attempts = attempts + 1, leaseOwner = ?, leaseUntil = ?,
                    startedAt = coalesce(startedAt, ?), finishedAt = NULL WHERE id = ?
                """, arguments: [owner, until, at, id])
        try noteJob(id, at: at)
    }

    /// Takes the lease away and sets the state, with the moment of ending where it ends.
    fileprivate func moveJob(_ id: Int64, to state: JobState, at: Int64) throws {
        try execute(
            sql: "UPDATE job SET state = ?, leaseOwner = NULL, leaseUntil = NULL, finishedAt = ? WHERE id = ?",
            arguments: [state.rawValue, state.isOver ? at : nil, id])
        try noteJob(id, at: at)
    }

    fileprivate func requeueItems(job: Int64) throws {
        try execute(
            sql: "UPDATE jobItem SET state = 'queued', leaseOwner = NULL, leaseUntil = NULL WHERE job = ? AND state = 'running'", arguments: [job])
    }

    fileprivate func noteJob(_ id: Int64, at: Int64) throws {
        let row = try Row.fetchOne(cachedStatement(sql: "SELECT project, done + failed, createdBy FROM job WHERE id = ?"), arguments: [id])
        guard let row else { return }
        try noteChange(.job, id: id, project: row[0], version: row[1], by: row[2], at: at)
    }
}

extension JobRecord {
    static let select = """
        SELECT id, project, kind, title, state, request, result, message, attempts, leaseOwner, leaseUntil, total, done, failed, createdAt,
            createdBy, startedAt, finishedAt FROM job
        """

    init(_ row: Row) {
        self.init(
            id: row[0], project: row[1], kind: row[2], title: row[3], state: JobState(rawValue: row[4]) ?? .failed, request: row[5], result: row[6],
            message: row[7], attempts: row[8], leaseOwner: row[9], leaseUntil: (row[10] as Int64?).map(Date.init(milliseconds:)), total: row[11],
            done: row[12], failed: row[13], createdAt: Date(milliseconds: row[14]), createdBy: row[15],
            startedAt: (row[16] as Int64?).map(Date.init(milliseconds:)), finishedAt: (row[17] as Int64?).map(Date.init(milliseconds:)))
    }
}

extension JobItemRecord {
    static let columns = "id, job, key, name, payload, state, attempts, result, error"
    static let select = "SELECT \(columns) FROM jobItem"

    init(_ row: Row) {
        self.init(
            id: row[0], job: row[1], key: row[2], name: row[3], payload: row[4], state: State(rawValue: row[5]) ?? .failed, attempts: row[6],
            result: row[7], error: row[8])
    }
}

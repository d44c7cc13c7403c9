import Foundation
import PolyptychStore

extension Workshop {
    /// Names every kind of long work and what does it.
    func registerJobs() async {
        await jobs.register("import") { try await self.runImport($0) }
        await jobs.register("captions") { try await self.runCaptions($0) }
        await jobs.register("samples") { try await self.runSamples($0) }
        await jobs.register("export") { try await self.runExport($0) }
        await jobs.register("verify") { try await self.runVerify($0) }
        await jobs.register("refresh") { try await self.runRefresh($0) }
    }

    /// Queues a job. With `joins`, where the same work on the same request is queued, running or paused already, that job is the answer,
    /// going on if it was paused: asked twice at once, or again after an interruption, a thing is done once.
    func start(kind: String, title: String, project: Int64?, request: some Encodable, joins: Bool = false, by: String) async throws -> JobAnswer {
        let job = try await store.createJob(kind: kind, title: title, project: project, request: try encode(request), joinsEqual: joins, by: by)
        await jobs.wake()
        return try await self.job(job.id)
    }

    /// Jobs, newest first.
    public func jobs(project: Int64? = nil, limit: Int = 100) async throws -> [JobAnswer] {
        var answers: [JobAnswer] = []
        for record in try await store.jobs(project: project, limit: min(limit, 500)) { answers.append(JobAnswer(record, items: [])) }
        return answers
    }

    /// A job with the items that failed.
    public func job(_ id: Int64) async throws -> JobAnswer {
        let record = try await store.job(id)
        return JobAnswer(record, items: record.failed > 0 ? try await store.jobItems(id, states: [.failed], limit: 500) : [])
    }

    /// Ends a job for good after the items at work; what it did stays.
    public func cancelJob(_ id: Int64) async throws {
        try await store.cancelJob(id)
        await jobs.interrupt(id)
    }

    /// Stops a job after the items at work, to go on when it is resumed.
    public func pauseJob(_ id: Int64) async throws {
        try await store.pauseJob(id)
        await jobs.interrupt(id)
    }

    /// Lets a paused job go on.
    public func resumeJob(_ id: Int64) async throws {
        try await store.resumeJob(id)
        await jobs.wake()
    }

    /// Queues an ended job again with the items that failed.
    public func retryJob(_ id: Int64) async throws {
        try await store.retryJob(id)
        await jobs.wake()
    }
}

extension JobAnswer {
    init(_ record: JobRecord, items: [JobItemRecord]) {
        let state = State(rawValue: record.state.rawValue) ?? .failed
        var rate: Double?
        var left: Double?
        let settled = record.done + record.failed
        if let started = record.startedAt, record.finishedAt == nil, settled > 0 {
            let seconds = max(0.001, Date().timeIntervalSince(started))
            rate = Double(settled) / seconds
            if record.total > settled { left = Double(record.total - settled) / rate! }
        }
        self.init(
            id: record.id, kind: record.kind, project: record.project, title: record.title, state: state, done: record.done, failed: record.failed,
            total: record.total, rate: rate, secondsLeft: left, startedAt: record.startedAt, finishedAt: record.finishedAt, message: record.message,
            result: record.result.flatMap { try? WireFormat.decoder().decode(JobResult.self, from: Data($0.utf8)) },
            items: items.map { .init(id: $0.id, state: $0.state.rawValue, name: $0.name, error: $0.error) })
    }
}

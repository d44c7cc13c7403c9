import Foundation
import Logging
import PolyptychStore

/// Does one kind of long work; called anew after a restart, so it looks at what is done before it goes on.
typealias JobHandler = @Sendable (JobContext) async throws -> JobEnding

/// How a job ended.
struct JobEnding: Sendable {
    var message: String
    var result: JobResult

    init(_ message: String, result: JobResult = JobResult()) {
        self.message = message
        self.result = result
    }
}

/// Runs queued jobs, two at a time; what a crash left running is queued again when the store opens.
actor JobRunner {
    private let store: Store
    private let logger: Logger
    private let owner = UUID().uuidString
    private var handlers: [String: JobHandler] = [:]
    private var running: [Int64: Task<Void, Never>] = [:]
    private var isStopping = false
    private let width = 2

    init(store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    func register(_ kind: String, _ handler: @escaping JobHandler) { handlers[kind] = handler }

    /// Takes up what is queued.
    func start() async throws { try await fill() }

    /// Asks the runner to look for queued jobs.
    func wake() async { try? await fill() }

    /// Stops after the items at work; unfinished jobs go back to the queue.
    func stop() async {
        isStopping = true
        for task in running.values { task.cancel() }
        for task in running.values { await task.value }
    }

    /// Stops the task of one job: it was paused or cancelled.
    func interrupt(_ id: Int64) { running[id]?.cancel() }

    private func fill() async throws {
        while !isStopping, running.count < width {
            guard let job = try await store.claimJob(kinds: Array(handlers.keys), owner: owner, seconds: 3600) else { return }
            guard running[job.id] == nil, let handler = handlers[job.kind] else { return }
            let context = JobContext(job: job, store: store, owner: owner)
            running[job.id] = Task {
                await self.run(handler, context)
                await self.ended(job.id)
            }
        }
    }

    private func ended(_ id: Int64) async {
        running[id] = nil
        try? await fill()
    }

    private func run(_ handler: @escaping JobHandler, _ context: JobContext) async {
        let id = context.job.id
        do {
            let ending = try await handler(context)
            try await store.finishJob(id, owner: owner, result: try encode(ending.result), message: ending.message)
        } catch is CancellationError {
            // Paused and cancelled jobs have left this runner already; a stop gives the rest back to the queue.
            let (store, owner) = (store, owner)
            await evenWhenCancelled { try await store.releaseJob(id, owner: owner) }
        } catch StoreError.leaseLost, StoreError.jobIsOver {
            return
        } catch {
            logger.error("Job \(id) (\(context.job.kind)): \(sentence(error))")
            let (store, owner) = (store, owner)
            await evenWhenCancelled { try await store.failJob(id, owner: owner, message: sentence(error)) }
        }
    }
}

/// What a handler knows and may do.
struct JobContext: Sendable {
    let job: JobRecord
    let store: Store
    let owner: String

    func request<T: Decodable>(_ type: T.Type) throws -> T {
        try WireFormat.decoder().decode(type, from: Data(job.request.utf8))
    }

    /// Throws `CancellationError` where the job was paused, cancelled, or the server stops.
    func checkpoint() async throws {
        try Task.checkCancellation()
        guard try await store.renewJob(job.id, owner: owner, seconds: 3600) == .running else { throw CancellationError() }
    }

    /// Says what is going on, and how far, for jobs without items.
    func note(_ message: String, done: Int? = nil, total: Int? = nil, failed: Int? = nil) async throws {
        try Task.checkCancellation()
        try await store.noteJob(job.id, owner: owner, message: message, done: done, total: total, failed: failed)
    }

    /// Works through the job's queued items in batches of `size`: `work` answers one outcome per item, in any order.
    func items(size: Int, work: ([JobItemRecord]) async throws -> [JobItemOutcome]) async throws {
        while true {
            try await checkpoint()
            let batch = try await store.claimItems(job.id, owner: owner, limit: size, seconds: 3600)
            if batch.isEmpty { return }
            try await store.settleItems(job.id, owner: owner, work(batch))
        }
    }
}

/// Puts something in order on the way out: the database refuses the calls of a task that was cancelled, so a task of its own makes them.
func evenWhenCancelled(_ body: @escaping @Sendable () async throws -> Void) async {
    await Task { try? await body() }.value
}

func encode(_ value: some Encodable) throws -> String {
    String(decoding: try WireFormat.encoder().encode(value), as: UTF8.self)
}

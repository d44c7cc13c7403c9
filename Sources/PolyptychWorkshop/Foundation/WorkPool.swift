import Foundation

/// A bounded pool of threads for blocking work: decoding, encoding, hashing, file reads.
///
/// Swift's cooperative pool has one thread per core and must never wait for a disk; callers `await` here instead.
public final class WorkPool: Sendable {
    /// Number of threads, one per core unless told otherwise.
    public let width: Int
    private let queue: OperationQueue

    public init(name: String, width: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.width = max(1, width)
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = self.width
    }

    /// Runs `body` on a thread of the pool and returns what it returns; `urgent` work overtakes what waits.
    public func run<T: Sendable>(urgent: Bool = false, _ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let operation = BlockOperation { continuation.resume(with: Result { try body() }) }
            operation.queuePriority = urgent ? .high : .normal
            queue.addOperation(operation)
        }
    }

    /// Maps `items` with at most `width` running at once and yields results in order, so memory is bounded by the window.
    public func map<Item: Sendable, T: Sendable>(
        _ items: [Item], window: Int? = nil, _ body: @escaping @Sendable (Item) throws -> T, each: (Int, Result<T, any Error>) async throws -> Void
    ) async throws {
        let window = window ?? width * 2
        try await withThrowingTaskGroup(of: (Int, Result<T, any Error>).self) { group in
            var next = 0
            var waiting: [Int: Result<T, any Error>] = [:]
            var emitted = 0
            func submit() {
                let index = next
                let item = items[index]
                next += 1
                group.addTask {
                    do { return (index, .success(try await self.run { try body(item) })) } catch { return (index, .failure(error)) }
                }
            }
            while next < min(window, items.count) { submit() }
            while let (index, result) = try await group.next() {
                waiting[index] = result
                while let ready = waiting.removeValue(forKey: emitted) {
                    try await each(emitted, ready)
                    emitted += 1
                    if next < items.count { submit() }
                }
            }
        }
    }
}

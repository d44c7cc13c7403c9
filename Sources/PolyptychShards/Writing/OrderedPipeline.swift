import Foundation

/// Makes items on several threads and hands them on in order, never more than a window ahead.
///
/// The threads are the pipeline's own, since decoding and encoding must not sit on Swift's cooperative pool. Which item fails first does
/// not depend on timing: the fault of the lowest index is thrown.
enum OrderedPipeline {
    /// Calls `make` for `0..<count` on `threads` threads, and `take` with the results, in order, on the calling thread.
    static func run<Item: Sendable>(
        count: Int, threads: Int, make: @escaping @Sendable (Int) throws(ExportFault) -> Item, take: (Int, Item) throws(ExportFault) -> Void
    ) throws(ExportFault) {
        let state = PipelineState<Item>(count: count, window: 2 * threads)
        for _ in 0..<min(threads, count) {
            state.running += 1
        }
        for _ in 0..<min(threads, count) {
            let thread = Thread { state.work(make) }
            thread.name = "export"
            thread.stackSize = 4 << 20
            thread.start()
        }
        defer { state.stop() }
        for index in 0..<count {
            try take(index, state.next(index).get())
            state.release(index)
        }
    }
}

/// What the threads of a pipeline share; every field is guarded by the condition once the threads run.
private final class PipelineState<Item: Sendable>: @unchecked Sendable {
    let count: Int
    let window: Int
    var running = 0
    private let condition = NSCondition()
    private var started = 0
    private var released = 0
    private var isStopped = false
    private var results: [Int: Result<Item, ExportFault>] = [:]

    init(count: Int, window: Int) {
        self.count = count
        self.window = window
    }

    func work(_ make: (Int) throws(ExportFault) -> Item) {
        while let index = claim() {
            let result: Result<Item, ExportFault>
            do { result = .success(try make(index)) } catch { result = .failure(error) }
            condition.withLock {
                results[index] = result
                condition.broadcast()
            }
        }
        condition.withLock {
            running -= 1
            condition.broadcast()
        }
    }

    func next(_ index: Int) -> Result<Item, ExportFault> {
        condition.withLock {
            while true {
                if let result = results.removeValue(forKey: index) { return result }
                condition.wait()
            }
        }
    }

    func release(_ index: Int) {
        condition.withLock {
            released = index + 1
            condition.broadcast()
        }
    }

    /// Waits until every thread has come to its end.
    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
            while running > 0 { condition.wait() }
        }
    }

    private func claim() -> Int? {
        condition.withLock {
            while !isStopped, started < count, started - released >= window { condition.wait() }
            guard !isStopped, started < count else { return nil }
            started += 1
            return started - 1
        }
    }
}

import Synchronization

/// How far work on another thread is, and whether it should stop.
final class SharedProgress: Sendable {
    private let state = Mutex((done: 0, cancelled: false))

    var done: Int {
        get { state.withLock { $0.done } }
        set { state.withLock { $0.done = newValue } }
    }
    var isCancelled: Bool { state.withLock { $0.cancelled } }
    func cancel() { state.withLock { $0.cancelled = true } }
}

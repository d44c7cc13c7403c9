import Synchronization

/// What waits for one listener: never a queue of changes, only that there are some, and the latest of each passing thing.
///
/// A listener that reads slowly costs one cursor and at most one entry per running job or visible set, however long it takes.
final class Mailbox: Sendable {
    struct Content: Sendable {
        var hasChanges = false
        var heartbeat = false
        /// The latest event per subject, for instance per job.
        var passing: [String: ServerEvent] = [:]
        var isEmpty: Bool { !hasChanges && !heartbeat && passing.isEmpty }
    }

    private let content = Mutex(Content())
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    let session: String?

    init(session: String?) {
        self.session = session
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func post(_ change: (inout Content) -> Void) {
        content.withLock { change(&$0) }
        waker.yield()
    }

    /// Ends the listener's stream.
    func close() { waker.finish() }

    func take() -> Content {
        content.withLock { content in
            let taken = content
            content = Content()
            return taken
        }
    }

    /// One element whenever there may be something to take; ends with ``close()`` or cancellation.
    var signals: AsyncStream<Void> { wake }
}

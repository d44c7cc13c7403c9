import Hummingbird
import NIOCore
import ServiceLifecycle

/// One browser's stream: reads changes after its cursor from the feed whenever the hub says there are some.
///
/// Each write is awaited, so a slow client holds back its own reading and nothing else.
struct EventStream: Sendable {
    static let pageSize = 200

    let hub: EventHub
    let feed: any ChangeFeed
    /// The last change the client has seen; nil begins with what happens from now on.
    let lastSeen: Int64?
    let session: String?

    /// Writes until the client leaves, the session ends or the server stops.
    func run(write: (ByteBuffer) async throws -> Void) async throws {
        let (id, mailbox) = hub.join(session: session)
        defer { hub.leave(id) }
        let kept = try await feed.changeRange()
        var cursor = lastSeen ?? kept.last
        // Changes that were pruned, or a cursor of another database: what is missing cannot be told one by one.
        let isLost = cursor > kept.last || cursor < kept.first - 1
        if isLost { cursor = kept.last }
        let resync = isLost ? ServerEvent(sequence: cursor, kind: .resync, data: "{}").wire : ""
        try await write(ByteBuffer(string: "retry: 2000\nid: \(cursor)\n: welcome\n\n" + resync))
        try await catchUp(&cursor, write: write)
        try await withGracefulShutdownHandler {
            for await _ in mailbox.signals {
                try Task.checkCancellation()
                let content = mailbox.take()
                if content.hasChanges { try await catchUp(&cursor, write: write) }
                if !content.passing.isEmpty {
                    let text = content.passing.sorted { $0.key < $1.key }.map(\.value.wire).joined()
                    try await write(ByteBuffer(string: text))
                }
                if content.heartbeat { try await write(ByteBuffer(string: ": heartbeat\n\n")) }
            }
        } onGracefulShutdown: {
            mailbox.close()
        }
    }

    private func catchUp(_ cursor: inout Int64, write: (ByteBuffer) async throws -> Void) async throws {
        while true {
            let page = try await feed.changes(after: cursor, limit: Self.pageSize)
            guard !page.isEmpty else { return }
            try await write(ByteBuffer(string: page.map(\.wire).joined()))
            cursor = page.compactMap(\.sequence).max() ?? cursor
            if page.count < Self.pageSize { return }
        }
    }
}

/// Sends heartbeats as long as the server runs, and ends every stream when it stops.
struct HeartbeatService: Service {
    let hub: EventHub
    var interval: Duration = .seconds(15)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: interval)
                hub.heartbeat()
            }
        }
        hub.close()
    }
}

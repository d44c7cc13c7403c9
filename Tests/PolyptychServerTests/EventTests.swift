import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceLifecycle
import Testing

@testable import PolyptychServer

@Suite(.timeLimit(.minutes(1))) struct EventTests {
    /// What a listener was sent, and a way to wait for it.
    final class Listener: Sendable {
        let received = Box("")
        let count = Box(0)

        func waitFor(_ text: String) async throws {
            for _ in 0..<2000 {
                if received.value.contains(text) { return }
                try await Task.sleep(for: .milliseconds(5))
            }
            Issue.record("never received \(text): \(received.value)")
        }
    }

    private func listen(_ gate: Gate, after lastSeen: Int64? = nil, session: String? = nil, _ listener: Listener) -> Task<Void, any Error> {
        let stream = EventStream(hub: gate.hub, feed: gate.feed, lastSeen: lastSeen, session: session)
        return Task {
            try await stream.run { buffer in
                listener.received.change { $0 += String(buffer: buffer) }
                listener.count.change { $0 += 1 }
            }
        }
    }

    @Test func `begins with what happens from now on`() async throws {
        let gate = try Gate()
        gate.feed.append(3)
        let listener = Listener()
        let task = listen(gate, listener)
        try await listener.waitFor("id: 3\n: welcome\n\n")
        gate.feed.append()
        gate.hub.changed()
        try await listener.waitFor("id: 4\nevent: set\ndata: {\"by\":\"ada\",\"id\":4,\"project\":1,\"version\":1}\n\n")
        #expect(!listener.received.value.contains("\"id\":3"))
        task.cancel()
    }

    @Test func `resumes after the last event a browser saw, page by page, none twice`() async throws {
        let gate = try Gate()
        gate.feed.append(EventStream.pageSize * 2 + 7)
        let listener = Listener()
        let task = listen(gate, after: 5, listener)
        try await listener.waitFor("id: \(EventStream.pageSize * 2 + 7)\nevent")
        let ids = listener.received.value.matches(of: /id: (\d+)\nevent/).compactMap { Int($0.1) }
        #expect(ids == Array(6...(EventStream.pageSize * 2 + 7)))
        task.cancel()
    }

    @Test(arguments: [Int64(2), 99])
    func `a browser that was away for too long is told to load again`(lastSeen: Int64) async throws {
        let gate = try Gate()
        gate.feed.append(10)
        gate.feed.forgotten.change { $0 = 5 }
        let listener = Listener()
        let task = listen(gate, after: lastSeen, listener)
        try await listener.waitFor("id: 10\nevent: resync\ndata: {}\n\n")
        task.cancel()
    }

    @Test func `the oldest kept change can still be resumed from`() async throws {
        let gate = try Gate()
        gate.feed.append(10)
        gate.feed.forgotten.change { $0 = 5 }
        let listener = Listener()
        let task = listen(gate, after: 5, listener)
        try await listener.waitFor("id: 10\nevent: set")
        #expect(!listener.received.value.contains("resync"))
        task.cancel()
    }

    @Test func `a slow listener holds one entry per subject, however much happens`() async throws {
        let gate = try Gate()
        let (_, mailbox) = gate.hub.join(session: nil)
        for done in 0..<10_000 {
            gate.hub.changed()
            gate.hub.passing(ServerEvent(kind: .job, data: #"{"done":\#(done)}"#), subject: "job-1")
        }
        let content = mailbox.take()
        #expect(content.hasChanges)
        #expect(content.passing.count == 1)
        #expect(content.passing["job-1"]?.data == #"{"done":9999}"#)
        #expect(mailbox.take().isEmpty)
    }

    @Test func `heartbeats are comments`() async throws {
        let gate = try Gate()
        let listener = Listener()
        let task = listen(gate, listener)
        try await listener.waitFor("welcome")
        gate.hub.heartbeat()
        try await listener.waitFor(": heartbeat\n\n")
        task.cancel()
    }

    @Test func `a line break in the data cannot begin another event`() {
        let wire = ServerEvent(kind: .set, data: "a\nevent: job\r\nid: 9").wire
        #expect(wire == "event: set\ndata: a\ndata: event: job\ndata: id: 9\n\n")
    }

    @Test func `a stream ends with its session, and leaves nothing behind`() async throws {
        let gate = try Gate()
        let listener = Listener()
        let task = listen(gate, session: "s", listener)
        try await listener.waitFor("welcome")
        #expect(gate.hub.listenerCount == 1)
        gate.hub.close { $0 == "s" }
        try await task.value
        #expect(gate.hub.listenerCount == 0)
    }

    @Test func `a server that stops ends every stream`() async throws {
        let gate = try Gate()
        let listener = Listener()
        let task = listen(gate, listener)
        try await listener.waitFor("welcome")
        gate.hub.close()
        try await task.value
        let late = Listener()
        try await listen(gate, late).value
    }

    @Test func `over a socket: resumes by Last-Event-ID, and is gone when the browser is`() async throws {
        let gate = try Gate()
        gate.feed.append(4)
        try await gate.application(services: [HeartbeatService(hub: gate.hub, interval: .milliseconds(200))]).test(.live) { client in
            let port = try #require(client.port)
            let answer = try await RawHTTP.exchange(
                port: port,
                "GET /api/v1/events HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(gate.keys.token)\r\nLast-Event-ID: 2\r\n\r\n",
                until: "heartbeat")
            #expect(answer.contains("Content-Type: text/event-stream; charset=utf-8"), "\(answer)")
            #expect(answer.contains("Content-Security-Policy"))
            #expect(answer.contains("id: 3\nevent: set"))
            #expect(answer.contains("id: 4\nevent: set"))
            #expect(!answer.contains("id: 2\nevent"))
            for _ in 0..<400 where gate.hub.listenerCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(gate.hub.listenerCount == 0)
        }
    }

    @Test func `over a socket: a server that stops does not wait for its listeners`() async throws {
        let gate = try Gate()
        let closed = Box("")
        try await gate.application(services: [HeartbeatService(hub: gate.hub)]).test(.live) { client in
            let port = try #require(client.port)
            let token = gate.keys.token
            Task {
                let all = try await RawHTTP.exchange(
                    port: port, "GET /api/v1/events HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(token)\r\n\r\n")
                closed.change { $0 = all }
            }
            for _ in 0..<400 where gate.hub.listenerCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(gate.hub.listenerCount == 1)
        }
        for _ in 0..<400 where closed.value.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(closed.value.contains("welcome"))
    }

    @Test func `who looks at a set is told to the others, and forgotten after a while`() async throws {
        let clock = Clock()
        let hub = EventHub(now: { clock.now })
        let (_, mailbox) = hub.join(session: nil)
        hub.look(client: "tab-1", by: "ada", project: 1, set: 7)
        #expect(hub.presence() == [Presence(id: 7, project: 1, viewers: [.init(client: "tab-1", by: "ada")])])
        #expect(mailbox.take().passing["presence-7"] != nil)
        hub.look(client: "tab-1", by: "ada", project: 1, set: 7)
        #expect(mailbox.take().isEmpty, "the same again is no news")
        hub.look(client: "tab-1", by: "ada", project: 1, set: 8)
        #expect(Set(mailbox.take().passing.keys) == ["presence-7", "presence-8"])
        clock.advance(EventHub.presenceLife + 1)
        hub.heartbeat()
        #expect(hub.presence().isEmpty)
        #expect(mailbox.take().passing["presence-8"]?.data == #"{"id":8,"viewers":[]}"#)
    }
}

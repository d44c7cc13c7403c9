import Foundation
import Synchronization

/// Where changes are read again from, by sequence number: the store's `change` table.
public protocol ChangeFeed: Sendable {
    /// At most `limit` changes after `sequence`, oldest first.
    func changes(after sequence: Int64, limit: Int) async throws -> [ServerEvent]
    /// The oldest and the newest sequence number that are kept; 0 and 0 before the first change.
    func changeRange() async throws -> (first: Int64, last: Int64)
}

/// Tells every listener that something happened; holds no events of its own.
public final class EventHub: Sendable {
    private struct State {
        var mailboxes: [Int: Mailbox] = [:]
        var next = 0
        var viewers: [String: Viewer] = [:]
        var isClosed = false
    }
    private struct Viewer {
        var project: Int64?
        var set: Int64?
        var by: String
        var until: Date
    }

    /// How long somebody counts as looking after their last word, in seconds.
    public static let presenceLife: TimeInterval = 45

    private let state = Mutex(State())
    private let now: @Sendable () -> Date

    public init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

    /// How many listen.
    public var listenerCount: Int { state.withLock { $0.mailboxes.count } }

    /// There are new rows in the `change` table.
    public func changed() { everyMailbox { $0.hasChanges = true } }

    /// Something that passes and is not resumed, such as a job's progress; a newer event about the same subject replaces an older one.
    public func passing(_ event: ServerEvent, subject: String) { everyMailbox { $0.passing[subject] = event } }

    func heartbeat() {
        everyMailbox { $0.heartbeat = true }
        expirePresence()
    }

    private func everyMailbox(_ change: (inout Mailbox.Content) -> Void) {
        for mailbox in state.withLock({ Array($0.mailboxes.values) }) { mailbox.post(change) }
    }

    func join(session: String?) -> (id: Int, mailbox: Mailbox) {
        let mailbox = Mailbox(session: session)
        return state.withLock { state in
            state.next += 1
            if state.isClosed { mailbox.close() } else { state.mailboxes[state.next] = mailbox }
            return (state.next, mailbox)
        }
    }

    func leave(_ id: Int) {
        state.withLock { state in
            state.mailboxes.removeValue(forKey: id)?.close()
        }
    }

    /// Ends every stream, as the server stops.
    public func close() {
        let mailboxes = state.withLock { state in
            state.isClosed = true
            let all = Array(state.mailboxes.values)
            state.mailboxes = [:]
            return all
        }
        for mailbox in mailboxes { mailbox.close() }
    }

    /// Ends the streams of sessions that are no longer signed in.
    func close(where isGone: (String) -> Bool) {
        for (id, mailbox) in state.withLock({ $0.mailboxes }) {
            if let session = mailbox.session, isGone(session) { leave(id) }
        }
    }
}

/// Who is looking at a set, as the `presence` event and its route tell it.
public struct Presence: Codable, Sendable, Equatable {
    /// The set.
    public var id: Int64
    public var project: Int64?
    /// Who came last; absent where somebody left.
    public var by: String?
    public var viewers: [Viewer]

    public struct Viewer: Codable, Sendable, Equatable {
        /// Chosen by the page, one per tab.
        public var client: String
        public var by: String
    }
}

extension EventHub {
    /// `client` looks at `set` of `project`, or at nothing.
    func look(client: String, by: String, project: Int64?, set: Int64?) {
        let (before, isNew) = state.withLock { state in
            let before = state.viewers[client]?.set
            state.viewers[client] = set.map { Viewer(project: project, set: $0, by: by, until: now().addingTimeInterval(Self.presenceLife)) }
            return (before, before != set)
        }
        guard isNew else { return }
        for changed in Set([before, set].compactMap(\.self)) { announcePresence(of: changed, by: changed == set ? by : nil) }
    }

    /// Everybody who is looking at something.
    func presence() -> [Presence] {
        let viewers = state.withLock { $0.viewers }.sorted { $0.key < $1.key }
        return Dictionary(grouping: viewers.filter { $0.value.set != nil }, by: { $0.value.set! }).map { set, viewers in
            Presence(id: set, project: viewers.first?.value.project, viewers: viewers.map { .init(client: $0.key, by: $0.value.by) })
        }.sorted { $0.id < $1.id }
    }

    private func announcePresence(of set: Int64, by: String? = nil) {
        var notice = presence().first { $0.id == set } ?? Presence(id: set, project: nil, viewers: [])
        notice.by = by
        passing(ServerEvent(kind: .presence, notice), subject: "presence-\(set)")
    }

    private func expirePresence() {
        let now = now()
        let gone = state.withLock { state in
            let gone = state.viewers.filter { $0.value.until < now }
            for client in gone.keys { state.viewers[client] = nil }
            return Set(gone.values.compactMap(\.set))
        }
        for set in gone { announcePresence(of: set) }
    }
}

import PolyptychStore

/// The store's `change` table as the event stream reads it.
struct StoreFeed: ChangeFeed {
    let store: Store

    func changes(after sequence: Int64, limit: Int) async throws -> [ServerEvent] {
        try await store.changes(after: sequence, limit: limit).map { record in
            ServerEvent(
                sequence: record.sequence, kind: ServerEvent.Kind(rawValue: record.kind.rawValue) ?? .project,
                ChangeNotice(id: record.id, project: record.project, version: record.version, by: record.by))
        }
    }

    func changeRange() async throws -> (first: Int64, last: Int64) { try await store.changeRange() }
}

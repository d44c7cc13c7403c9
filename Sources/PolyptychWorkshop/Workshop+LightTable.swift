import Foundation
import PolyptychCuration
import PolyptychStore

extension Workshop {
    /// The order of a light table, fixed at this moment.
    public func ticket(project: Int64, query: String, sort: SetSort) async throws -> TicketAnswer {
        let order = try await store.order(project: project, query: Query.parse(query), sort: sort)
        var ids = Data(capacity: order.ids.count * 4)
        var aspects = Data(capacity: order.ids.count * 2)
        for id in order.ids { withUnsafeBytes(of: id.littleEndian) { ids.append(contentsOf: $0) } }
        for aspect in order.aspects { withUnsafeBytes(of: aspect.littleEndian) { aspects.append(contentsOf: $0) } }
        return TicketAnswer(
            ticket: String(BlobFiles.sha256(ids).prefix(16)), count: order.ids.count, ids: ids.base64EncodedString(),
            aspects: aspects.base64EncodedString())
    }

    /// Cards of up to 200 sets, in the order of `ids`; those that are gone are left out.
    public func cards(project: Int64, ids: [Int64]) async throws -> [SetCard] {
        guard ids.count <= 200 else { throw WorkshopError.invalid(field: "ids", sentence: "Ask for at most 200 sets at once.") }
        let look = try await store.project(project).settingsVersion
        return try await store.cards(ids).map { SetCard($0, settingsVersion: look) }
    }

    /// A page of what a query finds, 1 to 200 cards after the place that `after` names.
    public func page(project: Int64, query: String, sort: SetSort, after: String?, limit: Int) async throws -> SetPage {
        let page = try await store.page(project: project, query: Query.parse(query), sort: sort, after: after, limit: min(max(limit, 1), 200))
        let look = try await store.project(project).settingsVersion
        return SetPage(sets: page.cards.map { SetCard($0, settingsVersion: look) }, next: page.next)
    }

    /// How many sets of a query have which value of each facet.
    public func facets(project: Int64, query: String) async throws -> FacetAnswer {
        let counts = try await store.facets(project: project, query: Query.parse(query))
        return FacetAnswer(
            facets: counts.map { facet in
                .init(name: facet.name, values: facet.values.map { .init(value: $0.value, count: $0.count, query: $0.term) })
            })
    }
}

extension SetCard {
    /// - Parameter settingsVersion: of the project; with the set's own version it names the composite's pixels.
    init(_ record: SetCardRecord, settingsVersion: Int) {
        self.init(
            id: record.id, key: record.key, version: record.version, status: record.status, viewCount: record.viewCount,
            aspect: Double(record.aspect) / 1000, width: record.width, height: record.height, excerpt: record.excerpt, category: record.category,
            tags: record.tags, findings: record.findings.map { .init(code: $0.code, severity: $0.severity) },
            thumb: "/api/v1/sets/\(record.id)/composite?size=512&v=\(record.version)-\(settingsVersion)-\(record.width)x\(record.height)",
            views: record.views.map { .init(id: $0.id, thumb: ImageAddress.image($0.sha256, size: 256), name: $0.name) },
            updatedAt: record.updatedAt, updatedBy: record.updatedBy)
    }
}

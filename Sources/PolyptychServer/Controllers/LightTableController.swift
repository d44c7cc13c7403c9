import Foundation
import HTTPTypes
import Hummingbird
import PolyptychStore
import PolyptychWorkshop

/// The light table: the whole order as a ticket, cards by id or page, facets.
struct LightTableController {
    let workshop: Workshop

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.post("projects/:project/query", use: query)
        api.get("projects/:project/sets", use: sets)
        api.get("projects/:project/facets", use: facets)
    }

    struct QueryBody: Decodable, Sendable {
        var query: String?
        var sort: String?
    }

    @Sendable func query(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        let body = try await request.json(QueryBody.self, limit: 64 << 10)
        return try JSON.response(try await workshop.ticket(project: id, query: body.query ?? "", sort: try sort(body.sort)))
    }

    /// Cards by `ids`, at most 200; or a page of what `query` finds.
    @Sendable func sets(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        if let list = request.query("ids") {
            let ids = list.split(separator: ",").map { Int64($0) }
            guard ids.count <= 200, ids.allSatisfy({ ($0 ?? 0) > 0 }) else {
                throw APIError.invalidParameter("ids", "ids is a list of at most 200 set ids with commas between.")
            }
            return try JSON.response(["sets": try await workshop.cards(project: id, ids: ids.map { $0! })])
        }
        let page = try await workshop.page(
            project: id, query: request.query("query") ?? "", sort: try sort(request.query("sort")), after: request.query("after"),
            limit: try request.query("limit", in: 1...200) ?? 100)
        return try JSON.response(page)
    }

    @Sendable func facets(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.facets(project: try context.projectID(), query: request.query("query") ?? ""))
    }

    private func sort(_ text: String?) throws -> SetSort {
        guard let text, !text.isEmpty else { return .key }
        guard let sort = SetSort(rawValue: text) else {
            throw APIError.invalidParameter("sort", "sort is one of \(SetSort.allCases.map(\.rawValue).joined(separator: ", ")), not \(ServerContext.shown(text)).")
        }
        return sort
    }
}

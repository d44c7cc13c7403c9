import Foundation
import HTTPTypes
import Hummingbird
import PolyptychCuration
import PolyptychWorkshop

/// One set: its state, its changes, its history. Every change carries the version it is based on.
struct SetController {
    let workshop: Workshop

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("sets/:set", use: show)
        api.post("sets/:set/edits", use: edit)
        api.post("sets/:set/fixes", use: fix)
        api.get("sets/:set/history", use: history)
        api.post("sets/:set/revisions/:revision/restore", use: restore)
        api.post("sets/:set/candidates/:candidate/take", use: takeCandidate)
    }

    @Sendable func show(request: Request, context: ServerContext) async throws -> Response {
        try answer(try await workshop.set(try context.setID()))
    }

    struct Edits: Decodable, Sendable {
        var edits: [SetEdit]
        var why: String?
    }

    @Sendable func edit(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.setID()
        let base = try request.basedOnVersion()
        let body = try await request.json(Edits.self)
        guard !body.edits.isEmpty else { throw APIError.invalid("A change needs at least one edit.", field: "edits") }
        return try answer(try await workshop.edit(set: id, base: base, edits: body.edits, why: body.why, by: try context.person().name))
    }

    struct Fixes: Decodable, Sendable {
        var findings: [String]
    }

    @Sendable func fix(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.setID()
        let base = try request.basedOnVersion()
        let body = try await request.json(Fixes.self)
        return try answer(try await workshop.applyFixes(set: id, base: base, findings: body.findings, by: try context.person().name))
    }

    struct History: Encodable {
        var revisions: [HistoryEntry]
    }

    @Sendable func history(request: Request, context: ServerContext) async throws -> Response {
        let before = try request.query("before", in: 1...Int.max)
        let limit = try request.query("limit", in: 1...200) ?? 50
        return try JSON.response(History(revisions: try await workshop.history(set: try context.setID(), before: before, limit: limit)))
    }

    @Sendable func restore(request: Request, context: ServerContext) async throws -> Response {
        let revision = try context.id("revision", of: "The revision")
        return try answer(
            try await workshop.restore(set: try context.setID(), revision: revision, base: try request.basedOnVersion(), by: try context.person().name))
    }

    struct Take: Decodable, Sendable {
        /// The view whose image the frame replaces; without it, the frame becomes a new view at the end.
        var view: ViewID?
    }

    @Sendable func takeCandidate(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.setID()
        let base = try request.basedOnVersion()
        let body = try await request.json(Take.self)
        return try answer(
            try await workshop.takeCandidate(set: id, index: try context.index("candidate"), view: body.view, base: base, by: try context.person().name))
    }

    private func answer(_ detail: SetDetail) throws -> Response { try JSON.response(detail, headers: .version(detail.version)) }
}

extension ServerContext {
    /// A 0-based position in the path.
    func index(_ name: String) throws -> Int {
        let text = parameters.get(name) ?? ""
        guard let index = Int(text), index >= 0, text == String(index) else { throw APIError.notFound("The \(name) \(Self.shown(text))") }
        return index
    }
}

import HTTPTypes
import Hummingbird
import PolyptychStore
import PolyptychWorkshop

/// Changes of many sets at once: batches with a preview, regrouping, and taking back one's own last action.
struct BatchController {
    let workshop: Workshop

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.post("projects/:project/batch/preview", use: preview)
        api.post("projects/:project/batch", use: apply)
        api.post("projects/:project/regroup", use: regroup)
        api.post("projects/:project/undo", use: undo)
        api.post("projects/:project/redo", use: redo)
        api.get("projects/:project/history", use: groups)
    }

    struct PreviewBody: Decodable, Sendable {
        var selection: Selection
        var action: BatchAction
    }

    @Sendable func preview(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        let body = try await request.json(PreviewBody.self, limit: 4 << 20)
        return try JSON.response(
            try await workshop.previewBatch(project: id, selection: body.selection, action: body.action, by: try context.person().name))
    }

    struct ApplyBody: Decodable, Sendable {
        var preview: String
        var exclude: [Int64]?
    }

    @Sendable func apply(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        let body = try await request.json(ApplyBody.self, limit: 4 << 20)
        return try JSON.response(
            try await workshop.applyBatch(project: id, preview: body.preview, exclude: body.exclude ?? [], by: try context.person().name))
    }

    @Sendable func regroup(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        let body = try await request.json(RegroupRequest.self, limit: 4 << 20)
        return try JSON.response(try await workshop.regroup(project: id, request: body, by: try context.person().name))
    }

    @Sendable func undo(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.undo(project: try context.projectID(), by: try context.person().name))
    }

    @Sendable func redo(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.redo(project: try context.projectID(), by: try context.person().name))
    }

    /// The project's actions, newest first.
    @Sendable func groups(request: Request, context: ServerContext) async throws -> Response {
        let before = try request.query("before", in: 1...Int.max).map(Int64.init)
        let limit = try request.query("limit", in: 1...200) ?? 50
        return try JSON.response(["groups": try await workshop.groups(project: try context.projectID(), before: before, limit: limit)])
    }
}

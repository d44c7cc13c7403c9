import HTTPTypes
import Hummingbird
import PolyptychWorkshop

/// Folders and uploads become sets: first a plan, then a job.
struct ImportController {
    let workshop: Workshop
    let uploads: UploadStore

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.post("projects/:project/imports/preview", use: preview)
        api.post("projects/:project/imports/classes", use: classes)
        api.post("projects/:project/imports", use: start)
        api.post("projects/:project/samples", use: samples)
    }

    struct Preview<Plan: Encodable>: Encodable {
        var plan: Plan
    }

    @Sendable func preview(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let order = try await request.json(ImportRequest.self)
        try await prepare(order, project: project, context: context)
        return try JSON.response(Preview(plan: try await workshop.previewImport(project: project, request: order)))
    }

    @Sendable func classes(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let order = try await request.json(ImportRequest.self)
        try await prepare(order, project: project, context: context)
        return try JSON.response(try await workshop.importClasses(project: project, request: order))
    }

    @Sendable func start(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let order = try await request.json(ImportRequest.self)
        try await prepare(order, project: project, context: context)
        return try JSON.response(try await workshop.startImport(project: project, request: order, by: try context.person().name), status: .accepted)
    }

    @Sendable func samples(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let order = try await request.json(SampleRequest.self)
        return try JSON.response(try await workshop.startSampleData(project: project, request: order, by: try context.person().name), status: .accepted)
    }

    /// Only an owner names paths on the server; an upload is laid out as it was dropped.
    private func prepare(_ order: ImportRequest, project: Int64, context: ServerContext) async throws {
        switch order.source {
        case .path:
            guard try context.person().role == .owner else {
                throw APIError(.forbidden, "owners-only", "Only an owner may import from a path on the server.", hint: "Drop the files into the browser instead.")
            }
        case .upload(let id):
            guard try await uploads.project(of: id) == project else { throw UploadFault.unknown(id) }
            _ = try await uploads.tree(id)
        }
    }
}

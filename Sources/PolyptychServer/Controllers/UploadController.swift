import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let uploadOffset = Self("Upload-Offset")!
}

/// Files from a browser, in chunks that can be resumed: announce, send from the offset, ask how far it came.
struct UploadController {
    let uploads: UploadStore
    /// Throws where the project does not exist.
    let expectProject: @Sendable (Int64) async throws -> Void

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.post("projects/:project/uploads", use: begin)
        api.get("uploads/:upload", use: show)
        api.patch("uploads/:upload/:index", use: append)
        api.delete("uploads/:upload", use: remove)
    }

    struct Announcement: Decodable, Sendable {
        var files: [UploadManifest.File]
    }

    @Sendable func begin(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.id("project", of: "The project")
        try await expectProject(project)
        let announcement = try await request.json(Announcement.self, limit: 16 << 20)
        return try JSON.response(try await uploads.begin(project: project, files: announcement.files), status: .created)
    }

    @Sendable func show(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await uploads.answer(try context.id("upload", of: "The upload")))
    }

    @Sendable func append(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.id("upload", of: "The upload")
        guard let index = Int(context.parameters.get("index") ?? "") else { throw APIError.notFound("This file") }
        try request.expectContentType("application/octet-stream", "application/offset+octet-stream")
        guard let offset = request.headers[.uploadOffset].flatMap({ Int($0) }), offset >= 0 else {
            throw APIError(.badRequest, "offset-missing", "The header Upload-Offset must say where these bytes begin.", hint: "Ask GET /uploads/\(id) how far each file has come.")
        }
        let end = try await uploads.append(id, index: index, offset: offset, bytes: request.body)
        return try JSON.response(["offset": end], headers: [.uploadOffset: "\(end)"])
    }

    @Sendable func remove(request: Request, context: ServerContext) async throws -> Response {
        try await uploads.remove(try context.id("upload", of: "The upload"))
        return Response(status: .noContent)
    }
}

import HTTPTypes
import Hummingbird
import PolyptychCuration
import PolyptychWorkshop

/// Projects: list, make, change, remove, and what other settings would do.
struct ProjectController {
    let workshop: Workshop

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("projects", use: list)
        api.post("projects", use: create)
        api.get("projects/:project", use: show)
        api.patch("projects/:project", use: change)
        api.delete("projects/:project", use: remove)
        api.post("projects/:project/settings/preview", use: previewSettings)
        api.get("projects/:project/health", use: health)
        api.get("projects/:project/lint", use: lint)
    }

    @Sendable func list(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(["projects": try await workshop.projects()])
    }

    struct NewProject: Decodable, Sendable {
        var name: String
    }

    @Sendable func create(request: Request, context: ServerContext) async throws -> Response {
        let new = try await request.json(NewProject.self)
        let project = try await workshop.createProject(name: new.name, by: try context.person().name)
        return try JSON.response(project, status: .created, headers: .version(project.version))
    }

    @Sendable func show(request: Request, context: ServerContext) async throws -> Response {
        let project = try await workshop.project(try context.projectID())
        return try JSON.response(project, headers: .version(project.version))
    }

    struct Change: Decodable, Sendable {
        var name: String?
        var settings: ProjectSettings?
    }

    @Sendable func change(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        let base = try request.basedOnVersion()
        let change = try await request.json(Change.self)
        let project = try await workshop.updateProject(id, base: base, name: change.name, settings: change.settings, by: try context.person().name)
        return try JSON.response(project, headers: .version(project.version))
    }

    @Sendable func remove(request: Request, context: ServerContext) async throws -> Response {
        try await workshop.deleteProject(try context.projectID(), base: try request.basedOnVersion(), by: try context.person().name)
        return Response(status: .noContent)
    }

    struct SettingsBody: Decodable, Sendable {
        var settings: ProjectSettings
    }

    @Sendable func previewSettings(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.projectID()
        let body = try await request.json(SettingsBody.self)
        return try JSON.response(try await workshop.previewSettings(project: id, settings: body.settings))
    }

    @Sendable func health(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.health(project: try context.projectID()))
    }

    @Sendable func lint(request: Request, context: ServerContext) async throws -> Response {
        let page = try await workshop.lint(
            project: try context.projectID(), query: request.query("query") ?? "", after: request.query("after"),
            limit: try request.query("limit", in: 1...500) ?? 100)
        return try JSON.response(page)
    }
}

extension ServerContext {
    func projectID() throws -> Int64 { try id("project", of: "The project") }
    func setID() throws -> Int64 { try id("set", of: "The set") }
}

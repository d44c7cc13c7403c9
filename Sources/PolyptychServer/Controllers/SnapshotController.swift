import HTTPTypes
import Hummingbird
import PolyptychWorkshop

/// Named states of a project that never change, and how two of them differ.
struct SnapshotController {
    let workshop: Workshop

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("projects/:project/snapshots", use: list)
        api.post("projects/:project/snapshots", use: create)
        api.get("snapshots/:from/diff/:to", use: diff)
    }

    struct NewSnapshot: Decodable, Sendable {
        var name: String
    }

    @Sendable func list(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(["snapshots": try await workshop.snapshots(project: try context.projectID())])
    }

    @Sendable func create(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let new = try await request.json(NewSnapshot.self)
        return try JSON.response(try await workshop.createSnapshot(project: project, name: new.name, by: try context.person().name), status: .created)
    }

    @Sendable func diff(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.snapshotDiff(try context.id("from", of: "The snapshot"), try context.id("to", of: "The snapshot")))
    }
}

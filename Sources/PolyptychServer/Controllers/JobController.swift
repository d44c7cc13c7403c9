import HTTPTypes
import Hummingbird
import PolyptychWorkshop

/// Long work of every kind: how far it is, and stop, wait, go on, again.
struct JobController {
    let workshop: Workshop

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("jobs", use: list)
        api.get("jobs/:job", use: show)
        for (name, verb) in verbs { api.post("jobs/:job/\(name)") { _, context in try await perform(verb, context: context) } }
    }

    private var verbs: [(String, @Sendable (Int64) async throws -> Void)] {
        [("cancel", workshop.cancelJob), ("pause", workshop.pauseJob), ("resume", workshop.resumeJob), ("retry", workshop.retryJob)]
    }

    @Sendable func list(request: Request, context: ServerContext) async throws -> Response {
        let project = try request.query("project", in: 1...Int.max).map(Int64.init)
        return try JSON.response(["jobs": try await workshop.jobs(project: project, limit: try request.query("limit", in: 1...500) ?? 100)])
    }

    @Sendable func show(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.job(try context.id("job", of: "The job")))
    }

    private func perform(_ verb: @Sendable (Int64) async throws -> Void, context: ServerContext) async throws -> Response {
        let id = try context.id("job", of: "The job")
        try await verb(id)
        return try JSON.response(try await workshop.job(id))
    }
}

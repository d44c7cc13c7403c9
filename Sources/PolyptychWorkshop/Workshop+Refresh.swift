import Foundation
import PolyptychStore

extension Workshop {
    /// Renders, plans and lints a project's sets anew after its settings changed.
    func startRefresh(project: Int64, by: String) async throws {
        _ = try await start(kind: "refresh", title: "Render sets anew", project: project, request: ["project": project], by: by)
    }

    func runRefresh(_ job: JobContext) async throws -> JobEnding {
        let project = try await project(of: job)
        let total = try await store.staleCount(project: project.id)
        let done = try await store.rederive(project: project.id) { done in
            try? await job.note("Rendering sets anew", done: done, total: max(total, done))
        }
        return JobEnding("\(done) sets rendered anew")
    }
}

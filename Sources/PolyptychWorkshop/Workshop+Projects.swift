import Foundation
import PolyptychCuration
import PolyptychStore

extension Workshop {
    /// Every project of the workspace with its counts.
    public func projects() async throws -> [ProjectAnswer] {
        var answers: [ProjectAnswer] = []
        for record in try await store.projects() { answers.append(try await answer(record)) }
        return answers
    }

    /// One project with its counts.
    public func project(_ id: Int64) async throws -> ProjectAnswer { try await answer(store.project(id)) }

    /// The project of that name, made with the standard settings where it is missing and `create` says so.
    public func project(named name: String, create: Bool, by: String = "owner") async throws -> ProjectAnswer {
        if let record = try await store.project(named: name) { return try await answer(record) }
        guard create else { throw WorkshopError.notFound(kind: "project", id: name, known: try await store.projects().map(\.name)) }
        return try await createProject(name: name, by: by)
    }

    /// Makes a project with the standard settings; a name is 1 to 200 characters on one line and taken once.
    public func createProject(name: String, by: String) async throws -> ProjectAnswer {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...200).contains(name.count), !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw WorkshopError.invalid(field: "name", sentence: "A project's name has 1 to 200 characters on one line.")
        }
        return try await answer(store.createProject(name: name, settings: .standard, by: by))
    }

    /// Changes a project's name or settings; its sets are rendered anew by a job, and accepted ones keep what they pinned.
    public func updateProject(_ id: Int64, base: Int, name: String?, settings: ProjectSettings?, by: String) async throws -> ProjectAnswer {
        do { try settings?.validated() } catch { throw WorkshopError.invalid(field: "settings", sentence: error.sentence) }
        let record = try await store.updateProject(id, base: base, name: name, settings: settings, by: by)
        if settings != nil { try await startRefresh(project: id, by: by) }
        return try await answer(record)
    }

    /// Hides a project at once and removes what is its own bit by bit.
    public func deleteProject(_ id: Int64, base: Int?, by: String) async throws {
        try await store.deleteProject(id, base: base, by: by)
        Task { try? await store.purgeDeletedProjects() }
    }

    /// What other settings would do to the project's sets; shows the first sets that differ, counts them all.
    public func previewSettings(project id: Int64, settings: ProjectSettings, show: Int = 12) async throws -> SettingsPreview {
        do { try settings.validated() } catch { throw WorkshopError.invalid(field: "settings", sentence: error.sentence) }
        let project = try await store.project(id)
        var preview = SettingsPreview(changes: [], changed: 0, departs: 0)
        var after: String?
        repeat {
            let page = try await store.page(project: id, query: Query(), sort: .key, after: after, limit: 500)
            for record in try await store.sets(page.cards.map(\.id)) {
                let before = record.state.rendering(project.settings)
                let next = record.state.rendering(settings)
                guard before.text != next.text || before.plan != next.plan else { continue }
                preview.changed += 1
                if record.state.review.status == .accepted { preview.departs += 1 }
                if preview.changes.count < show {
                    preview.changes.append(.init(set: record.id, key: record.state.key, before: before, after: next))
                }
            }
            after = page.next
        } while after != nil
        return preview
    }

    private func answer(_ record: ProjectRecord) async throws -> ProjectAnswer {
        let counts = try await store.counts(project: record.id)
        return ProjectAnswer(
            id: record.id, name: record.name, version: record.version, settings: record.settings,
            counts: .init(
                sets: counts.sets, views: counts.views,
                status: Dictionary(uniqueKeysWithValues: ReviewStatus.allCases.map { ($0.rawValue, counts.status[$0] ?? 0) }),
                findings: ["error": counts.setsWithErrors, "warning": counts.setsWithWarnings]))
    }
}

extension SetState {
    fileprivate func rendering(_ settings: ProjectSettings) -> SettingsPreview.Rendering {
        .init(text: rendered(settings: settings).text, plan: try? LayoutEngine.plan(self, settings: settings))
    }
}

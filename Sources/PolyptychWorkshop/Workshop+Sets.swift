import Foundation
import PolyptychCuration
import PolyptychStore

extension Workshop {
    /// A set with everything that its editor shows.
    public func set(_ id: Int64) async throws -> SetDetail {
        let (record, project) = try await store.setWithProject(id)
        return try await detail(record, project: project)
    }

    /// Applies edits to a set that has version `base`, as one revision.
    public func edit(set id: Int64, base: Int, edits: [SetEdit], why: String?, by: String) async throws -> SetDetail {
        let summary = why ?? EditSummary.sentence(edits)
        return try await change(set: id, base: base, why: summary, by: by) { state, settings in
            try Editing.apply(edits.map { $0.recorded(by: by) }, to: state, settings: settings)
        }
    }

    /// Applies the fixes of the named findings, one after the other, as one revision; a finding that is gone already is skipped, so a
    /// key pressed twice does no harm.
    public func applyFixes(set id: Int64, base: Int, findings ids: [String], by: String) async throws -> SetDetail {
        let measures = try await measures(ofSet: id)
        return try await change(set: id, base: base, why: ids.count == 1 ? "Fixed a finding" : "Fixed findings", by: by) { state, settings in
            try Fixing.apply(
                findings: ids, to: state, settings: settings, measures: state.views.map { measures[$0.image.sha256] }
            ).state
        }
    }

    /// Restores the state of an earlier revision as a new one.
    public func restore(set id: Int64, revision: Int64, base: Int, by: String) async throws -> SetDetail {
        do {
            let record = try await store.restore(set: id, revision: revision, base: base, by: by)
            return try await detail(record, project: store.project(record.project))
        } catch StoreError.stale(let current) {
            throw try await stale(current)
        }
    }

    /// A set's revisions, newest first, up to 200, each with what it did to the words.
    public func history(set id: Int64, before: Int? = nil, limit: Int = 50) async throws -> [HistoryEntry] {
        let project = try await store.setWithProject(id).project
        let revisions = try await store.history(set: id, before: before, limit: min(limit, 200))
        return revisions.map { revision in
            let text = revision.state.exportedText(settings: project.settings)
            let earlier = revision.before?.exportedText(settings: project.settings) ?? ""
            return HistoryEntry(
                id: revision.id, group: revision.group, version: revision.version, at: revision.at, by: revision.by, why: revision.why,
                summary: revision.summary, text: text, diff: WordDiff.diff(earlier, text))
        }
    }

    /// Undoes the person's last action in the project; refused where somebody changed one of its sets since.
    public func undo(project: Int64, by: String) async throws -> GroupAnswer { try await answer(store.undo(project: project, by: by)) }

    /// Redoes what the person undid last, unless they did something else since.
    public func redo(project: Int64, by: String) async throws -> GroupAnswer { try await answer(store.redo(project: project, by: by)) }

    /// A project's actions, newest first, up to 200.
    public func groups(project: Int64, before: Int64?, limit: Int) async throws -> [GroupRecord] {
        try await store.groups(project: project, before: before, limit: min(limit, 200))
    }

    /// Every set's findings, in key order.
    public func lint(project id: Int64, query: String, after: String?, limit: Int) async throws -> LintPage {
        let project = try await store.project(id)
        let page = try await store.page(project: id, query: Query.parse(query), sort: .key, after: after, limit: min(max(limit, 1), 500))
        let records = try await store.sets(page.cards.map(\.id))
        let blobs = try await store.blobs(records.flatMap { $0.state.views.map(\.image.sha256) })
        let answers = try records.map { record in
            let derived = try derive(DerivationInput(state: record.state, settings: project.settings, blobs: blobs))
            return LintAnswer(set: record.id, key: record.state.key, status: record.state.review.status, findings: derived.findings)
        }
        return LintPage(sets: answers, next: page.next)
    }

    // MARK: - Parts

    private func change(
        set id: Int64, base: Int, why: String, by: String, transform: @escaping @Sendable (SetState, ProjectSettings) throws -> SetState
    ) async throws -> SetDetail {
        do {
            let record = try await store.edit(set: id, base: base, by: by, why: why) { state, settings in
                do { return try transform(state, settings) } catch let refusal as EditRefusal {
                    throw WorkshopError.refused(set: state.key, refusal: refusal)
                }
            }
            return try await detail(record, project: store.project(record.project))
        } catch StoreError.stale(let current) {
            throw try await stale(current)
        }
    }

    private func stale(_ current: SetRecord) async throws -> WorkshopError {
        .stale(current: try await detail(current, project: store.project(current.project)), by: current.updatedBy, at: current.updatedAt)
    }

    private func measures(ofSet id: Int64) async throws -> [String: ViewMeasure] {
        let state = try await store.set(id).state
        return try await store.blobs(state.views.map(\.image.sha256)).compactMapValues { $0.isMissing ? nil : $0.measure }
    }

    private func answer(_ outcome: UndoOutcome) -> GroupAnswer {
        GroupAnswer(group: outcome.group, why: outcome.target.why, sets: outcome.sets)
    }

    func detail(_ record: SetRecord, project: ProjectRecord) async throws -> SetDetail {
        let state = record.state
        let candidates = try await store.candidates(set: record.id)
        let blobs = try await store.blobs(state.views.map(\.image.sha256))
        let effective = project.settings.effective(for: state)
        let derived = try derive(DerivationInput(state: state, settings: project.settings, blobs: blobs))
        var planFault: String?
        if derived.plan == nil {
            do { _ = try LayoutEngine.plan(state, settings: project.settings) } catch { planFault = error.sentence }
        }
        var images: [String: SetDetail.ViewImages] = [:]
        for view in state.views {
            let hash = view.image.sha256
            images[view.id.rawValue] = .init(
                thumb: ImageAddress.image(hash, size: 256), preview: ImageAddress.image(hash, size: 1024), original: ImageAddress.image(hash, size: nil),
                width: view.image.width, height: view.image.height, measure: blobs[hash]?.measure)
        }
        return SetDetail(
            id: record.id, project: record.project, key: state.key, version: record.version, state: state,
            effective: .init(
                template: effective.template, scheme: effective.scheme, layout: effective.layout, targetResolution: effective.targetResolution),
            rendered: state.rendered(settings: project.settings), plan: derived.plan, planFault: planFault, findings: derived.findings,
            tokens: derived.tokens,
            candidates: candidates.enumerated().map { index, candidate in
                .init(
                    index: index, sha256: candidate.sha256, name: candidate.name, width: candidate.width, height: candidate.height,
                    thumb: ImageAddress.candidate(set: record.id, index: index), angles: candidate.angles)
            },
            images: images, composite: ImageAddress.composite(set: record.id, plan: derived.plan, images: state.views.map(\.image.sha256)),
            updatedAt: record.updatedAt, updatedBy: record.updatedBy, deleted: state.isDeleted)
    }
}

extension SetEdit {
    /// The edit with the name of whoever makes it, where it records one.
    fileprivate func recorded(by person: String) -> SetEdit {
        if case .dismiss(let finding, let code, _, let why) = self { .dismiss(finding: finding, code: code, by: person, why: why) } else { self }
    }
}

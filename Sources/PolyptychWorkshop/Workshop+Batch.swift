import Foundation
import PolyptychCuration
import PolyptychStore

extension Workshop {
    /// The most changes that a preview spells out: what a person can look through, and an answer of a few megabytes.
    static let mostChangesShown = 1000

    /// Computes every change a batch would make; nothing is written. The answer can be applied until one of its sets changes; it counts
    /// all changes and spells out the first ``mostChangesShown``.
    public func previewBatch(project: Int64, selection: Selection, action: BatchAction, by: String) async throws -> BatchPreview {
        let ids = try await ids(of: selection, project: project)
        guard !ids.isEmpty else { throw WorkshopError.noSets(what: "is selected") }
        let settings = try await store.project(project).settings
        let change = try BatchChangeRule(action: action)
        var preview = BatchPreview(preview: UUID().uuidString.lowercased(), count: 0, changes: [], refused: [])
        var versions: [(Int64, Int)] = []
        for start in stride(from: 0, to: ids.count, by: 500) {
            let records = try await store.sets(Array(ids[start..<min(start + 500, ids.count)])).filter { $0.project == project }
            let measures = try await store.blobs(records.flatMap { $0.state.views.map(\.image.sha256) }).compactMapValues(\.measure)
            for record in records {
                do {
                    let after = try change.apply(to: record.state, settings: settings, measures: measures)
                    guard after != record.state else { continue }
                    versions.append((record.id, record.version))
                    if versions.count <= Self.mostChangesShown { preview.changes.append(.init(record, after: after, settings: settings)) }
                } catch {
                    preview.refused.append(.init(set: record.id, key: record.state.key, message: sentence(error)))
                }
            }
        }
        preview.count = versions.count
        previews.keep(.init(id: preview.preview, project: project, action: action, versions: versions))
        return preview
    }

    /// Makes the changes of a preview, less the excluded sets, as one action that is undone as one.
    public func applyBatch(project: Int64, preview id: String, exclude: [Int64], by: String) async throws -> BatchResult {
        guard let preview = previews.take(id), preview.project == project else { throw WorkshopError.previewGone }
        let left = Set(exclude)
        let items = preview.versions.filter { !left.contains($0.0) }.map { BatchItem(id: $0.0, base: $0.1) }
        let change = try BatchChangeRule(action: preview.action)
        let hashes = try await imageHashes(items.map(\.id))
        let measures = try await store.blobs(hashes).compactMapValues(\.measure)
        let outcome = try await store.editMany(project: project, items, by: by, why: change.title, kind: .batch) { record, settings in
            try change.apply(to: record.state, settings: settings, measures: measures)
        }
        return BatchResult(
            group: outcome.group, applied: outcome.changed.count,
            refused: outcome.refused.map { .init(set: $0.set, key: $0.key, message: sentence($0.error)) })
    }

    private func ids(of selection: Selection, project: Int64) async throws -> [Int64] {
        if let ids = selection.ids { return ids }
        return try await store.order(project: project, query: Query.parse(selection.query ?? ""), sort: .key).ids.map(Int64.init)
    }

    private func imageHashes(_ ids: [Int64]) async throws -> [String] {
        var hashes: Set<String> = []
        for start in stride(from: 0, to: ids.count, by: 500) {
            for record in try await store.sets(Array(ids[start..<min(start + 500, ids.count)])) { hashes.formUnion(record.state.views.map(\.image.sha256)) }
        }
        return Array(hashes)
    }
}

extension BatchPreview.Change {
    fileprivate init(_ record: SetRecord, after: SetState, settings: ProjectSettings) {
        let old = record.state.exportedText(settings: settings)
        let new = after.exportedText(settings: settings)
        var notes: [String] = []
        if record.state.review.status != after.review.status {
            notes.append("\(record.state.review.status.rawValue) → \(after.review.status.rawValue)")
        }
        if record.state.tags != after.tags { notes.append("tags: \(after.tags.isEmpty ? "none" : after.tags.joined(separator: ", "))") }
        if record.state.category != after.category { notes.append("category: \(after.category ?? "none")") }
        if record.state.overrides.layout != after.overrides.layout { notes.append("layout") }
        if record.state.isDeleted != after.isDeleted { notes.append(after.isDeleted ? "deleted" : "restored") }
        self.init(
            set: record.id, key: record.state.key, version: record.version, before: old, after: new, diff: WordDiff.diff(old, new),
            note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }
}

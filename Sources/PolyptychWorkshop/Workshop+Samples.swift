import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychSamples
import PolyptychStore

extension Workshop {
    /// Renders sample scenes into a project, as a job.
    public func startSampleData(project: Int64, request: SampleRequest, by: String) async throws -> JobAnswer {
        guard (1...100_000).contains(request.sets) else { throw WorkshopError.invalid(field: "sets", sentence: "Ask for 1 to 100000 sets.") }
        return try await start(kind: "samples", title: "Render \(request.sets) sample sets", project: project, request: request, joins: true, by: by)
    }

    func runSamples(_ job: JobContext) async throws -> JobEnding {
        let request = try job.request(SampleRequest.self)
        let project = try await project(of: job)
        try await store.addJobItems(job.job.id, (0..<request.sets).map { NewJobItem(key: "\($0)", name: "sample \($0 + 1)") })
        let group = try await openGroup(job, project: project, why: "Rendered sample sets")
        let ingest = Ingest(blobs: blobs, derived: derived)
        var made: [String] = []
        try await closing(group) { try await job.items(size: max(8, self.pool.width * 4)) { items in
            var outcomes: [JobItemOutcome] = []
            var drafts: [(JobItemRecord, SampleDraft)] = []
            try await self.pool.map(items) { item in
                try SampleDraft(SampleScenes.set(Int(item.key) ?? 0, seed: request.seed), ingest: ingest)
            } each: { index, draft in
                drafts.append((items[index], try draft.get()))
            }
            let known = try await self.store.setIDs(project: project.id, keys: drafts.map(\.1.state.key))
            let fresh = drafts.filter { known[$0.1.state.key] == nil }
            try await self.store.addBlobs(fresh.flatMap(\.1.records))
            let created = try await self.store.createSets(
                project: project.id, fresh.map { NewSet(state: $0.1.state) }, in: .existing(group), by: job.job.createdBy)
            let refused = Dictionary(created.refused.map { (fresh[$0.index].0.id, $0.error) }, uniquingKeysWith: { first, _ in first })
            for (item, draft) in drafts {
                if let error = refused[item.id] {
                    outcomes.append(JobItemOutcome(item: item.id, error: error.description))
                    continue
                }
                let isNew = known[draft.state.key] == nil
                if isNew { made.append(draft.state.key) }
                outcomes.append(JobItemOutcome(
                    item: item.id, result: try encode(ImportedSet(made: isNew, views: isNew ? draft.state.views.count : 0, group: group))))
            }
            return outcomes
        } }
        if !made.isEmpty {
            try await job.note("Looking for near-duplicates")
            try await findLikenesses(ofSets: made, project: project.id)
        }
        let totals = try await importTotals(of: job)
        var result = JobResult()
        result.sets = totals.made
        result.views = totals.views
        result.unchanged = totals.unchanged
        return JobEnding(totals.sentence, result: result)
    }

    /// Renders sample scenes as folders of images with sidecar captions: an import's input.
    public static func writeSampleFolders(sets: Int, seed: UInt64, to folder: URL) throws {
        for index in 0..<sets {
            let scene = SampleScenes.set(index, seed: seed)
            let place = folder.appendingPathComponent(scene.key)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for view in scene.views {
                let stem = (view.name as NSString).deletingPathExtension
                try AtomicFile.write(Data(view.bytes), to: place.appendingPathComponent(view.name))
                try AtomicFile.write(Data(view.caption.utf8), to: place.appendingPathComponent(stem + ".txt"))
            }
        }
    }
}

/// A rendered scene with its images taken in.
private struct SampleDraft: Sendable {
    var state: SetState
    var records: [BlobRecord]

    init(_ scene: SampleSet, ingest: Ingest) throws {
        records = try scene.views.map { try ingest.whole(Data($0.bytes)) }
        state = SetState(
            key: scene.key, category: scene.category, source: "sample/\(scene.key)",
            views: zip(scene.views, records).enumerated().map { index, pair in
                ViewState(
                    id: ViewID(rawValue: "v\(index + 1)"),
                    image: ImageReference(sha256: pair.1.sha256, width: pair.1.width, height: pair.1.height, name: pair.0.name),
                    caption: Wording.normalised(pair.0.caption), facts: pair.0.facts, angles: pair.0.angles)
            },
            prompt: .structured(StructuredPrompt(summary: Wording.normalised(scene.summary))))
    }
}

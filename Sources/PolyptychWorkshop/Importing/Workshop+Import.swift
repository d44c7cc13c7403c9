import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychImporting
import PolyptychStore

extension Workshop {
    /// What an import would make; nothing is made.
    public static func planImport(root: URL, options: ImportOptions, isCancelled: @escaping @Sendable () -> Bool = { false }) throws -> ImportPlan {
        try ImportPlanner(
            options: options,
            frameHash: { path in
                (try? ImageFile.bytes(at: path)).flatMap { try? Thumbnailer.importMeasure($0, longestSide: 64) }?.measure.perceptualHash.rawValue
            }, isCancelled: isCancelled
        ).plan(root: root.path)
    }

    /// What an import would make; of a caption file, which of its rows match the sets that are there.
    public func previewImport(project: Int64, request: ImportRequest) async throws -> ImportPlan {
        let record = try await store.project(project)
        let root = try folder(of: request.source)
        if let file = Self.captionFile(at: root) {
            let report = try await matches(of: file, project: record).report
            return ImportPlan(kind: request.options.kind, root: root.path, captions: report)
        }
        return try await pool.run { try Self.planImport(root: root, options: request.options) }
    }

    /// The classes of an MVImgNet tree with the number of their objects: what there is to choose from, without listing any frame.
    public func importClasses(project: Int64, request: ImportRequest) async throws -> ImportClasses {
        _ = try await store.project(project)
        let root = try folder(of: request.source)
        let index = try await pool.run { try MVImgNetIndex.scan(root: root.path, categories: request.options.categories) }
        return ImportClasses(classes: index.summary, objects: index.objects)
    }

    /// The caption file that an import is about: the root itself, or the one file of a folder that holds nothing else.
    static func captionFile(at root: URL) -> URL? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder) else { return nil }
        guard isFolder.boolValue else { return root }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).filter { !$0.hasPrefix(".") }
        guard names.count == 1, ["jsonl", "json", "csv", "tsv"].contains((names[0] as NSString).pathExtension.lowercased()) else { return nil }
        return root.appendingPathComponent(names[0])
    }

    /// Starts an import as a job; a caption file instead of a folder is matched to the sets that are there.
    public func startImport(project: Int64, request: ImportRequest, by: String) async throws -> JobAnswer {
        let root = try folder(of: request.source)
        guard FileManager.default.fileExists(atPath: root.path) else {
            throw WorkshopError.invalid(field: "source", sentence: "\(root.path) does not exist on the server. Check the path.")
        }
        let file = Self.captionFile(at: root)
        return try await start(
            kind: file == nil ? "import" : "captions", title: "Import \((file ?? root).lastPathComponent)", project: project, request: request, by: by)
    }

    func folder(of source: ImportRequest.Source) throws -> URL {
        switch source {
        case .path(let path):
            guard !path.isEmpty else { throw WorkshopError.invalid(field: "source", sentence: "Name a folder on the server.") }
            return URL(fileURLWithPath: (path as NSString).expandingTildeInPath).standardizedFileURL
        case .upload(let id): return workspace.uploads.appendingPathComponent("\(id)").appendingPathComponent("tree")
        }
    }

    // MARK: - The job

    func runImport(_ job: JobContext) async throws -> JobEnding {
        let request = try job.request(ImportRequest.self)
        let root = try folder(of: request.source)
        let project = try await project(of: job)
        try await job.note("Looking at \(root.lastPathComponent)")
        let plan = try await pool.run { try Self.planImport(root: root, options: request.options, isCancelled: { false }) }
        try await store.addJobItems(
            job.job.id, plan.sets.map { NewJobItem(key: $0.key, name: $0.key, payload: try encode($0)) })
        let group = try await openGroup(job, project: project, why: "Imported \(root.lastPathComponent)")
        var tally = ImportTally(group: group)
        try await job.items(size: max(16, pool.width * 8)) { items in
            try await self.take(items, plan: plan, project: project, tally: &tally, by: job.job.createdBy)
        }
        try await store.endGroup(group)
        let totals = try await importTotals(of: job)
        if totals.made > 0 {
            try await job.note("Looking for near-duplicates")
            try await findLikenesses(ofSets: plan.sets.map(\.key), project: project.id)
        }
        var result = JobResult()
        result.sets = totals.made
        result.views = totals.views
        result.unchanged = totals.unchanged
        result.notes = totals.notes.isEmpty ? nil : totals.notes
        result.problems = plan.issues.filter { $0.severity != .information }.map(\.sentence) + (plan.captions?.unmatched.map(\.sentence) ?? [])
        return JobEnding(totals.sentence, result: result)
    }

    /// Takes a batch of planned sets into the project: images on the pool, then one write.
    private func take(
        _ items: [JobItemRecord], plan: ImportPlan, project: ProjectRecord, tally: inout ImportTally, by: String
    ) async throws -> [JobItemOutcome] {
        let known = try await store.setIDs(project: project.id, keys: items.map(\.key))
        var outcomes: [JobItemOutcome] = []
        let fresh = items.filter { known[$0.key] == nil }
        let strangers = try await strangers(among: items.filter { known[$0.key] != nil }, known: known, plan: plan)
        for item in items where known[item.key] != nil {
            if let source = strangers[item.key] {
                outcomes.append(
                    JobItemOutcome(
                        item: item.id,
                        error: "“\(item.key)” is here already with other pictures than those of \(source), of which none was taken. Rename the folder, or import it into another project."))
            } else {
                outcomes.append(JobItemOutcome(item: item.id, result: try encode(ImportedSet(made: false, views: 0, group: tally.group))))
            }
        }
        let ingest = Ingest(blobs: blobs, derived: derived)
        var drafts: [(item: JobItemRecord, draft: SetDraft)] = []
        try await pool.map(fresh) { item -> SetDraft in
            let planned = try WireFormat.decoder().decode(PlannedSet.self, from: Data(item.payload.utf8))
            return try SetDraft(planned, plan: plan, ingest: ingest, settings: project.settings)
        } each: { index, result in
            let draft = try result.get()
            if draft.views.isEmpty {
                outcomes.append(JobItemOutcome(item: fresh[index].id, error: Self.sentence(of: draft.problems) ?? "\(fresh[index].key) has no readable image."))
            } else {
                drafts.append((fresh[index], draft))
            }
        }
        try await store.addBlobs(drafts.flatMap(\.draft.records))
        let made = try await store.createSets(project: project.id, drafts.map(\.draft.newSet), in: .existing(tally.group), by: by)
        var refused: [Int: StoreError] = [:]
        for refusal in made.refused { refused[refusal.index] = refusal.error }
        // Another import of the same folder may have been quicker.
        let meanwhile = refused.isEmpty ? [:] : try await store.setIDs(project: project.id, keys: refused.keys.map { drafts[$0].item.key })
        for (index, entry) in drafts.enumerated() {
            if refused[index] != nil, meanwhile[entry.item.key] != nil {
                outcomes.append(JobItemOutcome(item: entry.item.id, result: try encode(ImportedSet(made: false, views: 0, group: tally.group))))
            } else if let error = refused[index] {
                outcomes.append(JobItemOutcome(item: entry.item.id, error: error.description))
            } else if let problem = Self.sentence(of: entry.draft.problems) {
                outcomes.append(JobItemOutcome(item: entry.item.id, error: problem))
            } else {
                outcomes.append(JobItemOutcome(
                    item: entry.item.id,
                    result: try encode(
                        ImportedSet(
                            made: true, views: entry.draft.views.count, group: tally.group, notes: entry.draft.notes.isEmpty ? nil : entry.draft.notes))))
            }
        }
        return outcomes
    }

    /// All problems of one set, each naming its file; nil where there is none.
    private static func sentence(of problems: [String]) -> String? {
        guard !problems.isEmpty else { return nil }
        return problems.joined(separator: " ")
    }

    /// Compares the images of these sets with all others of the workspace, so that near-duplicates across sets are found.
    func findLikenesses(ofSets keys: [String], project: Int64) async throws {
        for chunk in keys.chunked(200) {
            let ids = try await store.setIDs(project: project, keys: chunk).values.sorted()
            try await store.findLikenesses(of: try await store.sets(ids).flatMap { $0.state.views.map(\.image.sha256) })
        }
    }

    func project(of job: JobContext) async throws -> ProjectRecord {
        guard let id = job.job.project else { throw WorkshopError.notFound(kind: "project", id: "of this job") }
        return try await store.project(id)
    }

    /// The change group of a job's writes: the one an earlier attempt opened, or a new one.
    func openGroup(_ job: JobContext, project: ProjectRecord, why: String) async throws -> Int64 {
        if let item = try await store.jobItems(job.job.id, states: [.finished], limit: 1).first, let text = item.result,
            let earlier = try? WireFormat.decoder().decode(ImportedSet.self, from: Data(text.utf8)), (try? await store.group(earlier.group)) != nil
        {
            return earlier.group
        }
        return try await store.beginGroup(project: project.id, kind: .import, by: job.job.createdBy, why: why)
    }

    func importTotals(of job: JobContext) async throws -> ImportTotals {
        var totals = ImportTotals()
        var after: Int64 = 0
        while true {
            let items = try await store.jobItems(job.job.id, states: [.finished, .failed], after: after, limit: 500)
            guard let last = items.last else { return totals }
            for item in items { totals.add(item) }
            after = last.id
        }
    }
}

/// Where an import writes to.
struct ImportTally: Sendable {
    var group: Int64
}

/// What became of one planned set: kept as the item's result.
struct ImportedSet: Codable, Sendable {
    var made: Bool
    var views: Int
    var group: Int64
    /// What is worth knowing of its images, each in a sentence.
    var notes: [String]?
}

/// What an import did, over all its attempts.
struct ImportTotals: Sendable {
    var made = 0
    var views = 0
    var unchanged = 0
    var failed = 0
    /// What is worth knowing, up to a hundred sentences.
    var notes: [String] = []

    mutating func add(_ item: JobItemRecord) {
        guard item.state == .finished, let result = item.result, let imported = try? WireFormat.decoder().decode(ImportedSet.self, from: Data(result.utf8))
        else {
            failed += 1
            return
        }
        if imported.made { made += 1 } else { unchanged += 1 }
        views += imported.views
        notes += (imported.notes ?? []).prefix(max(0, 100 - notes.count))
    }

    var sentence: String {
        var parts: [String] = []
        if made > 0 { parts.append("\(made) \(made == 1 ? "set" : "sets") with \(views) views imported") }
        if unchanged > 0 { parts.append("\(unchanged) already there") }
        if failed > 0 { parts.append("\(failed) with problems") }
        return parts.isEmpty ? "Nothing to import" : parts.joined(separator: ", ")
    }
}

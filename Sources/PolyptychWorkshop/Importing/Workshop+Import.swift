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
        return try await planned(root: root, options: request.options)
    }

    /// Plans on the pool, and stops planning where nobody waits for it any more.
    private func planned(root: URL, options: ImportOptions) async throws -> ImportPlan {
        let progress = SharedProgress()
        return try await withTaskCancellationHandler {
            do {
                return try await pool.run { try Self.planImport(root: root, options: options, isCancelled: { progress.isCancelled }) }
            } catch ImportFault.cancelled {
                throw CancellationError()
            }
        } onCancel: {
            progress.cancel()
        }
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
        var request = request
        // What was uploaded is not there for ever.
        if case .upload = request.source { request.options.inPlace = false }
        return try await start(
            kind: file == nil ? "import" : "captions", title: "Import \((file ?? root).lastPathComponent)", project: project, request: request,
            joins: file == nil, by: by)
    }

    func folder(of source: ImportRequest.Source) throws -> URL {
        switch source {
        case .path(let path):
            guard !path.isEmpty else { throw WorkshopError.invalid(field: "source", sentence: "Name a folder on the server.") }
            return URL(fileURLWithPath: (path as NSString).expandingTildeInPath).standardizedFileURL
        case .upload(let id): return workspace.uploads.appendingPathComponent("\(id)").appendingPathComponent("tree")
        }
    }

    /// Whether an upload's files are still to be read: by an import that is not over, or as frames to swap into a set.
    public func needsUpload(_ id: Int64) async throws -> Bool {
        for job in try await store.jobs(states: [.queued, .running, .paused], limit: 10_000) {
            let request = try? WireFormat.decoder().decode(ImportRequest.self, from: Data(job.request.utf8))
            if request?.source == .upload(id) { return true }
        }
        return try await store.hasCandidates(under: folder(of: .upload(id)).path)
    }

    // MARK: - The job

    func runImport(_ job: JobContext) async throws -> JobEnding {
        let request = try job.request(ImportRequest.self)
        let root = try folder(of: request.source)
        let project = try await project(of: job)
        try await job.note("Looking at \(root.lastPathComponent)")
        let plan = try await planned(root: root, options: request.options)
        try await store.addJobItems(
            job.job.id, plan.sets.map { NewJobItem(key: $0.key, name: $0.key, payload: try encode($0)) })
        let group = try await openGroup(job, project: project, why: "Imported \(root.lastPathComponent)")
        try await closing(group) {
            try await job.items(size: max(16, self.pool.width * 8)) { items in
                try await self.take(items, plan: plan, project: project, group: group, by: job.job.createdBy)
            }
        }
        let totals = try await importTotals(of: job)
        if totals.made + totals.completed > 0 {
            try await job.note("Looking for near-duplicates")
            try await findLikenesses(ofSets: plan.sets.map(\.key), project: project.id)
        }
        var result = JobResult()
        result.sets = totals.made
        result.views = totals.views + totals.addedViews
        result.unchanged = totals.unchanged
        result.notes = totals.notes.isEmpty ? nil : totals.notes
        result.problems = plan.issues.filter { $0.severity != .information }.map(\.sentence) + (plan.captions?.unmatched.map(\.sentence) ?? [])
        return JobEnding(totals.sentence, result: result)
    }

    /// Takes a batch of planned sets into the project: images on the pool, then one write.
    ///
    /// A set that is there already stays as it is, with one exception: where an image was refused when the set was made and nobody
    /// changed the set since, the images that can be read by now are added.
    private func take(_ items: [JobItemRecord], plan: ImportPlan, project: ProjectRecord, group: Int64, by: String) async throws -> [JobItemOutcome] {
        let known = try await store.setIDs(project: project.id, keys: items.map(\.key))
        let there = Dictionary(try await store.sets(Array(known.values)).map { ($0.state.key, $0) }, uniquingKeysWith: { first, _ in first })
        var outcomes: [JobItemOutcome] = []
        func settle(_ item: JobItemRecord, _ imported: ImportedSet, problems: [String] = []) throws {
            var imported = imported
            // An earlier attempt of this job may have made it.
            if let text = item.result, let earlier = try? WireFormat.decoder().decode(ImportedSet.self, from: Data(text.utf8)), earlier.made {
                imported.made = true
                imported.views += earlier.views
            }
            outcomes.append(
                JobItemOutcome(item: item.id, result: try encode(imported), error: problems.isEmpty ? nil : problems.joined(separator: " ")))
        }
        let strangers = try await strangers(among: items.filter { known[$0.key] != nil }, known: known, plan: plan)
        var work: [(item: JobItemRecord, planned: PlannedSet)] = []
        for item in items {
            let planned = try WireFormat.decoder().decode(PlannedSet.self, from: Data(item.payload.utf8))
            guard let set = there[item.key] else {
                work.append((item, planned))
                continue
            }
            if let source = strangers[item.key] {
                outcomes.append(
                    JobItemOutcome(
                        item: item.id,
                        error: "“\(item.key)” is here already with other pictures than those of \(source), of which none was taken. Rename the folder, or import it into another project."))
                continue
            }
            // Frames chosen from a scene differ with the number that was asked for; a folder taken whole does not.
            let lacks = planned.selection == nil && set.state.views.count < planned.views.count
            if lacks, set.version == 1 {
                work.append((item, planned))
            } else if lacks, let first = try await store.history(set: set.id, before: 2, limit: 1).first, first.state.views.count < planned.views.count {
                try settle(item, ImportedSet(group: group), problems: [
                    "“\(item.key)” was made with \(first.state.views.count) of the \(planned.views.count) images that are there now, and was changed since, so nothing was added. To take all of them, delete the set and import again."
                ])
            } else {
                try settle(item, ImportedSet(group: group))
            }
        }
        let ingest = Ingest(blobs: blobs, derived: derived)
        var fresh: [(item: JobItemRecord, draft: SetDraft)] = []
        var completed: [(item: JobItemRecord, draft: SetDraft, set: SetRecord)] = []
        try await pool.map(work.map(\.planned)) { planned in
            try SetDraft(planned, plan: plan, ingest: ingest, settings: project.settings)
        } each: { index, result in
            let draft = try result.get()
            let item = work[index].item
            if let set = there[item.key] {
                completed.append((item, draft, set))
            } else if draft.views.isEmpty {
                let problems = draft.problems.isEmpty ? ["\(item.key) has no readable image."] : draft.problems
                outcomes.append(JobItemOutcome(item: item.id, error: problems.joined(separator: " ")))
            } else {
                fresh.append((item, draft))
            }
        }
        try await store.addBlobs(fresh.flatMap(\.draft.records) + completed.flatMap(\.draft.records))
        let made = try await store.createSets(project: project.id, fresh.map(\.draft.newSet), in: .existing(group), by: by)
        let refused = Dictionary(made.refused.map { ($0.index, $0.error) }, uniquingKeysWith: { first, _ in first })
        for (index, entry) in fresh.enumerated() {
            switch refused[index] {
            case nil:
                try settle(
                    entry.item, ImportedSet(made: true, views: entry.draft.views.count, group: group, notes: entry.draft.notes.isEmpty ? nil : entry.draft.notes),
                    problems: entry.draft.problems)
            case .keyTaken?:
                // Somebody else made it meanwhile: another import of the same folder.
                try settle(entry.item, ImportedSet(group: group))
            case let error?:
                outcomes.append(JobItemOutcome(item: entry.item.id, error: error.description))
            }
        }
        for entry in completed {
            let added = try await complete(entry.set, from: entry.draft, by: by)
            try settle(entry.item, ImportedSet(completed: added > 0, views: added, group: group), problems: entry.draft.problems)
        }
        return outcomes
    }

    /// Gives an untouched set the images that were refused when it was made; answers how many. One that changed meanwhile is left alone.
    private func complete(_ set: SetRecord, from draft: SetDraft, by: String) async throws -> Int {
        let missing = draft.views.count - set.state.views.count
        guard missing > 0, Set(draft.views.map(\.image.sha256)).isSuperset(of: set.state.views.map(\.image.sha256)) else { return 0 }
        let state = draft.newSet.state
        do {
            try await store.edit(set: set.id, base: set.version, by: by, why: "Added images that can be read by now", kind: .import) { _, _ in state }
        } catch StoreError.stale {
            return 0
        }
        return missing
    }

    /// Does a job's writes under its change group and closes the group however they end, so that what was done can be undone.
    func closing(_ group: Int64, _ body: () async throws -> Void) async throws {
        let store = store
        do { try await body() } catch {
            await evenWhenCancelled { try await store.endGroup(group) }
            throw error
        }
        try await store.endGroup(group)
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

/// What became of one planned set: kept as the item's result.
struct ImportedSet: Codable, Sendable {
    var made = false
    /// Whether images were added to a set that lacked them.
    var completed = false
    /// Views that came into the project.
    var views = 0
    var group: Int64
    /// What is worth knowing of its images, each in a sentence.
    var notes: [String]?
}

/// What an import did, over all its attempts.
struct ImportTotals: Sendable {
    var made = 0
    /// Views of the sets that were made.
    var views = 0
    /// Sets that were there and got images that they lacked.
    var completed = 0
    var addedViews = 0
    var unchanged = 0
    var failed = 0
    /// What is worth knowing, up to a hundred sentences.
    var notes: [String] = []

    mutating func add(_ item: JobItemRecord) {
        if item.state != .finished { failed += 1 }
        guard let result = item.result, let imported = try? WireFormat.decoder().decode(ImportedSet.self, from: Data(result.utf8)) else { return }
        if imported.made {
            made += 1
            views += imported.views
        } else if imported.completed {
            completed += 1
            addedViews += imported.views
        } else if item.state == .finished {
            unchanged += 1
        }
        notes += (imported.notes ?? []).prefix(max(0, 100 - notes.count))
    }

    var sentence: String {
        var parts: [String] = []
        if made > 0 { parts.append("\(made) \(made == 1 ? "set" : "sets") with \(views) \(views == 1 ? "view" : "views") imported") }
        if completed > 0 { parts.append("\(addedViews) \(addedViews == 1 ? "view" : "views") added to \(completed) \(completed == 1 ? "set" : "sets")") }
        if unchanged > 0 { parts.append("\(unchanged) already there") }
        if failed > 0 { parts.append("\(failed) with problems") }
        return parts.isEmpty ? "Nothing to import" : parts.joined(separator: ", ")
    }
}

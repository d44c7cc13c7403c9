import Foundation
import PolyptychCuration
import PolyptychShards
import PolyptychStore

extension Workshop {
    /// What an export would write: a pure plan over the project as it stands; nothing is pinned yet. Sets that do not fit their layout
    /// are among those left out.
    public func planExport(project: Int64, order: ExportOrder) async throws -> ExportPlan {
        let project = try await store.project(project)
        var sets: [ExportSet] = []
        var unplanned: [ExportOverview.LeftOut] = []
        for ids in try await store.order(project: project.id, query: Query.parse(order.query), sort: .key).ids.map(Int64.init).chunked(500) {
            for record in try await store.sets(ids) where order.admits(record.state) {
                guard let plan = record.state.exportedPlan(settings: project.settings) else {
                    unplanned.append(.withoutPlan(record.state, id: record.id, settings: project.settings))
                    continue
                }
                sets.append(
                    ExportSet(
                        id: record.id, revision: record.stateHash, state: record.state,
                        text: record.state.exportedText(settings: project.settings), plan: plan))
            }
        }
        if sets.isEmpty, let first = unplanned.first { throw WorkshopError.invalid(field: "sets", sentence: first.sentence) }
        let found = sets
        var plan = try await pool.run {
            try self.plan(order, sets: found, settings: project.settings, snapshot: SnapshotReference(name: "preview", hash: "preview"))
        }
        plan.overview.leftOut = unplanned + plan.overview.leftOut
        return plan
    }

    /// Pins a snapshot and writes an export as a job.
    public func startExport(project: Int64, order: ExportOrder, by: String) async throws -> JobAnswer {
        try order.request.validate()
        _ = try Query.parse(order.query)
        if let directory = order.directory, !directory.hasPrefix("/") {
            throw WorkshopError.invalid(field: "directory", sentence: "The folder of an export is an absolute path on the server.")
        }
        return try await start(kind: "export", title: "Export \(order.name)", project: project, request: order, by: by)
    }

    func runExport(_ job: JobContext) async throws -> JobEnding {
        let order = try job.request(ExportOrder.self)
        let project = try await project(of: job)
        try await job.note("Pinning a snapshot")
        let snapshot = try await pin(project: project.id, by: job.job.createdBy)
        let (sets, unplanned) = try await exportSets(of: snapshot, project: project.id, order: order)
        let settings = snapshot.settings
        if sets.isEmpty, let first = unplanned.first { throw WorkshopError.invalid(field: "sets", sentence: first.sentence) }
        let plan = try await pool.run {
            try self.plan(order, sets: sets, settings: settings, snapshot: SnapshotReference(name: "snapshot-\(snapshot.hash.prefix(8))", hash: snapshot.hash))
        }
        let export = try await begin(order, plan: plan, snapshot: snapshot, project: project.id, by: job.job.createdBy)
        do {
            let outcome = try await write(plan, order: order, job: job)
            try await store.finishExport(export.id, path: outcome.path, manifestHash: outcome.contentHash)
            var result = JobResult()
            result.export = export.id
            result.sets = outcome.samples
            result.directory = outcome.path
            result.contentHash = outcome.contentHash
            result.files = outcome.files
            result.bytes = outcome.bytes
            result.problems = (unplanned + plan.overview.leftOut).map(\.sentence)
            if !unplanned.isEmpty { try await job.note("Done", done: outcome.samples, total: outcome.samples, failed: unplanned.count) }
            return JobEnding(
                outcome.wasThere
                    ? "\(outcome.samples) composites were there already, byte for byte: \(outcome.path)"
                    : "\(outcome.samples) composites in \(outcome.files) files: \(outcome.path)", result: result)
        } catch {
            let store = store
            // One that was paused or cancelled leaves no trace: going on, it begins anew.
            await evenWhenCancelled {
                if error is CancellationError { try await store.deleteExport(export.id) } else { try await store.failExport(export.id, error: sentence(error)) }
            }
            throw error
        }
    }

    private func plan(_ order: ExportOrder, sets: [ExportSet], settings: ProjectSettings, snapshot: SnapshotReference) throws(ExportFault) -> ExportPlan {
        try ExportPlanner.plan(order.request, sets: sets, settings: settings, snapshot: snapshot) { self.counter.counts($0) }
    }

    /// The project's newest snapshot where nothing changed since, else a new one named after its content.
    func pin(project: Int64, by: String) async throws -> SnapshotRecord {
        // After a change of settings that nobody waited for, or whose rendering was cancelled.
        try await store.rederive(project: project)
        let stamp = WireFormat.stamp(Date())
        let made = try await store.createSnapshot(project: project, name: "export \(stamp)", by: by)
        guard let earlier = try await store.snapshots(project: project).first(where: { $0.hash == made.hash && $0.id < made.id }) else { return made }
        try await store.deleteSnapshot(made.id)
        return earlier
    }

    /// Notes that an export begins, under its name or, where an earlier one has it, the name with a number.
    private func begin(_ order: ExportOrder, plan: ExportPlan, snapshot: SnapshotRecord, project: Int64, by: String) async throws -> ExportRecord {
        var number = 1
        while true {
            let name = number == 1 ? order.name : "\(order.name)-\(number)"
            do {
                return try await store.beginExport(
                    project: project, name: name, snapshot: snapshot.id, request: try encode(order), plan: try encode(plan.overview),
                    path: order.directory ?? workspace.exports.appendingPathComponent(name).path, by: by)
            } catch StoreError.nameTaken {
                number += 1
            }
        }
    }

    /// Writes to the folder that was asked for, or to the first free one in the workspace's exports.
    private func write(_ plan: ExportPlan, order: ExportOrder, job: JobContext) async throws -> ExportOutcome {
        if let directory = order.directory { return try await write(plan, to: URL(fileURLWithPath: directory), job: job) }
        var number = 1
        while true {
            let name = number == 1 ? order.name : "\(order.name)-\(number)"
            do {
                return try await write(plan, to: workspace.exports.appendingPathComponent(name), job: job)
            } catch ExportFault.destinationTaken(_, let why) where why == .otherContent || why == .notAnExport {
                number += 1
            }
        }
    }

    private func exportSets(of snapshot: SnapshotRecord, project: Int64, order: ExportOrder) async throws -> (sets: [ExportSet], unplanned: [ExportOverview.LeftOut]) {
        let wanted = order.query.isEmpty ? nil : Set(try await store.order(project: project, query: Query.parse(order.query), sort: .key).ids.map(Int64.init))
        var sets: [ExportSet] = []
        var unplanned: [ExportOverview.LeftOut] = []
        var offset = 0
        while true {
            let page = try await store.snapshotSets(snapshot.id, offset: offset, limit: 500)
            if page.isEmpty { return (sets, unplanned) }
            offset += page.count
            for entry in page where order.admits(entry.state) && wanted?.contains(entry.set) != false {
                if let plan = entry.plan {
                    sets.append(ExportSet(id: entry.set, revision: entry.stateHash, state: entry.state, text: entry.text, plan: plan))
                } else {
                    unplanned.append(.withoutPlan(entry.state, id: entry.set, settings: snapshot.settings))
                }
            }
        }
    }

    /// Writes on a thread of its own, reporting progress and stopping where the job is paused or cancelled.
    private func write(_ plan: ExportPlan, to destination: URL, job: JobContext) async throws -> ExportOutcome {
        let records = try await store.blobs(Array(Set(plan.samples.flatMap { $0.views.map(\.image.sha256) })))
        let originals = originals
        let progress = SharedProgress()
        let total = plan.samples.count
        let reporter = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(300))
                do {
                    try await job.checkpoint()
                    try await job.note("Writing composites", done: progress.done, total: total)
                } catch { progress.cancel() }
            }
        }
        defer { reporter.cancel() }
        do {
            return try await withTaskCancellationHandler {
                try await exportThread.run {
                    try ExportWriter(originals: { image in
                        guard let record = records[image.sha256] else { throw FileFault(path: image.name, operation: "read", code: ENOENT) }
                        return try originals.bytes(record)
                    }).write(plan, to: destination, progress: { progress.done = $0.samplesDone }, isCancelled: { progress.isCancelled })
                }
            } onCancel: {
                progress.cancel()
            }
        } catch ExportFault.cancelled {
            throw CancellationError()
        }
    }

    // MARK: - Looking at exports

    /// A project's exports, newest first.
    public func exports(project: Int64) async throws -> [ExportAnswer] {
        let records = try await store.exports(project: project)
        return try await pool.run(urgent: true) { records.map(ExportAnswer.init) }
    }

    /// One export with its files.
    public func export(_ id: Int64) async throws -> ExportAnswer {
        let record = try await store.export(id)
        return try await pool.run(urgent: true) { ExportAnswer(record) }
    }

    /// The path of one file of an export, refused where it would lie outside.
    public func exportFile(_ id: Int64, path: String) async throws -> URL {
        let record = try await store.export(id)
        let gone = WorkshopError.notFound(kind: "file of this export", id: path)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard record.state == .finished, !path.utf8.contains(0), parts.allSatisfy({ !["", ".", ".."].contains($0) }) else { throw gone }
        return try await pool.run(urgent: true) {
            var url = URL(fileURLWithPath: record.path)
            // Step by step, so that a link that somebody put there leads nowhere.
            for (index, part) in parts.enumerated() {
                url.appendPathComponent(String(part))
                let type = try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
                guard type == (index == parts.count - 1 ? .typeRegular : .typeDirectory) else { throw gone }
            }
            return url
        }
    }

    /// Reads an export again as a job and compares every byte with its manifest.
    public func startVerify(export id: Int64, by: String) async throws -> JobAnswer {
        let record = try await store.export(id)
        return try await start(kind: "verify", title: "Verify \(record.name)", project: record.project, request: ["export": id], by: by)
    }

    func runVerify(_ job: JobContext) async throws -> JobEnding {
        guard let id = try job.request([String: Int64].self)["export"] else { throw WorkshopError.notFound(kind: "export", id: "of this job") }
        let record = try await store.export(id)
        try await job.note("Reading \(record.name) again")
        let report = try await exportThread.run { ExportVerifier.verify(URL(fileURLWithPath: record.path)) }
        var result = JobResult()
        result.export = id
        result.files = report.filesChecked
        result.bytes = report.bytesRead
        result.contentHash = report.contentHash
        result.problems = report.problems.map(\.sentence)
        return JobEnding(
            report.isSound ? "\(report.samplesChecked) composites in \(report.filesChecked) files agree with the manifest" : "\(report.problems.count) \(report.problems.count == 1 ? "problem" : "problems")", result: result)
    }

    // MARK: - Snapshots

    /// A project's snapshots, newest first.
    public func snapshots(project: Int64) async throws -> [SnapshotRecord] { try await store.snapshots(project: project) }

    /// Pins the project as it stands under a name.
    public func createSnapshot(project: Int64, name: String, by: String) async throws -> SnapshotRecord {
        try await store.rederive(project: project)
        return try await store.createSnapshot(project: project, name: name, by: by)
    }

    /// How snapshot `b` differs from `a`.
    public func snapshotDiff(_ a: Int64, _ b: Int64) async throws -> SnapshotDiffAnswer {
        let diff = try await store.diff(snapshots: a, b)
        return SnapshotDiffAnswer(
            added: diff.added.map(SnapshotDiffAnswer.Entry.init), removed: diff.removed.map(SnapshotDiffAnswer.Entry.init),
            changed: diff.changed.map(SnapshotDiffAnswer.Entry.init), unchanged: diff.unchanged, settingsDiffer: diff.settingsDiffer)
    }
}

/// How two snapshots differ, set by set and word by word.
public struct SnapshotDiffAnswer: Codable, Sendable {
    public var added: [Entry]
    public var removed: [Entry]
    public var changed: [Entry]
    public var unchanged: Int
    public var settingsDiffer: Bool

    public struct Entry: Codable, Sendable {
        public var set: Int64
        public var key: String
        public var text: String
        /// Empty where only something other than the text differs.
        public var diff: [DiffPiece]

        init(_ entry: SnapshotDiff.Entry) {
            set = entry.set
            key = entry.key
            text = entry.after ?? entry.before ?? ""
            diff = entry.before == entry.after ? [] : WordDiff.diff(entry.before ?? "", entry.after ?? "")
        }
    }
}

extension ExportOverview.LeftOut {
    /// A set whose views do not fit its layout.
    fileprivate static func withoutPlan(_ state: SetState, id: Int64, settings: ProjectSettings) -> Self {
        var reason = "Its views do not fit its layout."
        do { _ = try LayoutEngine.plan(state, settings: settings) } catch { reason = error.sentence }
        return Self(
            set: id, key: state.key, code: .layoutDoesNotFit, sentence: "“\(state.key)” is left out. \(reason) Change its layout or its views, then export again.")
    }
}

/// Removes what killed exports left under temporary names; answers what was removed.
func sweepUnfinishedExports(in folder: URL) -> [String] { ExportWriter.sweepLeftovers(in: folder) }

extension ExportAnswer {
    init(_ record: ExportRecord) {
        let folder = URL(fileURLWithPath: record.path)
        let files = record.state == .finished ? Self.files(below: folder) : []
        self.init(
            id: record.id, project: record.project, name: record.name, snapshot: record.snapshot, state: record.state.rawValue,
            directory: record.path, order: try? WireFormat.decoder().decode(ExportOrder.self, from: Data(record.request.utf8)),
            overview: try? WireFormat.decoder().decode(ExportOverview.self, from: Data(record.plan.utf8)), contentHash: record.manifestHash,
            files: files.map(\.path), bytes: files.isEmpty ? nil : files.reduce(0) { $0 + $1.bytes }, error: record.error,
            createdAt: record.createdAt, createdBy: record.createdBy, finishedAt: record.finishedAt)
    }

    /// Up to a thousand files, by path.
    private static func files(below folder: URL) -> [(path: String, bytes: Int)] {
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder.path) else { return [] }
        return paths.sorted().prefix(1000).compactMap { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(path).path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
            return (path, (attributes?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }
}

extension Array {
    func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}

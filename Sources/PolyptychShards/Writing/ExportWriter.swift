import Foundation
import PolyptychCuration

/// Writes a plan into a folder: beside its place first, whole and durable before it gets its name.
///
/// Composites are made on several threads and written in order, so the bytes do not depend on timing; at most two samples per thread are
/// in memory, whatever the size of the dataset.
public struct ExportWriter: Sendable {
    /// Reads an original by its reference; called from several threads.
    public typealias Originals = @Sendable (ImageReference) throws -> Data

    let originals: Originals
    let threads: Int
    let images: ImageWork
    let system: WriteCall

    /// `threads` is the number of samples made at once; all cores unless told otherwise.
    public init(threads: Int = ProcessInfo.processInfo.activeProcessorCount, originals: @escaping Originals) {
        self.init(threads: threads, originals: originals, images: .live, system: { Foundation.write($0, $1, $2) })
    }

    init(threads: Int, originals: @escaping Originals, images: ImageWork, system: @escaping WriteCall) {
        self.originals = originals
        self.threads = max(1, threads)
        self.images = images
        self.system = system
    }

    /// Writes `plan` to the folder `destination`, which must be absent or empty unless it is this very export, which is left alone.
    ///
    /// Blocks until the export is durable; run it on a thread that may wait. `progress` is called on that thread after each sample;
    /// `isCancelled` is asked before each. After a fault nothing is left at or beside `destination`.
    public func write(
        _ plan: ExportPlan, to destination: URL, progress: (ExportProgress) -> Void = { _ in }, isCancelled: @Sendable () -> Bool = { false }
    ) throws(ExportFault) -> ExportOutcome {
        let path = destination.standardizedFileURL.path
        let planHash = try plan.hash()
        if let outcome = try finished(plan, planHash: planHash, at: path, isCancelled: isCancelled) { return outcome }

        let folder = ExportFolder(folder: try PartialFolder(for: path), system: system)
        let sink: any ExportSink =
            switch plan.request.format {
            case .webdataset: ShardSink(folder: folder, request: plan.request)
            case .folder: TrainerFolderSink(folder: folder, request: plan.request)
            case .imagefolder: ImageFolderSink(folder: folder, request: plan.request)
            }
        let composer = SampleComposer(
            plan: plan, settingsHash: Hex.digest(try ExportJSON.bytes(plan.settings)), originals: originals, images: images)

        var parts: [[ExportManifest.Part]] = []
        parts.reserveCapacity(plan.samples.count)
        var bytes = 0
        try OrderedPipeline.run(count: plan.samples.count, threads: threads) { index throws(ExportFault) in
            try composer.compose(plan.samples[index])
        } take: { index, composed throws(ExportFault) in
            if isCancelled() { throw .cancelled }
            parts.append(try sink.take(plan.samples[index], composed))
            bytes += composed.byteCount
            progress(.init(samplesDone: index + 1, samplesTotal: plan.samples.count, bytesWritten: bytes))
        }
        let files = try sink.finish()
        let manifest = try ManifestFile.bytes(plan: plan, planHash: planHash, files: files, parts: parts)
        let manifestFile = try HashedFile(path: "\(folder.folder.path)/\(ExportManifest.fileName)", system: system)
        try manifestFile.write(manifest.bytes)
        _ = try manifestFile.finish()
        if isCancelled() { throw .cancelled }
        do throws(ExportFault) { try folder.folder.publish() } catch {
            // Another writer may have finished the same export meanwhile.
            guard case .destinationTaken = error, let outcome = try finished(plan, planHash: planHash, at: path, isCancelled: isCancelled) else { throw error }
            return outcome
        }
        return ExportOutcome(
            path: path, contentHash: manifest.contentHash, samples: plan.samples.count, files: files.count + 1,
            bytes: files.reduce(manifest.bytes.count) { $0 + $1.bytes }, wasThere: false)
    }

    /// Removes what killed writers left in `folder`; returns the paths. What a living writer still writes is left alone.
    @discardableResult
    public static func sweepLeftovers(in folder: URL) -> [String] { PartialFolder.sweep(folder.path) }

    /// The outcome where `path` holds this export already; nil where there is nothing or an empty folder.
    private func finished(
        _ plan: ExportPlan, planHash: String, at path: String, isCancelled: @Sendable () -> Bool
    ) throws(ExportFault) -> ExportOutcome? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        guard isFolder.boolValue, let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .destinationTaken(path: path, why: .notAnExport)
        }
        if names.isEmpty { return nil }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: "\(path)/\(ExportManifest.fileName)")),
            let manifest = ManifestFile.parse(Array(data))
        else { throw .destinationTaken(path: path, why: .notAnExport) }
        guard manifest.planHash == planHash else { throw .destinationTaken(path: path, why: .otherContent) }
        let report = ExportVerifier.verify(URL(fileURLWithPath: path), isCancelled: isCancelled)
        if isCancelled() { throw .cancelled }
        guard report.isSound else { throw .destinationTaken(path: path, why: .damaged(problems: report.problems.count)) }
        return ExportOutcome(
            path: path, contentHash: manifest.contentHash, samples: manifest.sets.count, files: manifest.files.count + 1,
            bytes: manifest.files.reduce(data.count) { $0 + $1.bytes }, wasThere: true)
    }
}

/// What a finished write left behind.
public struct ExportOutcome: Codable, Hashable, Sendable {
    /// The export's folder.
    public var path: String
    /// Content hash of the export, as its manifest states it.
    public var contentHash: String
    public var samples: Int
    /// Files in the folder, `manifest.json` included.
    public var files: Int
    public var bytes: Int
    /// True where the same export was there already and was left alone.
    public var wasThere: Bool
}

/// How far a write is.
public struct ExportProgress: Codable, Hashable, Sendable {
    public var samplesDone: Int
    public var samplesTotal: Int
    public var bytesWritten: Int
}

import Foundation
import Logging
import PolyptychCuration
import PolyptychImaging
import PolyptychStore

/// The application service: every verb of the product once, called by the server and by the commands.
///
/// Holds the workspace for its life. Methods never block Swift's cooperative pool: files and pixels are handled on a pool of threads.
public final class Workshop: Sendable {
    public let workspace: Workspace
    public let store: Store
    let pool: WorkPool
    /// Exports bring their own threads; one waits here.
    let exportThread = WorkPool(name: "polyptych.export", width: 2)
    let blobs: BlobFiles
    let derived: DerivedImages
    let originals: Originals
    public let counter: PromptCounter
    /// What follows from a set's state; the store and the answers share it, so that an edit derives once.
    let derive: Derivation
    let jobs: JobRunner
    let previews = BatchPreviews()
    public let logger: Logger

    private init(workspace: Workspace, store: Store, counter: PromptCounter, derive: @escaping Derivation, logger: Logger) {
        self.derive = derive
        self.workspace = workspace
        self.store = store
        self.counter = counter
        self.logger = logger
        pool = WorkPool(name: "polyptych.work")
        blobs = BlobFiles(root: workspace.blobs)
        derived = DerivedImages(root: workspace.derived)
        originals = Originals(blobs: blobs, derived: derived)
        jobs = JobRunner(store: store, logger: logger)
    }

    /// Opens a workspace: its database, what a crash left to do, and its runner of jobs.
    ///
    /// - Parameter person: who owns the work that goes on after a restart.
    public static func open(workspace: Workspace, person: String, logger: Logger = Logger(label: "polyptych")) async throws -> Workshop {
        let counter = try PromptCounter(folder: workspace.tokenizers)
        let path = workspace.database.path
        let derive = derivation(counter: counter)
        let store = try await WorkPool(name: "polyptych.open", width: 1).run {
            try Store.open(path: path, derivation: derive)
        }
        let workshop = Workshop(workspace: workspace, store: store, counter: counter, derive: derive, logger: logger)
        await workshop.registerJobs()
        await workshop.sweep()
        try await workshop.jobs.start()
        return workshop
    }

    /// Stops running jobs at their next item, to go on at the next opening, and closes the database; the workspace is free afterwards.
    public func close() async {
        await jobs.stop()
        try? store.close()
        workspace.release()
    }

    /// Removes originals that no set, revision, snapshot or candidate needs.
    func collectOriginals(grace: Double = 86_400) async {
        guard let unneeded = try? await store.unreferencedBlobs(grace: grace), !unneeded.isEmpty,
            let gone = try? await store.removeBlobs(unneeded.map(\.sha256))
        else { return }
        let blobs = blobs
        try? await pool.run { for sha256 in gone { try? FileManager.default.removeItem(at: blobs.url(sha256)) } }
    }

    /// Removes what killed processes left unfinished: files under temporary names.
    private func sweep() async {
        let exports = workspace.exports
        let folders = [workspace.root, workspace.backups]
        let incoming = [blobs.incoming, derived.incoming]
        try? await store.pruneChanges()
        try? await store.purgeDeletedProjects()
        await collectOriginals()
        _ = try? await pool.run {
            for name in sweepUnfinishedExports(in: exports) { self.logger.info("Removed the unfinished export \(name)") }
            for folder in incoming { try? FileManager.default.removeItem(at: folder) }
            for folder in folders {
                for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where name.hasSuffix(".partial") {
                    try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
                }
            }
        }
    }
}

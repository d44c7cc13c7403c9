import Foundation
import PolyptychCuration
import Synchronization

/// Re-reads a finished export and says everything that is not as its manifest says.
public enum ExportVerifier {
    /// Verifies the export in `folder`; blocks while it reads, on all cores. `progress` gets the share of files read, 0…1, from any thread.
    ///
    /// Beyond hashes it reads what the hashes cover: tar structure, image headers, texts, records and rows are held against the sets of the
    /// manifest, so an export whose manifest was written anew over changed files is found too.
    public static func verify(
        _ folder: URL, progress: @escaping @Sendable (Double) -> Void = { _ in }, isCancelled: @Sendable () -> Bool = { false }
    ) -> VerifyReport {
        let root = folder.standardizedFileURL.path
        var report = VerifyReport(problems: [], filesChecked: 0, membersChecked: 0, samplesChecked: 0, bytesRead: 0, contentHash: nil)
        guard let manifest = ManifestCheck.read(root: root, into: &report) else { return report }
        let listing = FolderCheck.run(root: root, manifest: manifest, into: &report)

        let check = FileCheck(root: root, manifest: manifest)
        let paths = manifest.files.map(\.path).filter { listing.contains($0) }
        let done = Atomic<Int>(0)
        let results = Mutex<[Int: FileCheck.Result]>([:])
        DispatchQueue.concurrentPerform(iterations: paths.count) { index in
            guard !isCancelled() else { return }
            let result = check.run(paths[index])
            results.withLock { $0[index] = result }
            progress(Double(done.add(1, ordering: .relaxed).newValue) / Double(paths.count))
        }
        for (_, result) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            report.problems += result.problems
            report.filesChecked += 1
            report.membersChecked += result.members
            report.bytesRead += result.bytes
        }
        report.samplesChecked = manifest.sets.count
        return report
    }
}

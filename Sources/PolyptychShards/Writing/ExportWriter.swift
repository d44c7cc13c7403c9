import Foundation
import PolyptychCuration

/// Writes a plan into a folder: beside its place first, whole and durable before it gets its name.
public struct ExportWriter: Sendable {
    /// Reads an original by its reference; called from several threads.
    public typealias Originals = @Sendable (ImageReference) throws -> Data

    let originals: Originals
    let threads: Int

    /// `threads` is the number of samples made at once; all cores unless told otherwise.
    public init(threads: Int = ProcessInfo.processInfo.activeProcessorCount, originals: @escaping Originals) {
        self.threads = max(1, threads)
        self.originals = originals
    }

    /// Writes `plan` to the folder `destination`, which must not exist unless it is this very export.
    ///
    /// Blocks until the export is durable; run it on a thread that may wait. `progress` is called on that thread after each sample;
    /// `isCancelled` is asked before each. After a fault nothing is left at or beside `destination`.
    public func write(
        _ plan: ExportPlan, to destination: URL, progress: (ExportProgress) -> Void = { _ in }, isCancelled: @Sendable () -> Bool = { false }
    ) throws(ExportFault) -> ExportOutcome {
        throw .cancelled
    }

    /// Removes what killed writers left in `folder`; returns the paths. What a living writer still writes is left alone.
    @discardableResult
    public static func sweepLeftovers(in folder: URL) -> [String] { [] }
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

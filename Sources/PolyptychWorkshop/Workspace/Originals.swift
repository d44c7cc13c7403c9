import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychStore

/// The bytes and pixels behind views: from the workspace's blobs, or from where an in-place import left them.
struct Originals: Sendable {
    let blobs: BlobFiles
    let derived: DerivedImages

    func url(_ record: BlobRecord) -> URL {
        record.reference.map { URL(fileURLWithPath: $0) } ?? blobs.url(record.sha256)
    }

    /// The original's bytes; an in-place original that changed since is refused.
    func bytes(_ record: BlobRecord) throws -> Data {
        let url = url(record)
        // A file of somebody else may be cut short at any moment, and a mapped one would take the process with it.
        let data = try AtomicFile.read(url, mapped: record.reference == nil)
        if record.reference != nil, data.count != record.bytes || BlobFiles.sha256(data) != record.sha256 {
            throw OriginalChanged(path: url.path)
        }
        return data
    }

    /// A thumbnail whose longest side is at most `size`, from `derived/` or made now.
    func thumbnail(_ record: BlobRecord, size: Int) throws -> Data {
        let size = DerivedImages.size(for: size)
        return try derived.file(derived.thumbnail(record.sha256, size: size)) {
            try Self.thumbnail(bytes(record), size: size)
        }
    }

    static func thumbnail(_ bytes: some ContiguousBytes, size: Int) throws -> Data {
        Data(JPEGWriter.encode(try Thumbnailer.thumbnail(bytes, longestSide: size), quality: Thumbnailer.quality))
    }

    /// The composite of a plan at full size.
    func composite(_ plan: LayoutPlan, images: [ViewID: BlobRecord]) throws -> Bitmap {
        try Compositor.composite(plan: plan, bytes: { view -> Data in
            guard let record = images[view] else { throw FileFault(path: view.rawValue, operation: "read", code: ENOENT) }
            return try self.bytes(record)
        })
    }
}

/// An original that was imported in place and is no longer the file it was.
public struct OriginalChanged: Error, CustomStringConvertible {
    public var path: String
    public var description: String {
        "\((path as NSString).lastPathComponent) has changed since it was imported in place (\(path)). Put the original back, or import it again."
    }
}

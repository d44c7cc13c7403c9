import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychStore

/// Takes image files into the workspace: read once, hashed, measured, thumbnailed, copied.
struct Ingest: Sendable {
    let blobs: BlobFiles
    let derived: DerivedImages

    /// Reads the image at `path` and makes it an original of the workspace.
    ///
    /// - Parameter cut: the panel of a composite to take instead of the whole image, in pixels of the oriented image.
    /// - Throws: ``IngestFault`` with a sentence that names the file; a `FileFault` where the workspace itself cannot be written.
    func take(path: String, name: String, cut: PixelRect?, inPlace: Bool) throws -> BlobRecord {
        do {
            let data = Data(try ImageFile.bytes(at: path))
            if let cut { return try panel(of: data, cut: cut) }
            return try whole(data, reference: inPlace ? path : nil)
        } catch let fault as ImageFault {
            throw IngestFault(path: path, sentence: fault.sentence(name: name))
        }
    }

    /// What a person should know of the image at `path` that was taken all the same; nil for an ordinary one.
    func note(of record: BlobRecord, path: String, name: String) -> String? {
        guard record.format == ImageHeader.Format.png.rawValue, (try? ImageFile.header(at: path))?.isAnimated == true else { return nil }
        return "“\(name)” is an animation; its default picture was taken. Save the frame you want as a plain PNG if that is not it."
    }

    /// Makes `data` an original; `reference` leaves the bytes where they lie.
    func whole(_ data: Data, reference: String? = nil) throws -> BlobRecord {
        let sha256 = BlobFiles.sha256(data)
        let image = try Thumbnailer.importMeasure(data, longestSide: DerivedImages.sizes[0])
        derived.keep(Data(image.thumbnail), at: derived.thumbnail(sha256, size: DerivedImages.sizes[0]))
        if reference == nil { try blobs.store(data, sha256: sha256) }
        return BlobRecord(
            sha256: sha256, format: image.header.format.rawValue, bytes: data.count, width: image.header.orientedWidth,
            height: image.header.orientedHeight, reference: reference, measure: image.measure, thumbnail: .ready)
    }

    /// Cuts one panel out of a composite; the panel becomes an original of its own, as PNG.
    private func panel(of data: Data, cut: PixelRect) throws -> BlobRecord {
        let bitmap = try ImageReader.decode(data)
        return try whole(Data(PNGWriter.encode(bitmap.cropped(to: cut))))
    }
}

/// An image that could not be taken in, in a sentence.
public struct IngestFault: Error, CustomStringConvertible {
    public var path: String
    public var sentence: String
    public var description: String { sentence }
}

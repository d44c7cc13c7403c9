import Foundation

/// A flat folder of `KEY-HASH8.png` and `KEY-HASH8.txt`.
///
/// HASH8 is the beginning of the SHA-256 of the image's bytes followed by the text's: trainers cache latents and text encodings by file
/// name and never look at the content again, so another image or another word must be another name.
final class TrainerFolderSink: ExportSink {
    private var folder: ExportFolder
    private let request: ExportRequest

    init(folder: ExportFolder, request: ExportRequest) {
        self.folder = folder
        self.request = request
    }

    func take(_ sample: PlannedSample, _ composed: ComposedSample) throws(ExportFault) -> [ExportManifest.Part] {
        let image = composed.pieces.first { $0.role == .composite }?.bytes ?? []
        let text = composed.pieces.first { $0.role == .text }?.bytes ?? []
        let stem = (sample.path.isEmpty ? "" : sample.path + "/") + "\(sample.key)-\(Self.hash8(image: image, text: text))"
        var parts: [ExportManifest.Part] = []
        for piece in composed.pieces {
            let path = "\(stem).\(piece.role == .text ? "txt" : request.image.fileExtension)"
            try folder.write(piece.bytes, to: path)
            parts.append(.init(role: piece.role, view: nil, path: path, member: nil, bytes: piece.bytes.count, sha256: piece.sha256))
        }
        return parts
    }

    func finish() throws(ExportFault) -> [ExportManifest.File] { folder.sortedFiles }

    static func hash8(image: [UInt8], text: [UInt8]) -> String { String(Hex.digest(image + text).prefix(8)) }
}

/// Hugging Face imagefolder: per split a folder with the composites, `metadata.jsonl`, and the separate views in `views/`.
final class ImageFolderSink: ExportSink {
    private var folder: ExportFolder
    private let request: ExportRequest
    /// Rows by split folder, in writing order.
    private var rows: [(folder: String, bytes: [UInt8])] = []

    init(folder: ExportFolder, request: ExportRequest) {
        self.folder = folder
        self.request = request
    }

    /// One line of `metadata.jsonl`; the same keys and types in every row.
    struct Row: Codable, Hashable {
        var captions: [String]
        /// Relative to the metadata file.
        var file_name: String
        var key: String
        var markers: [String]
        var set: String
        var text: String
        var view_file_names: [String]?

        init(_ sample: ExportManifest.Entry, image: ImageEncoding, hasViews: Bool) {
            captions = sample.views.map(\.caption)
            file_name = "\(sample.key).\(image.fileExtension)"
            key = sample.key
            markers = sample.views.map(\.marker)
            set = sample.set
            text = sample.text
            view_file_names = hasViews ? sample.views.indices.map { "views/\(sample.key)-view\($0 + 1).\(image.fileExtension)" } : nil
        }
    }

    func take(_ sample: PlannedSample, _ composed: ComposedSample) throws(ExportFault) -> [ExportManifest.Part] {
        let row = Row(.init(sample, parts: []), image: request.image, hasViews: request.writesViews)
        var parts: [ExportManifest.Part] = []
        for piece in composed.pieces {
            let name: String
            switch piece.role {
            case .composite: name = row.file_name
            case .view: name = row.view_file_names?[(piece.view ?? 1) - 1] ?? ""
            case .text, .record: continue
            }
            let path = "\(sample.path)/\(name)"
            try folder.write(piece.bytes, to: path)
            parts.append(.init(role: piece.role, view: piece.view, path: path, member: nil, bytes: piece.bytes.count, sha256: piece.sha256))
        }
        if rows.last?.folder != sample.path { rows.append((sample.path, [])) }
        rows[rows.count - 1].bytes += try ExportJSON.bytes(row)
        rows[rows.count - 1].bytes.append(UInt8(ascii: "\n"))
        return parts
    }

    func finish() throws(ExportFault) -> [ExportManifest.File] {
        for row in rows { try folder.write(row.bytes, to: "\(row.folder)/metadata.jsonl") }
        return folder.sortedFiles
    }
}

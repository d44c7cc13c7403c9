/// WebDataset: the members of a sample side by side in a shard, one shard after the other.
final class ShardSink: ExportSink {
    private var folder: ExportFolder
    private let request: ExportRequest
    private var shard: ShardFile?
    private var path = ""

    init(folder: ExportFolder, request: ExportRequest) {
        self.folder = folder
        self.request = request
    }

    func take(_ sample: PlannedSample, _ composed: ComposedSample) throws(ExportFault) -> [ExportManifest.Part] {
        if path != sample.path {
            try close()
            shard = try ShardFile(path: folder.place(sample.path), system: folder.system)
            path = sample.path
        }
        var parts: [ExportManifest.Part] = []
        for piece in composed.pieces {
            let name = Self.member(of: sample.key, piece: piece, image: request.image)
            try shard?.append(name: name, bytes: piece.bytes)
            parts.append(.init(role: piece.role, view: piece.view, path: path, member: name, bytes: piece.bytes.count, sha256: piece.sha256))
        }
        return parts
    }

    func finish() throws(ExportFault) -> [ExportManifest.File] {
        try close()
        try folder.write(DatasetCard.bytes(request: request, shards: folder.files.map(\.path)), to: DatasetCard.fileName)
        return folder.sortedFiles
    }

    private func close() throws(ExportFault) {
        guard let shard else { return }
        folder.add(path, try shard.finish())
        self.shard = nil
    }

    static func member(of key: String, piece: ComposedSample.Piece, image: ImageEncoding) -> String {
        switch piece.role {
        case .composite: "\(key).\(image.fileExtension)"
        case .record: "\(key).json"
        case .text: "\(key).txt"
        case .view: "\(key).view\(piece.view ?? 0).\(image.fileExtension)"
        }
    }
}

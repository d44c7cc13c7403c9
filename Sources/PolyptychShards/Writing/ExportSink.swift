import PolyptychCuration

/// Puts composed samples into the files of one format, in writing order.
protocol ExportSink: AnyObject {
    /// Stores a sample and says where its pieces are.
    func take(_ sample: PlannedSample, _ composed: ComposedSample) throws(ExportFault) -> [ExportManifest.Part]
    /// Closes what is open; every file written, the manifest aside.
    func finish() throws(ExportFault) -> [ExportManifest.File]
}

/// The folder of an export while it is written.
struct ExportFolder {
    let folder: PartialFolder
    let system: WriteCall
    private(set) var files: [ExportManifest.File] = []
    private var made: Set<String> = []

    init(folder: PartialFolder, system: @escaping WriteCall) {
        self.folder = folder
        self.system = system
    }

    /// The full path of `path`, whose folder exists afterwards.
    mutating func place(_ path: String) throws(ExportFault) -> String {
        if let slash = path.lastIndex(of: "/"), made.insert(String(path[..<slash])).inserted { try folder.makeFolder(String(path[..<slash])) }
        return "\(folder.path)/\(path)"
    }

    mutating func write(_ bytes: [UInt8], to path: String) throws(ExportFault) {
        let file = try HashedFile(path: place(path), system: system)
        try file.write(bytes)
        add(path, try file.finish())
    }

    mutating func add(_ path: String, _ digest: FileDigest) {
        files.append(.init(bytes: digest.bytes, path: path, sha256: digest.sha256))
    }

    var sortedFiles: [ExportManifest.File] { files.sorted { ExportPlanner.precedes($0.path, $1.path) } }
}

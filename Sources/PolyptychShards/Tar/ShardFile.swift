/// A tar file while it is written.
final class ShardFile {
    private let file: HashedFile

    init(path: String, system: @escaping WriteCall) throws(ExportFault) { file = try HashedFile(path: path, system: system) }

    func append(name: String, bytes: [UInt8]) throws(ExportFault) {
        try file.write(USTARHeader(name: name, size: bytes.count).bytes())
        try file.write(bytes)
        try file.write([UInt8](repeating: 0, count: USTARHeader.padding(after: bytes.count)))
    }

    /// Writes the two empty blocks that end an archive.
    func finish() throws(ExportFault) -> FileDigest {
        try file.write([UInt8](repeating: 0, count: 2 * USTARHeader.blockSize))
        return try file.finish()
    }
}

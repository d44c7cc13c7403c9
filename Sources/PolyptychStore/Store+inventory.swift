import GRDB

extension Store {
    /// Every original that the workspace knows, by hash.
    public func allBlobs() async throws -> [BlobRecord] {
        let hashes = try await read { try String.fetchAll($0, sql: "SELECT sha256 FROM blob ORDER BY sha256") }
        var records: [BlobRecord] = []
        for chunk in hashes.chunks(of: 500) { records += try await blobs(Array(chunk)).values.sorted { $0.sha256 < $1.sha256 } }
        return records
    }
}

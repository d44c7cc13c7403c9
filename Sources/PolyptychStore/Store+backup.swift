import Foundation
import GRDB

extension Store {
    /// Writes a complete, compacted copy of one moment to a file that must not exist yet; work goes on meanwhile.
    public func backup(to file: String) async throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw StoreError.cannotOpen(path: file, reason: "there is already a file of that name")
        }
        let beside = file + ".unfinished"
        try? FileManager.default.removeItem(atPath: beside)
        do {
            // On a reader: VACUUM INTO only reads this database, so nobody waits for the copy.
            try await database.unsafeRead { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [beside])
            }
        } catch {
            try? FileManager.default.removeItem(atPath: beside)
            throw StoreError.from(error, path: file)
        }
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: beside))
        try handle.synchronize()
        try handle.close()
        try FileManager.default.moveItem(atPath: beside, toPath: file)
    }
}

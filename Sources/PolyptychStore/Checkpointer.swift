import Foundation
import GRDB
import Synchronization

/// Moves the write-ahead log into the database on a connection of its own.
///
/// SQLite would do it inside whichever commit fills the log's thousandth page, and that person would wait for two rounds of disk
/// synchronisation. A passive checkpoint takes no lock that a writer or reader needs.
final class Checkpointer: Sendable {
    /// Pages of log from which a checkpoint is worth its while.
    static let threshold = 1000
    /// Pages at which the writer's own commit does it after all, so that the log stays bounded whatever happens.
    static let lastResort = 16_000

    private let connection: DatabaseQueue
    private let log: String
    private let isBusy = Mutex(false)

    init(path: String, configuration: Configuration) throws {
        connection = try DatabaseQueue(path: path, configuration: configuration)
        log = path + "-wal"
    }

    /// Called after every commit; starts a checkpoint where the log has grown and none is under way.
    func committed() {
        guard Self.isDue(log: log), isBusy.withLock({ busy in defer { busy = true }; return !busy }) else { return }
        connection.asyncWriteWithoutTransaction { db in
            // One that fails is tried again after the next commit; nothing is lost in between.
            _ = try? db.checkpoint(.passive)
            self.isBusy.withLock { $0 = false }
        }
    }

    /// Whether the log holds as many pages as make a checkpoint worth its while.
    ///
    /// Its size does not tell: after a checkpoint it is written again from the start and never shortened. What is left of earlier rounds
    /// carries their salts (sqlite.org/walformat.html: in the header at byte 16, in each page's frame at byte 8). SQLite keeps no locks
    /// on this file, so that closing it here takes none away.
    static func isDue(log: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: log) else { return false }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 32), header.count == 32 else { return false }
        let pageSize = header[8..<12].reduce(0) { $0 << 8 | UInt64($1) }
        try? file.seek(toOffset: 32 + UInt64(threshold - 1) * (24 + pageSize))
        guard let frame = try? file.read(upToCount: 16), frame.count == 16 else { return false }
        return frame[8..<16] == header[16..<24]
    }

    func close() throws { try connection.close() }
}

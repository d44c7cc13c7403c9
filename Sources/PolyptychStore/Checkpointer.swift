import Foundation
import GRDB
import Synchronization

/// Moves the write-ahead log into the database on a connection of its own.
///
/// SQLite would do it inside whichever commit fills the log's thousandth page, and that person would wait for two rounds of disk
/// synchronisation. A passive checkpoint takes no lock that a writer or reader needs.
final class Checkpointer: Sendable {
    /// Bytes of log from which a checkpoint is worth its while.
    static let threshold = 4 << 20
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
        guard let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? NSNumber, size.intValue >= Self.threshold,
            isBusy.withLock({ busy in defer { busy = true }; return !busy })
        else { return }
        connection.asyncWriteWithoutTransaction { db in
            // One that fails is tried again after the next commit; nothing is lost in between.
            _ = try? db.checkpoint(.passive)
            self.isBusy.withLock { $0 = false }
        }
    }

    func close() throws { try connection.close() }
}

import Foundation
import GRDB
import PolyptychCuration
import Synchronization

/// A workspace's database. It cannot exist unmigrated.
///
/// Every write method is one transaction, or says otherwise, that keeps what its comment promises; when it returns, the change is
/// on disk. Work that needs no lock (rendering, linting, encoding, hashing) happens before the one writer is taken, so nobody waits
/// for it. Methods never block Swift's cooperative threads.
public final class Store: Sendable {
    let database: any DatabaseWriter
    /// Of the database's file; `:memory:` in tests.
    public let path: String
    let derivation: Derivation
    let clock: @Sendable () -> Date
    let feed = ChangeFeed()
    private let checkpointer: Checkpointer?
    private let longest = Mutex(Duration.zero)

    init(database: any DatabaseWriter, path: String, derivation: @escaping Derivation, clock: @escaping @Sendable () -> Date, checkpointer: Checkpointer? = nil) {
        self.database = database
        self.checkpointer = checkpointer
        self.path = path
        self.derivation = derivation
        self.clock = clock
    }

    /// Reads a consistent state of the database on a read-only connection; writers do not wait for it.
    func read<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        do { return try await database.read(body) } catch { throw StoreError.from(error, path: path) }
    }

    /// One `BEGIN IMMEDIATE` transaction on the one writer; tells the feed afterwards what was appended to `change`.
    func write<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        do {
            let (value, sequence, held) = try await database.writeWithoutTransaction { db in
                let started = ContinuousClock.now
                var result: (T, Int64)?
                try db.inTransaction(.immediate) {
                    let value = try body(db)
                    result = (value, try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(sequence) FROM change")) ?? 0)
                    return .commit
                }
                guard let result else { throw StoreError.database("a transaction ended without an answer") }
                return (result.0, result.1, ContinuousClock.now - started)
            }
            longest.withLock { $0 = max($0, held) }
            feed.publish(sequence)
            checkpointer?.committed()
            return value
        } catch { throw StoreError.from(error, path: path) }
    }

    /// The longest that one transaction has held the writer, its commit included, since the last ``resetLongestWrite()``.
    public var longestWrite: Duration { longest.withLock { $0 } }
    public func resetLongestWrite() { longest.withLock { $0 = .zero } }

    var now: Int64 { clock().milliseconds }

    /// Waits for running work and closes every connection; later calls throw.
    public func close() throws {
        feed.finish()
        try checkpointer?.close()
        try database.close()
    }
}

import Crypto
import Foundation

/// `write(2)`, or what a test puts in its place.
typealias WriteCall = @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int

/// Size and SHA-256 of something written.
struct FileDigest: Hashable, Sendable {
    var bytes: Int
    /// 64 lowercase hex digits.
    var sha256: String
}

/// A new file that is hashed while it is written.
final class HashedFile {
    private let path: String
    private let descriptor: Int32
    private let system: WriteCall
    private var hash = SHA256()
    private var pending: [UInt8] = []
    private(set) var count = 0

    private static let pendingLimit = 1 << 16

    init(path: String, system: @escaping WriteCall) throws(ExportFault) {
        self.path = path
        self.system = system
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path, "created") }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(ExportFault) {
        count += bytes.count
        hash.update(data: bytes)
        if pending.count + bytes.count > Self.pendingLimit { try flush() }
        if bytes.count > Self.pendingLimit { try send(bytes) } else { pending += bytes }
    }

    /// Hands the rest to the system; ``PartialFolder/publish()`` waits for the disk, for all files together.
    func finish() throws(ExportFault) -> FileDigest {
        try flush()
        return FileDigest(bytes: count, sha256: Hex.string(hash.finalize()))
    }

    private func flush() throws(ExportFault) {
        try send(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private func send(_ bytes: [UInt8]) throws(ExportFault) {
        var offset = 0
        while offset < bytes.count {
            let sent = bytes.withUnsafeBytes { system(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if sent < 0 {
                if errno == EINTR { continue }
                throw .system(path, "written")
            }
            offset += sent
        }
    }
}

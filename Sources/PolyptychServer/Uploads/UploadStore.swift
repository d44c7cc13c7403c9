import Foundation
import NIOCore
import PolyptychWorkshop
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Uploads in a folder of the workspace: each in a folder of its own, files under generated names, names only in the manifest.
///
/// What lies on disk is the state: a file's length is its offset. A browser that disappears leaves a file to continue; what
/// nobody continues for three days is removed by ``sweep()``. All file work runs on the pool.
public final class UploadStore: Sendable {
    public struct Limits: Sendable {
        public var fileBytes = 1 << 30
        public var files = 50_000
        /// Seconds without a sign of life after which an upload is removed.
        public var life: TimeInterval = 3 * 24 * 3600
        /// Bytes of the disk that an upload must leave free.
        public var reserve = 256 << 20
        public init() {}
    }

    public let limits: Limits
    private let root: URL
    private let pool: WorkPool
    private let now: @Sendable () -> Date
    private let state = Mutex(State())

    private struct State {
        /// Which request may write a file: the latest one.
        var writers: [Slot: UUID] = [:]
        var manifests: [Int64: UploadManifest] = [:]
    }
    private struct Slot: Hashable {
        var upload: Int64
        var index: Int
    }

    public init(root: URL, pool: WorkPool, limits: Limits = Limits(), now: @escaping @Sendable () -> Date = { Date() }) {
        self.root = root
        self.pool = pool
        self.limits = limits
        self.now = now
    }

    /// Makes an upload of the announced files.
    func begin(project: Int64, files: [UploadManifest.File]) async throws -> UploadAnswer {
        guard !files.isEmpty else { throw UploadFault.noFiles }
        guard files.count <= limits.files else { throw UploadFault.tooManyFiles(limits.files) }
        for file in files {
            _ = try UploadPath(file.path)
            guard (0...limits.fileBytes).contains(file.size) else { throw UploadFault.fileTooLarge(name: file.path, limit: limits.fileBytes) }
        }
        let manifest = UploadManifest(project: project, files: files)
        let id = Int64.random(in: 1...Int64(1) << 52)
        try await pool.run(urgent: true) { [self] in
            let needed = files.reduce(0) { $0 + $1.size }
            let free = Self.freeBytes(at: root)
            if needed > free - limits.reserve { throw UploadFault.noSpace(needed: needed, free: free) }
            try Self.makeFolder(folder(id))
            try AtomicFile.write(try JSON.encoder().encode(manifest), to: manifestFile(id), mode: 0o600)
        }
        state.withLock { $0.manifests[id] = manifest }
        return try await answer(id)
    }

    /// How far every file has come.
    func answer(_ id: Int64) async throws -> UploadAnswer {
        let manifest = try await manifest(id)
        return try await pool.run(urgent: true) { [self] in
            let files = manifest.files.enumerated().map { index, file in
                UploadAnswer.File(index: index, path: file.path, size: file.size, offset: Self.length(dataFile(id, index)))
            }
            return UploadAnswer(upload: id, project: manifest.project, files: files, complete: files.allSatisfy { $0.offset == $0.size })
        }
    }

    /// Appends `bytes` to a file from `offset`; returns where it ends now, on disk for good.
    ///
    /// A later request for the same file takes over from one whose browser may be gone. Whatever arrived before an error is kept.
    func append<Bytes: AsyncSequence>(_ id: Int64, index: Int, offset: Int, bytes: Bytes) async throws -> Int where Bytes.Element == ByteBuffer {
        let manifest = try await manifest(id)
        guard manifest.files.indices.contains(index) else { throw UploadFault.unknownFile(index) }
        let size = manifest.files[index].size
        let slot = Slot(upload: id, index: index)
        let turn = UUID()
        state.withLock { $0.writers[slot] = turn }
        defer { state.withLock { if $0.writers[slot] == turn { $0.writers[slot] = nil } } }

        let file = dataFile(id, index)
        let descriptor = try await pool.run(urgent: true) {
            let descriptor = open(file.path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw FileFault(path: file.path, operation: "opened") }
            let length = Int(lseek(descriptor, 0, SEEK_END))
            guard length == offset else {
                close(descriptor)
                throw UploadFault.wrongOffset(expected: length)
            }
            return descriptor
        }
        do {
            var end = offset
            for try await buffer in bytes where buffer.readableBytes > 0 {
                guard end + buffer.readableBytes <= size else { throw UploadFault.beyondSize(size) }
                let start = end
                try await pool.run(urgent: true) { [self] in
                    // Bytes go to their place in the file, so a straggler's last chunk and its successor's first agree.
                    guard state.withLock({ $0.writers[slot] == turn }) else { throw UploadFault.superseded }
                    try Self.write(buffer, to: descriptor, at: start, path: file.path)
                }
                end += buffer.readableBytes
            }
            let reached = end
            try await pool.run(urgent: true) {
                defer { close(descriptor) }
                guard fsync(descriptor) == 0 else { throw FileFault(path: file.path, operation: "written") }
            }
            return reached
        } catch {
            try? await pool.run(urgent: true) { [self] in
                // What arrived stays, made durable: it is a true beginning of the file, and the next request goes on from there.
                fsync(descriptor)
                close(descriptor)
                utimes(folder(id).path, nil)
            }
            throw error
        }
    }

    /// Removes an upload and what arrived of it.
    func remove(_ id: Int64) async throws {
        _ = try await manifest(id)
        state.withLock { state in
            state.manifests[id] = nil
            state.writers = state.writers.filter { $0.key.upload != id }
        }
        let folder = folder(id)
        try await pool.run { try FileManager.default.removeItem(at: folder) }
    }

    /// The folder of a complete upload as it was dropped: safe names, hard links to the files.
    public func tree(_ id: Int64) async throws -> URL {
        let manifest = try await manifest(id)
        return try await pool.run { [self] in
            let missing = manifest.files.indices.filter { Self.length(dataFile(id, $0)) != manifest.files[$0].size }.count
            guard missing == 0 else { throw UploadFault.incomplete(missing: missing) }
            let tree = folder(id).appendingPathComponent("tree", isDirectory: true)
            for (index, file) in manifest.files.enumerated() {
                let parts = try UploadPath(file.path).parts
                let parent = parts.dropLast().reduce(tree) { $0.appendingPathComponent($1) }
                try Self.makeFolder(parent)
                let target = parent.appendingPathComponent(parts.last!)
                let data = dataFile(id, index)
                if file.size == 0, !FileManager.default.fileExists(atPath: data.path) { try AtomicFile.write(Data(), to: data, mode: 0o600) }
                guard link(data.path, target.path) == 0 || errno == EEXIST else { throw FileFault(path: target.path, operation: "created") }
            }
            return tree
        }
    }

    /// Which project an upload belongs to.
    public func project(of id: Int64) async throws -> Int64 { try await manifest(id).project }

    /// Removes uploads that nobody continued for ``Limits/life`` and that `isNeeded` does not hold on to; returns how many.
    @discardableResult
    public func sweep(isNeeded: @Sendable (Int64) async throws -> Bool = { _ in false }) async throws -> Int {
        let old = try await pool.run { [self] in
            let earliest = now().addingTimeInterval(-limits.life)
            return try FileManager.default.contentsOfDirectory(atPath: root.path).compactMap { Int64($0) }.filter { id in
                let times = ([folder(id)] + ((try? FileManager.default.contentsOfDirectory(at: folder(id), includingPropertiesForKeys: nil)) ?? []))
                    .compactMap { try? FileManager.default.attributesOfItem(atPath: $0.path)[.modificationDate] as? Date }
                return times.max().map { $0 < earliest } ?? false
            }
        }
        var forgotten: [Int64] = []
        for id in old where try await !isNeeded(id) { forgotten.append(id) }
        let unneeded = forgotten
        let gone = try await pool.run { [self] in unneeded.filter { (try? FileManager.default.removeItem(at: folder($0))) != nil } }
        state.withLock { state in for id in gone { state.manifests[id] = nil } }
        return gone.count
    }

    private func manifest(_ id: Int64) async throws -> UploadManifest {
        if let known = state.withLock({ $0.manifests[id] }) { return known }
        let file = manifestFile(id)
        let manifest = try await pool.run(urgent: true) {
            (try? Data(contentsOf: file)).flatMap { try? JSON.decoder().decode(UploadManifest.self, from: $0) }
        }
        guard let manifest else { throw UploadFault.unknown(id) }
        state.withLock { $0.manifests[id] = manifest }
        return manifest
    }

    private func folder(_ id: Int64) -> URL { root.appendingPathComponent(String(id)) }
    private func manifestFile(_ id: Int64) -> URL { folder(id).appendingPathComponent("manifest.json") }
    private func dataFile(_ id: Int64, _ index: Int) -> URL { folder(id).appendingPathComponent(String(format: "%06d.part", index)) }

    private static func makeFolder(_ url: URL) throws {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FileFault(path: url.path, operation: "created", code: errno)
        }
    }

    private static func length(_ url: URL) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int) ?? 0
    }

    private static func freeBytes(at url: URL) -> Int {
        var status = statvfs()
        guard statvfs(url.path, &status) == 0 else { return .max }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    private static func write(_ buffer: ByteBuffer, to descriptor: Int32, at start: Int, path: String) throws {
        try buffer.withUnsafeReadableBytes { bytes in
            var done = 0
            while done < bytes.count {
                let written = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(start + done))
                if written < 0 {
                    if errno == EINTR { continue }
                    throw FileFault(path: path, operation: "written")
                }
                done += written
            }
        }
    }
}

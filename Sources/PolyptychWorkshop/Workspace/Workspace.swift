import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One folder with one SQLite file, the image blobs, derived files and exports; held by one process at a time.
public final class Workspace: Sendable {
    public let root: URL
    private let lock: Mutex<Int32>

    public var database: URL { root.appendingPathComponent("polyptych.sqlite3") }
    public var blobs: URL { root.appendingPathComponent("blobs") }
    public var derived: URL { root.appendingPathComponent("derived") }
    public var exports: URL { root.appendingPathComponent("exports") }
    public var runs: URL { root.appendingPathComponent("runs") }
    public var backups: URL { root.appendingPathComponent("backups") }
    /// Vocabularies that tokens are counted with: `clip/` and `t5/`, or a base model's `tokenizer/` and `tokenizer_2/`.
    public var tokenizers: URL { root.appendingPathComponent("tokenizers") }
    public var uploads: URL { root.appendingPathComponent("uploads") }
    /// The access token for browsers and scripts; readable by the owner alone.
    public var token: URL { root.appendingPathComponent("token") }
    public var name: String { root.lastPathComponent }

    /// Who holds a workspace: written into the lock file by the process that holds it.
    public struct Holder: Codable, Sendable {
        public var pid: Int32
        public var command: String
        public var since: Date
        /// Where its server answers, once it does.
        public var url: String?

        public init(pid: Int32, command: String, since: Date, url: String? = nil) {
            self.pid = pid
            self.command = command
            self.since = since
            self.url = url
        }
    }

    /// Why a workspace could not be had.
    public enum Fault: Error, Sendable, CustomStringConvertible {
        case held(root: String, by: Holder?)
        case unusable(FileFault)

        public var description: String {
            switch self {
            case .held(let root, let holder?):
                "The workspace \(root) is open in process \(holder.pid) (\(holder.command))\(holder.url.map { ", at \($0)" } ?? ""). Use that one, or stop it first."
            case .held(let root, nil): "The workspace \(root) is open in another process. Stop it first."
            case .unusable(let fault): fault.description
            }
        }
    }

    /// Opens or makes the workspace and holds it for the life of this value.
    ///
    /// Throws ``Fault/held(root:by:)`` where another process has it.
    public init(root: URL, command: String) throws(Fault) {
        self.root = root.standardizedFileURL
        do {
            for folder in ["blobs", "derived", "exports", "runs", "backups", "uploads"] {
                try FileManager.default.createDirectory(
                    at: self.root.appendingPathComponent(folder), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch {
            var isFolder: ObjCBool = false
            let isFile = FileManager.default.fileExists(atPath: self.root.path, isDirectory: &isFolder) && !isFolder.boolValue
            let code = isFile ? ENOTDIR : (((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code).map(Int32.init) ?? EACCES
            throw .unusable(FileFault(path: self.root.path, operation: "created", code: code))
        }
        let file = self.root.appendingPathComponent("lock").path
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(FileFault(path: file, operation: "created")) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .held(root: self.root.path, by: Self.holder(of: root))
        }
        self.lock = Mutex(descriptor)
        announce(Holder(pid: getpid(), command: command, since: Date()))
    }

    deinit { release() }

    /// Lets others have the workspace; what is called afterwards on this value may find it changed.
    public func release() {
        lock.withLock { descriptor in
            guard descriptor >= 0 else { return }
            ftruncate(descriptor, 0)
            close(descriptor)
            descriptor = -1
        }
    }

    /// Writes into the lock file who holds the workspace and where it answers.
    public func announce(_ holder: Holder) {
        guard let data = try? JSONEncoder().encode(holder) else { return }
        lock.withLock { descriptor in
            guard descriptor >= 0 else { return }
            ftruncate(descriptor, 0)
            _ = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            fsync(descriptor)
        }
    }

    /// Who holds the workspace at `root`, or nil where nobody does.
    public static func holder(of root: URL) -> Holder? {
        let path = root.appendingPathComponent("lock").path
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return nil }
        return (try? Data(contentsOf: URL(fileURLWithPath: path))).flatMap { try? JSONDecoder().decode(Holder.self, from: $0) }
            ?? Holder(pid: 0, command: "polyptych", since: Date())
    }
}

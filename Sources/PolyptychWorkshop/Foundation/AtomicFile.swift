import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the file system answered, with the path it was about.
public struct FileFault: Error, Sendable, CustomStringConvertible {
    public var path: String
    public var operation: String
    public var code: Int32

    public init(path: String, operation: String, code: Int32 = errno) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    public var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }
    public var description: String {
        let name = (path as NSString).lastPathComponent
        return switch code {
        case ENOSPC, EDQUOT: "The disk is full: \(name) could not be written. Free some space and try again; nothing that was saved is lost."
        case EACCES, EPERM: "\(name) may not be \(operation == "read" ? "read" : "written") by this account (\(path)). Change its permissions and try again."
        case ENOENT: "\(path) does not exist. Check the path and try again."
        default: "\(name) could not be \(operation) (\(String(cString: strerror(code)))): \(path)"
        }
    }
}

/// Writes files so that a reader or a crash never sees half of one: beside, fsync, rename.
public enum AtomicFile {
    /// Writes `data` to `url` with the given permissions; replaces an existing file.
    ///
    /// - Parameter staging: where it grows until it is whole, on the same file system; beside `url` unless told otherwise.
    public static func write(_ data: Data, to url: URL, mode: mode_t = 0o644, staging: URL? = nil) throws(FileFault) {
        let partial = (staging ?? url.deletingLastPathComponent()).appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString).partial")
        let descriptor = open(partial.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFault(path: url.path, operation: "created") }
        var failure: FileFault?
        data.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = systemWrite(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                if written < 0 {
                    if errno == EINTR { continue }
                    failure = FileFault(path: url.path, operation: "written")
                    return
                }
                offset += written
            }
        }
        if failure == nil, fsync(descriptor) != 0 { failure = FileFault(path: url.path, operation: "written") }
        close(descriptor)
        if failure == nil, rename(partial.path, url.path) != 0 { failure = FileFault(path: url.path, operation: "renamed") }
        if let failure {
            unlink(partial.path)
            throw failure
        }
        syncFolder(url.deletingLastPathComponent())
    }

    /// Makes a rename inside `folder` durable.
    public static func syncFolder(_ folder: URL) {
        let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Reads a whole file; `mapped` only for files that nobody changes.
    public static func read(_ url: URL, mapped: Bool = true) throws(FileFault) -> Data {
        do { return try Data(contentsOf: url, options: mapped ? .mappedIfSafe : []) } catch {
            let code = (((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code).map(Int32.init) ?? ENOENT
            throw FileFault(path: url.path, operation: "read", code: code)
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ pointer: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, pointer, count) }

import Dispatch
import Foundation
import Synchronization

/// The hidden sibling in which an export grows until it is whole.
///
/// Its name is `.NAME.partial-` and 16 hex digits. The writer holds a lock on it for as long as it lives, so a sweep can tell what a
/// killed process left behind from what is still being written.
final class PartialFolder {
    let path: String
    private let destination: String
    private let descriptor: Int32
    private var isPublished = false

    /// Makes the folder beside `destination`, and its parents where they are missing.
    init(for destination: String) throws(ExportFault) {
        self.destination = destination
        let url = URL(fileURLWithPath: destination)
        let parent = url.deletingLastPathComponent().path
        do { try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true) } catch {
            throw .system(parent, "created", FileSystemCode.of(error))
        }
        for _ in 0..<16 {
            let candidate = "\(parent)/.\(url.lastPathComponent)\(Self.infix)\(Self.randomDigits())"
            guard mkdir(candidate, 0o755) == 0 else {
                if errno == EEXIST { continue }
                throw .system(candidate, "created")
            }
            let opened = open(candidate, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard opened >= 0 else { throw .system(candidate, "opened") }
            if flock(opened, LOCK_EX | LOCK_NB) == 0 {
                path = candidate
                descriptor = opened
                return
            }
            close(opened)
        }
        throw .fileSystem(path: parent, operation: "written", code: EEXIST)
    }

    deinit {
        if !isPublished { try? FileManager.default.removeItem(atPath: path) }
        close(descriptor)
    }

    /// Makes a folder inside; the empty name is the folder itself.
    func makeFolder(_ name: String) throws(ExportFault) {
        guard !name.isEmpty else { return }
        do { try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true) } catch {
            throw .system("\(path)/\(name)", "created", FileSystemCode.of(error))
        }
    }

    /// Makes every file and folder durable and gives the whole its name in one step.
    func publish() throws(ExportFault) {
        var files: [String] = []
        var folders = [path]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder) else { continue }
            if isFolder.boolValue { folders.append("\(path)/\(name)") } else { files.append("\(path)/\(name)") }
        }
        try Self.sync(files)
        try Self.sync(folders)
        guard rename(path, destination) == 0 else {
            if errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR { throw .destinationTaken(path: destination, why: .notAnExport) }
            throw .system(destination, "renamed")
        }
        isPublished = true
        try Self.sync(URL(fileURLWithPath: destination).deletingLastPathComponent().path)
    }

    /// Removes the folders of this kind in `folder` that nobody holds any more; returns their paths.
    static func sweep(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var removed: [String] = []
        for name in names.sorted() where isPartialName(name) {
            let path = "\(folder)/\(name)"
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, (try? FileManager.default.removeItem(atPath: path)) != nil { removed.append(path) }
            close(descriptor)
        }
        return removed
    }

    private static let infix = ".partial-"

    static func isPartialName(_ name: String) -> Bool {
        guard name.hasPrefix("."), let range = name.range(of: infix, options: .backwards) else { return false }
        let digits = name[range.upperBound...]
        return digits.utf8.count == 16 && digits.allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    private static func randomDigits() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Waits until all of `paths` are on the disk; several at once, since the disk gathers them into one commit.
    private static func sync(_ paths: [String]) throws(ExportFault) {
        let fault = Mutex<ExportFault?>(nil)
        DispatchQueue.concurrentPerform(iterations: paths.count) { index in
            do throws(ExportFault) { try sync(paths[index]) } catch { fault.withLock { $0 = $0 ?? error } }
        }
        if let fault = fault.withLock({ $0 }) { throw fault }
    }

    private static func sync(_ path: String) throws(ExportFault) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, "opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(path, "written") }
    }
}

/// The `errno` behind a Foundation error.
enum FileSystemCode {
    static func of(_ error: any Error) -> Int32 {
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
        if let under = error.userInfo[NSUnderlyingErrorKey] as? NSError, under.domain == NSPOSIXErrorDomain { return Int32(under.code) }
        return switch error.code {
        case CocoaError.Code.fileWriteOutOfSpace.rawValue: ENOSPC
        case CocoaError.Code.fileWriteNoPermission.rawValue, CocoaError.Code.fileReadNoPermission.rawValue: EACCES
        case CocoaError.Code.fileNoSuchFile.rawValue, CocoaError.Code.fileReadNoSuchFile.rawValue: ENOENT
        case CocoaError.Code.fileWriteFileExists.rawValue: EEXIST
        default: EIO
        }
    }
}

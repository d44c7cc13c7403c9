import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the importer asks of a disk: names byte for byte, and errors as facts.
enum FileSystem {
    struct Failure: Error, Hashable {
        var number: Int32
        var reason: String { String(cString: strerror(number)).lowercased() }
        var isMissing: Bool { number == ENOENT || number == ENOTDIR }
    }

    enum EntryKind: Hashable { case folder, file, brokenLink, other }

    struct Entry: Hashable {
        var name: String
        var kind: EntryKind
        var isLink: Bool
    }

    /// Identity of a folder, whatever path led to it.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    struct Listing {
        /// In natural order, hidden ones left out.
        var entries: [Entry] = []
        /// Names whose bytes are no Unicode, made readable.
        var unreadableNames: [String] = []
    }

    /// What lies directly in a folder; links are followed to say what they are.
    static func list(_ path: String) throws(Failure) -> Listing {
        var listing = Listing()
        try each(in: path) { name, type, isUnicode in
            if name.utf8.first == 0x2E || Self.isSystemName(name) { return }
            guard isUnicode else {
                listing.unreadableNames.append(name)
                return
            }
            listing.entries.append(entry(name, type: type, in: path))
        }
        listing.entries.sort { NaturalOrder.isBefore($0.name, $1.name) }
        listing.unreadableNames.sort(by: NaturalOrder.isBefore)
        return listing
    }

    /// Calls with every name in a folder, in the order of the disk; nothing is opened or followed.
    static func each(in path: String, _ body: (_ name: String, _ type: UInt8, _ isUnicode: Bool) -> Void) throws(Failure) {
        guard let folder = opendir(path) else { throw Failure(number: errno) }
        defer { closedir(folder) }
        while true {
            errno = 0
            guard let found = readdir(folder) else {
                if errno != 0 { throw Failure(number: errno) }
                return
            }
            let type = found.pointee.d_type
            withUnsafePointer(to: &found.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) { characters in
                    if let name = String(validatingCString: characters) {
                        body(name, type, true)
                    } else {
                        body(String(cString: characters), type, false)
                    }
                }
            }
        }
    }

    static func identity(of path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// What a path is, links followed.
    static func kind(of path: String) throws(Failure) -> EntryKind {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(number: errno) }
        return kind(mode: status.st_mode)
    }

    static func isFile(_ path: String) -> Bool { (try? kind(of: path)) == .file }
    static func isFolder(_ path: String) -> Bool { (try? kind(of: path)) == .folder }

    /// The first bytes of a file, fewer where it is shorter.
    static func head(of path: String, count: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failure(number: errno) }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, count - filled) }
            if got < 0 {
                if errno == EINTR { continue }
                throw Failure(number: errno)
            }
            if got == 0 { break }
            filled += got
        }
        return filled == count ? buffer : Array(buffer[..<filled])
    }

    /// A whole file, refused beyond a limit so that a lying name cannot fill the memory.
    static func contents(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(number: errno) }
        guard Int(status.st_size) <= limit else { throw Failure(number: EFBIG) }
        return try head(of: path, count: Int(status.st_size))
    }

    private static func entry(_ name: String, type: UInt8, in folder: String) -> Entry {
        switch Int(type) {
        case 8: return Entry(name: name, kind: .file, isLink: false)
        case 4: return Entry(name: name, kind: .folder, isLink: false)
        default:
            var own = stat()
            let path = PathName.join(folder, name)
            let isLink = lstat(path, &own) == 0 && (own.st_mode & S_IFMT) == S_IFLNK
            let kind = (try? Self.kind(of: path)) ?? .brokenLink
            return Entry(name: name, kind: kind, isLink: isLink)
        }
    }

    private static func kind(mode: mode_t) -> EntryKind {
        switch mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        default: .other
        }
    }

    /// Files and folders that systems leave behind.
    static func isSystemName(_ name: String) -> Bool {
        switch name {
        case "__MACOSX", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information", "@eaDir": true
        default: false
        }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Files that should hold pictures, read with bounded memory.
public enum ImageFile {
    /// 512 MB; larger files are videos and archives.
    public static let sizeLimit = 512_000_000

    /// All bytes of a regular file, once in memory: hash, decode and copy from the same array.
    public static func bytes(at path: String) throws(ImageFault) -> [UInt8] { try read(path, upTo: sizeLimit, whole: true) }

    public static func bytes(at url: URL) throws(ImageFault) -> [UInt8] { try bytes(at: url.path) }

    /// The header alone: reads the beginning of the file, more only where a large profile stands before the picture.
    public static func header(at path: String) throws(ImageFault) -> ImageHeader {
        let head = try read(path, upTo: 65536, whole: false)
        do throws(ImageFault) {
            return try ImageReader.header(of: head)
        } catch {
            guard case .truncated = error, head.count == 65536 else { throw error }
            return try ImageReader.header(of: try bytes(at: path))
        }
    }

    public static func header(at url: URL) throws(ImageFault) -> ImageHeader { try header(at: url.path) }

    private static func read(_ path: String, upTo limit: Int, whole: Bool) throws(ImageFault) -> [UInt8] {
        // Without O_NONBLOCK a pipe that nobody writes to would hang here.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("it is not a regular file") }
        let size = Int(status.st_size)
        if whole, size > limit { throw .fileTooLarge(bytes: size, limit: limit) }
        let wanted = min(size, limit)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            count = 0
            while count < wanted {
                #if canImport(Darwin)
                let got = Darwin.read(file, buffer.baseAddress! + count, wanted - count)
                #elseif canImport(Glibc)
                let got = Glibc.read(file, buffer.baseAddress! + count, wanted - count)
                #else
                let got = Musl.read(file, buffer.baseAddress! + count, wanted - count)
                #endif
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        if failure != 0 { throw .unreadable(String(cString: strerror(failure))) }
        return bytes
    }
}

import Crypto
import Foundation

/// The originals of a workspace, by SHA-256 of their bytes; never modified once written.
public struct BlobFiles: Sendable {
    public let root: URL
    /// Where blobs grow until they are whole; what a killed process left there is removed at the next opening.
    var incoming: URL { root.appendingPathComponent("incoming") }

    public init(root: URL) { self.root = root }

    /// `blobs/ab/abcdef…`.
    public func url(_ sha256: String) -> URL {
        root.appendingPathComponent(String(sha256.prefix(2))).appendingPathComponent(sha256)
    }

    /// Stores `data` under its own hash; a blob that is already there is left alone.
    public func store(_ data: Data, sha256: String) throws(FileFault) {
        let target = url(sha256)
        if let size = try? FileManager.default.attributesOfItem(atPath: target.path)[.size] as? Int, size == data.count { return }
        for folder in [target.deletingLastPathComponent(), incoming] {
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try AtomicFile.write(data, to: target, mode: 0o444, staging: incoming)
    }

    /// SHA-256 of `data` in 64 lower-case hexadecimal digits.
    public static func sha256(_ data: Data) -> String {
        var hex = [UInt8]()
        hex.reserveCapacity(64)
        let digits = Array("0123456789abcdef".utf8)
        for byte in SHA256.hash(data: data) {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return String(decoding: hex, as: UTF8.self)
    }
}

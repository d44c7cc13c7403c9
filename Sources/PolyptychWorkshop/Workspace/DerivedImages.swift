import Foundation
import PolyptychCuration
import PolyptychImaging

/// An image as it is served.
public struct ServedImage: Sendable {
    public var data: Data
    /// `image/jpeg` or `image/png`, by what was decoded.
    public var mediaType: String
}

/// Thumbnails and composites: computed from originals, kept in `derived/`, deletable at any time.
struct DerivedImages: Sendable {
    let root: URL
    /// Where files grow until they are whole; what a killed process left there is removed at the next opening.
    var incoming: URL { root.appendingPathComponent("incoming") }

    /// Sides that are kept; anything else is rounded up to the next.
    static let sizes = [256, 512, 1024]

    static func size(for asked: Int) -> Int { sizes.first { $0 >= asked } ?? sizes.last! }

    func thumbnail(_ sha256: String, size: Int) -> URL {
        root.appendingPathComponent("thumbnails/\(size)/\(sha256.prefix(2))/\(sha256).jpg")
    }

    func composite(_ key: String, size: Int) -> URL {
        root.appendingPathComponent("composites/\(size)/\(key.prefix(2))/\(key).jpg")
    }

    /// Reads a derived file, or makes and keeps it.
    func file(_ url: URL, make: () throws -> Data) throws -> Data {
        if let data = try? Data(contentsOf: url), !data.isEmpty { return data }
        let data = try make()
        keep(data, at: url)
        return data
    }

    /// Keeps `data` as a derived file; a failure to keep it is no failure.
    func keep(_ data: Data, at url: URL) {
        for folder in [url.deletingLastPathComponent(), incoming] {
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let partial = incoming.appendingPathComponent(UUID().uuidString)
        guard (try? data.write(to: partial)) != nil else { return }
        if rename(partial.path, url.path) != 0 { try? FileManager.default.removeItem(at: partial) }
    }
}

import Foundation
import NIOCore

/// The static files of the front end by the names they are asked for; read once at start, so no request ever becomes a path.
public struct AssetMap: Sendable {
    /// One file with what its answer carries.
    struct Asset: Sendable {
        var body: ByteBuffer
        var contentType: String
        /// Quoted, from the file's content.
        var eTag: String
        var cacheControl: String
    }

    private let assets: [String: Asset]

    /// A map without files.
    public init() { assets = [:] }

    /// Reads every file of a known kind below `folder`; others, and names that begin with a dot, are left out.
    public init(folder: URL) throws {
        var assets: [String: Asset] = [:]
        let root = folder.resolvingSymlinksInPath().path
        let files = FileManager.default.enumerator(at: URL(fileURLWithPath: root), includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        for case let file as URL in files ?? .init() {
            guard let type = Self.contentTypes[file.pathExtension.lowercased()], try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            else { continue }
            let data = try Data(contentsOf: file)
            let name = String(file.path.dropFirst(root.count))
            assets[name] = Asset(
                body: ByteBuffer(bytes: data), contentType: type, eTag: "\"\(Secret.fingerprint(data).prefix(32))\"",
                cacheControl: Self.isVersioned(name) ? "public, max-age=31536000, immutable" : "no-cache")
        }
        self.assets = assets
    }

    /// The file asked for as `path`, which begins with a slash.
    subscript(path: String) -> Asset? { assets[path] }
    public var names: [String] { assets.keys.sorted() }

    /// Whether the name itself changes with the content: `app.3f9c2d1e.js`.
    static func isVersioned(_ name: String) -> Bool { name.contains(/\.[0-9a-f]{8,64}\.[a-z0-9]+$/) }

    static let contentTypes: [String: String] = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8", "webmanifest": "application/manifest+json",
        "yaml": "application/yaml; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "ico": "image/x-icon",
        "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
    ]
}

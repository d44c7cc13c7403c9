import Foundation
import PolyptychCuration
import PolyptychImaging
import Synchronization

@testable import PolyptychShards

/// A test's own folder with originals and sets, gone when the test is.
final class ExportWorld: Sendable {
    let folder: URL
    private let originals = Mutex<[String: Data]>([:])

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("shards-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var settings: ProjectSettings { ProjectSettings(targetResolution: 256) }
    var snapshot: SnapshotReference { SnapshotReference(name: "first", hash: String(repeating: "5", count: 64)) }

    /// A picture nobody else has: two waves and a seeded square.
    func image(_ seed: Int, width: Int = 96, height: Int = 128, as encoding: ImageEncoding = .png) -> ImageReference {
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let at = (y * width + x) * 3
                pixels[at] = UInt8(truncatingIfNeeded: x * 2 + seed * 37)
                pixels[at + 1] = UInt8(truncatingIfNeeded: y + seed * 11)
                pixels[at + 2] = (x / 16 + y / 16 + seed) % 2 == 0 ? 220 : 40
            }
        }
        let bitmap = Bitmap(width: width, height: height, pixels: pixels)
        let bytes: [UInt8] =
            switch encoding {
            case .png: PNGWriter.encode(bitmap)
            case .jpeg(let quality): JPEGWriter.encode(bitmap, quality: quality)
            }
        return store(bytes, width: width, height: height, name: "image\(seed).\(encoding.fileExtension)")
    }

    func store(_ bytes: [UInt8], width: Int, height: Int, name: String) -> ImageReference {
        let hash = Hex.digest(bytes)
        originals.withLock { $0[hash] = Data(bytes) }
        return ImageReference(sha256: hash, width: width, height: height, name: name)
    }

    func forget(_ image: ImageReference) { originals.withLock { $0[image.sha256] = nil } }
    func replace(_ image: ImageReference, by bytes: [UInt8]) { originals.withLock { $0[image.sha256] = Data(bytes) } }

    struct NoSuchOriginal: Error {}

    var read: ExportWriter.Originals {
        { [self] image in
            guard let data = originals.withLock({ $0[image.sha256] }) else { throw NoSuchOriginal() }
            return data
        }
    }

    var writer: ExportWriter { ExportWriter(threads: 2, originals: read) }

    func set(_ key: String, views: Int = 2, seed: Int, encoding: ImageEncoding = .png, change: (inout SetState) -> Void = { _ in }) throws -> ExportSet {
        var state = SetState(
            key: key, category: "mug",
            views: (0..<views).map {
                ViewState(id: ViewID(rawValue: "v\($0)"), image: image(seed * 20 + $0, as: encoding), caption: "a mug with handle number \(seed)-\($0)")
            }, prompt: .structured(.init(summary: "a mug on a table, number \(seed)")))
        change(&state)
        return try entry(state, id: Int64(seed))
    }

    func entry(_ state: SetState, id: Int64) throws -> ExportSet {
        ExportSet(
            id: id, revision: Hex.digest(Array(state.key.utf8)), state: state, text: state.rendered(settings: settings).text,
            plan: try LayoutEngine.plan(state, settings: settings))
    }

    func plan(_ request: ExportRequest, _ sets: [ExportSet]) throws -> ExportPlan {
        try ExportPlanner.plan(request, sets: sets, settings: settings, snapshot: snapshot)
    }

    /// Three sets of two views and one of three, planned, in a folder of its own.
    func exported(_ request: ExportRequest, to name: String = "out") throws -> URL {
        let sets = try [set("alpha", seed: 1), set("beta", seed: 2), set("gamma", seed: 3), set("delta", views: 3, seed: 4)]
        let url = folder.appendingPathComponent(name)
        _ = try writer.write(try plan(request, sets), to: url)
        return url
    }

    /// Every path below `url` that is a file, with its bytes.
    static func files(_ url: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: url.appendingPathComponent(path).path, isDirectory: &isFolder)
            if !isFolder.boolValue { files[path] = try Data(contentsOf: url.appendingPathComponent(path)) }
        }
        return files
    }

    static func manifest(_ url: URL) throws -> ExportManifest {
        try JSONDecoder().decode(ExportManifest.self, from: Data(contentsOf: url.appendingPathComponent("manifest.json")))
    }

    /// Names in the world's folder, hidden ones too.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}

/// The fault that `body` throws; nil where it throws none.
func fault(_ body: () throws -> Void) -> ExportFault? {
    do { try body() } catch { return error as? ExportFault }
    return nil
}

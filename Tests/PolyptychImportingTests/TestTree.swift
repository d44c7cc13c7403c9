import Foundation

@testable import PolyptychImporting

/// A folder of its own for one test, removed when the test ends.
final class TestTree {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.path + "/importing-" + UUID().uuidString
        try make("")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ relative: String) -> String { relative.isEmpty ? root : root + "/" + relative }

    /// Makes a folder, byte for byte as named.
    func make(_ relative: String) throws {
        var folder = ""
        for part in path(relative).unicodeScalars.split(separator: "/") {
            folder += "/" + String(part)
            if mkdir(folder, 0o755) != 0, errno != EEXIST { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
    }

    func write(_ relative: String, _ bytes: [UInt8]) throws {
        try make(PathName.parent(of: relative))
        guard let file = fopen(path(relative), "wb") else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { fclose(file) }
        fwrite(bytes, 1, bytes.count, file)
    }

    func write(_ relative: String, _ text: String) throws { try write(relative, Array(text.utf8)) }

    /// Files that are JPEGs by their first bytes, which is all that planning looks at.
    func jpegs(_ relatives: String...) throws { for relative in relatives { try write(relative, Self.jpeg) } }

    func link(_ relative: String, to target: String) throws {
        try make(PathName.parent(of: relative))
        if symlink(target, path(relative)) != 0 { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    func plan(_ options: ImportOptions = .init(), frameHash: ImportPlanner.FrameHash? = nil) throws -> ImportPlan {
        try ImportPlanner(options: options, frameHash: frameHash).plan(root: root)
    }

    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9]
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]

    /// A JPEG whose header says how large it is: one grey 8-bit component.
    static func jpeg(width: Int, height: Int) -> [UInt8] {
        let size = [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        return Array(jpeg.dropLast(2)) + [0xFF, 0xC0, 0, 11, 8] + size + [1, 1, 0x11, 0] + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0xFF, 0xD9]
    }
}

extension ImportPlan {
    var keys: [String] { sets.map(\.key) }
    var codes: [String] { issues.map(\.code) }
    func names(_ key: String) -> [String] { sets.first { $0.key == key }?.views.map(\.name) ?? [] }
}

/// A camera on a turn around the origin, in the forms that files have it.
struct TurnCamera {
    /// Degrees around +z, and above the horizontal.
    var azimuth: Double
    var elevation: Double

    var center: SIMD3<Double> {
        let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
        return SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e)) * 5
    }

    /// Rows of the world-to-camera rotation: x right, y down, z forward.
    var rows: [SIMD3<Double>] {
        let forward = -center.normalized!
        let right = forward.cross(SIMD3(0, 0, 1)).normalized!
        return [right, forward.cross(right), forward]
    }

    /// w, x, y, z.
    var quaternion: [Double] {
        let r = rows
        let trace = r[0].x + r[1].y + r[2].z
        if trace > 0 {
            let s = 2 * (trace + 1).squareRoot()
            return [s / 4, (r[2].y - r[1].z) / s, (r[0].z - r[2].x) / s, (r[1].x - r[0].y) / s]
        }
        if r[0].x > r[1].y, r[0].x > r[2].z {
            let s = 2 * (1 + r[0].x - r[1].y - r[2].z).squareRoot()
            return [(r[2].y - r[1].z) / s, s / 4, (r[0].y + r[1].x) / s, (r[0].z + r[2].x) / s]
        }
        if r[1].y > r[2].z {
            let s = 2 * (1 + r[1].y - r[0].x - r[2].z).squareRoot()
            return [(r[0].z - r[2].x) / s, (r[0].y + r[1].x) / s, s / 4, (r[1].z + r[2].y) / s]
        }
        let s = 2 * (1 + r[2].z - r[0].x - r[1].y).squareRoot()
        return [(r[1].x - r[0].y) / s, (r[0].z + r[2].x) / s, (r[1].z + r[2].y) / s, s / 4]
    }

    var translation: [Double] { rows.map { -$0.dot(center) } }

    /// Camera to world in OpenGL axes.
    var matrix: [[Double]] {
        let (r, c) = (rows, center)
        return (0..<3).map { [r[0][$0], -r[1][$0], -r[2][$0], c[$0]] } + [[0, 0, 0, 1]]
    }
}

enum ColmapFiles {
    struct Image { var id: Int32, name: String, camera: TurnCamera, points: Int = 0 }

    static func images(_ images: [Image]) -> [UInt8] {
        var bytes = number(UInt64(images.count))
        for image in images {
            bytes += number(image.id)
            for value in image.camera.quaternion + image.camera.translation { bytes += number(value.bitPattern) }
            bytes += number(Int32(7)) + Array(image.name.utf8) + [0] + number(UInt64(image.points))
            bytes += [UInt8](repeating: 0xAB, count: 24 * image.points)
        }
        return bytes
    }

    static func text(_ images: [Image]) -> String {
        var lines = ["# Image list with two lines of data per image:", "#   IMAGE_ID, QW, QX, QY, QZ, TX, TY, TZ, CAMERA_ID, NAME"]
        for image in images {
            let values = (image.camera.quaternion + image.camera.translation).map { "\($0)" }.joined(separator: " ")
            lines.append("\(image.id) \(values) 7 \(image.name)")
            lines.append(image.points == 0 ? "" : "1.5 2.5 -1")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func number<T: FixedWidthInteger>(_ value: T) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }
}

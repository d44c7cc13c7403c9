import Foundation

/// What an import needs of a COLMAP model (colmap.github.io/format.html): the pose of every image by its name.
///
/// Cameras are not read: their sizes are often those of larger originals, and newer lens models need not be known to know a pose.
/// `rigs.bin` and `frames.bin` of COLMAP 3.12 and later may lie beside; `images` stays complete without them.
public struct ColmapModel: Hashable, Sendable {
    public struct Image: Hashable, Sendable {
        public var id: Int
        /// As the model names it, relative to the image folder.
        public var name: String
        public var pose: CameraPose
    }

    /// Why a model could not be read.
    public enum Fault: Error, Hashable, Sendable {
        case unreadable(reason: String)
        case truncated(image: Int, of: Int)
        case badLine(Int)
        case nameNotUnicode(image: Int)
        case noRotation(image: Int)

        var why: String {
            switch self {
            case .unreadable(let reason): reason
            case .truncated(let image, let count): "the file ends inside image \(image) of \(count)"
            case .badLine(let line): "line \(line) is not an image's"
            case .nameNotUnicode(let image): "the name of image \(image) is not Unicode"
            case .noRotation(let image): "image \(image) has no rotation"
            }
        }
    }

    public var images: [Image]

    /// Reads `images.bin`.
    public init(binary path: String) throws(Fault) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            throw .unreadable(reason: "it cannot be opened")
        }
        let result: Result<[Image], Fault> = data.withUnsafeBytes { bytes in
            do { return .success(try Self.parse(bytes)) } catch let fault as Fault { return .failure(fault) } catch { return .success([]) }
        }
        images = try result.get()
    }

    static func parse(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> [Image] {
        var position = 0
        func has(_ count: Int) -> Bool { count >= 0 && bytes.count - position >= count }
        func number<T: FixedWidthInteger>(_: T.Type, at offset: Int) -> T { T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: T.self)) }
        func double(at offset: Int) -> Double { Double(bitPattern: number(UInt64.self, at: offset)) }
        guard has(8) else { throw .truncated(image: 0, of: 0) }
        let declared = number(UInt64.self, at: 0)
        // The least an image takes: 64 bytes of numbers, a closing NUL and a count.
        guard declared <= UInt64(bytes.count / 73 + 1) else { throw .truncated(image: 0, of: Int(clamping: declared)) }
        let count = Int(declared)
        position = 8
        var images: [Image] = []
        images.reserveCapacity(count)
        for index in 1...max(1, count) where count > 0 {
            guard has(64) else { throw .truncated(image: index, of: count) }
            let id = Int(number(Int32.self, at: position))
            let values = (0..<7).map { double(at: position + 4 + 8 * $0) }
            position += 64
            let start = position
            while position < bytes.count, bytes[position] != 0 { position += 1 }
            guard position < bytes.count else { throw .truncated(image: index, of: count) }
            guard let name = String(validating: bytes[start..<position], as: UTF8.self) else { throw .nameNotUnicode(image: id) }
            position += 1
            guard has(8) else { throw .truncated(image: index, of: count) }
            let points = number(UInt64.self, at: position)
            position += 8
            guard points <= UInt64((bytes.count - position) / 24) else { throw .truncated(image: index, of: count) }
            position += 24 * Int(points)
            guard let pose = Self.pose(values) else { throw .noRotation(image: id) }
            images.append(Image(id: id, name: name, pose: pose))
        }
        return images
    }

    /// Reads `images.txt`: two lines for every image, the second of which may be empty.
    public init(text path: String) throws(Fault) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            throw .unreadable(reason: "it cannot be opened")
        }
        images = try Self.parse(text: data)
    }

    static func parse(text data: Data) throws(Fault) -> [Image] {
        var images: [Image] = []
        var number = 0
        var isPoints = false
        for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if isPoints {
                isPoints = false
                continue
            }
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.first == UInt8(ascii: "#") || line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            // Nine fields, then the name with all its spaces.
            let fields = line.split(maxSplits: 9, omittingEmptySubsequences: true) { $0 == 0x20 || $0 == 0x09 }
            guard fields.count == 10, let id = Int(String(decoding: fields[0], as: UTF8.self)),
                let name = String(validating: fields[9], as: UTF8.self)
            else { throw .badLine(number) }
            let values = fields[1...7].compactMap { Double(String(decoding: $0, as: UTF8.self)) }
            guard values.count == 7 else { throw .badLine(number) }
            guard let pose = pose(values) else { throw .noRotation(image: id) }
            images.append(Image(id: id, name: name.trimmingSuffixSpaces, pose: pose))
            isPoints = true
        }
        return images
    }

    private static func pose(_ v: [Double]) -> CameraPose? {
        CameraPose(quaternion: SIMD4(v[0], v[1], v[2], v[3]), translation: SIMD3(v[4], v[5], v[6]))
    }
}

extension String {
    var trimmingSuffixSpaces: String {
        var end = utf8.endIndex
        while end > utf8.startIndex, [0x20, 0x09, 0x0D].contains(utf8[utf8.index(before: end)]) { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}

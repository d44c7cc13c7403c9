/// The segments of a JPEG before its picture data.
///
/// Source: ITU-T T.81 annex B; ICC.1 annex B.4 for the profile's chunks.
struct JPEGMarkers {
    var header: ImageHeader
    /// The embedded ICC profile, joined from its chunks.
    var profile: [UInt8]?

    static func isJPEG(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF
    }

    init(_ bytes: UnsafeRawBufferPointer) throws(ImageFault) {
        var position = 2
        var orientation: Int?
        var chunks: [Int: Range<Int>] = [:]
        var chunkCount = 0
        var frame: (width: Int, height: Int, depth: Int, channels: Int, progressive: Bool)?
        scan: while true {
            while position < bytes.count, bytes[position] != 0xFF { position += 1 }
            while position < bytes.count, bytes[position] == 0xFF { position += 1 }
            guard position < bytes.count else { throw .truncated }
            let marker = bytes[position]
            position += 1
            if marker == 0x01 || (0xD0...0xD8).contains(marker) || marker == 0 { continue }
            if marker == 0xD9 { throw .corrupt("the picture ends before it begins") }
            guard position + 2 <= bytes.count else { throw .truncated }
            let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            guard length >= 2 else { throw .corrupt("a segment shorter than its own length") }
            let body = position + 2..<position + length
            guard body.upperBound <= bytes.count else { throw .truncated }
            let segment = UnsafeRawBufferPointer(rebasing: bytes[body])
            switch marker {
            case 0xDA:
                break scan
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard segment.count >= 6 else { throw .corrupt("a frame header that is too short") }
                frame = (
                    Int(segment[3]) << 8 | Int(segment[4]), Int(segment[1]) << 8 | Int(segment[2]), Int(segment[0]), Int(segment[5]),
                    marker == 0xC2 || marker == 0xCA
                )
                if marker == 0xC3 || (0xC5...0xC7).contains(marker) || marker == 0xCB || marker >= 0xCD {
                    throw .rareKind(marker == 0xC3 ? "a lossless JPEG" : "a hierarchical JPEG")
                }
            case 0xE1 where orientation == nil && Self.begins(segment, "Exif\0\0"):
                orientation = Exif.orientation(tiff: UnsafeRawBufferPointer(rebasing: segment[6...]))
            case 0xE2 where segment.count > 14 && Self.begins(segment, "ICC_PROFILE\0"):
                chunks[Int(segment[12])] = body.lowerBound + 14..<body.upperBound
                chunkCount = max(chunkCount, Int(segment[13]))
            default:
                break
            }
            position = body.upperBound
        }
        guard let frame else { throw .corrupt("picture data without a frame header") }
        guard frame.width > 0, frame.height > 0 else { throw .corrupt("a picture without width or height") }
        guard frame.depth == 8 else { throw .rareKind("a \(frame.depth)-bit JPEG") }
        if chunkCount > 0, (1...chunkCount).allSatisfy({ chunks[$0] != nil }) {
            profile = (1...chunkCount).flatMap { bytes[chunks[$0]!] }
        }
        header = ImageHeader(
            format: .jpeg, width: frame.width, height: frame.height, orientation: orientation ?? 1, bitDepth: frame.depth,
            channels: frame.channels, hasAlpha: false, isProgressive: frame.progressive, isAnimated: false, hasProfile: profile != nil)
    }

    private static func begins(_ segment: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        segment.count >= text.utf8CodeUnitCount && (0..<text.utf8CodeUnitCount).allSatisfy { segment[$0] == text.utf8Start[$0] }
    }
}

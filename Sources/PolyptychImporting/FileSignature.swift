/// What a file is by its first bytes, whatever its name says.
enum FileSignature: Hashable {
    case jpeg
    case png
    /// An image that is recognised but not read; the name with its article: `a WebP image`.
    case unsupported(String)
    /// An archive, with its article: `a zip archive`.
    case archive(String)
    case empty
    case unknown

    /// Bytes that ``init(head:)`` wants to see.
    static let headLength = 264

    init(head: [UInt8]) {
        self = Self.recognise(head)
    }

    var isReadable: Bool { self == .jpeg || self == .png }

    private static func recognise(_ head: [UInt8]) -> FileSignature {
        func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
            head.count >= offset + bytes.count && head[offset..<(offset + bytes.count)].elementsEqual(bytes)
        }
        func says(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
        if head.isEmpty { return .empty }
        if has([0xFF, 0xD8, 0xFF]) { return .jpeg }
        if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if says("RIFF"), says("WEBP", at: 8) { return .unsupported("a WebP image") }
        if says("GIF87a") || says("GIF89a") { return .unsupported("a GIF image") }
        if has([0x49, 0x49, 0x2A, 0x00]) || has([0x4D, 0x4D, 0x00, 0x2A]) || has([0x49, 0x49, 0x2B, 0x00]) || has([0x4D, 0x4D, 0x00, 0x2B]) {
            return .unsupported("a TIFF or camera raw image")
        }
        if says("ftyp", at: 4) { return mediaBrand(head) }
        if has([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20]) { return .unsupported("a JPEG 2000 image") }
        if has([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20]) || has([0xFF, 0x0A]) { return .unsupported("a JPEG XL image") }
        if says("BM"), head.count >= 18, head[6...9].allSatisfy({ $0 == 0 }), head[15] == 0, head[16] == 0 { return .unsupported("a BMP image") }
        if says("8BPS") { return .unsupported("a Photoshop document") }
        if has([0x76, 0x2F, 0x31, 0x01]) { return .unsupported("an OpenEXR image") }
        if says("#?RADIANCE") { return .unsupported("a Radiance image") }
        if says("PK\u{03}\u{04}") || says("PK\u{05}\u{06}") { return .archive("a zip archive") }
        if has([0x1F, 0x8B]) { return .archive("a gzip archive") }
        if has([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .archive("a 7-Zip archive") }
        if says("Rar!\u{1A}\u{07}") { return .archive("a RAR archive") }
        if has([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .archive("an xz archive") }
        if says("BZh") { return .archive("a bzip2 archive") }
        if has([0x28, 0xB5, 0x2F, 0xFD]) { return .archive("a Zstandard archive") }
        if says("ustar", at: 257) { return .archive("a tar archive") }
        return .unknown
    }

    private static func mediaBrand(_ head: [UInt8]) -> FileSignature {
        guard head.count >= 12 else { return .unknown }
        switch String(decoding: head[8..<12], as: UTF8.self) {
        case "avif", "avis": return .unsupported("an AVIF image")
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return .unsupported("a HEIC image")
        default: return .unknown
        }
    }
}

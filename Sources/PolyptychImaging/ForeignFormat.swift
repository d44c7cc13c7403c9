/// A kind of file that people drop in and that is recognised by its first bytes, so that the answer can help.
public enum ForeignFormat: String, CaseIterable, Codable, Hashable, Sendable {
    case webp, heic, avif, tiff, gif, bmp, svg, jpegXL, jpeg2000, photoshop, rawPhoto, pdf, video
    case zip, gzip, sevenZip, rar, tar, xz, bzip2, zstandard
    case html, text

    /// As people call it.
    public var label: String {
        switch self {
        case .webp: "WebP image"
        case .heic: "HEIC image"
        case .avif: "AVIF image"
        case .tiff: "TIFF image"
        case .gif: "GIF image"
        case .bmp: "BMP image"
        case .svg: "SVG drawing"
        case .jpegXL: "JPEG XL image"
        case .jpeg2000: "JPEG 2000 image"
        case .photoshop: "Photoshop document"
        case .rawPhoto: "raw camera photograph"
        case .pdf: "PDF document"
        case .video: "video"
        case .zip: "ZIP archive"
        case .gzip: "gzip archive"
        case .sevenZip: "7z archive"
        case .rar: "RAR archive"
        case .tar: "tar archive"
        case .xz: "xz archive"
        case .bzip2: "bzip2 archive"
        case .zstandard: "Zstandard archive"
        case .html: "web page"
        case .text: "text file"
        }
    }

    var article: String {
        switch self {
        case .avif, .svg, .xz: "an"
        default: "a"
        }
    }

    /// What to do, after “is a …;”.
    public var remedy: String {
        switch self {
        case .webp: "convert it to PNG or JPEG first, for instance with “dwebp in.webp -o out.png”."
        case .heic: "convert it to JPEG first, for instance with “heif-convert in.heic out.jpg”, or set the phone to “Most Compatible”."
        case .avif: "convert it to PNG or JPEG first, for instance with “avifdec in.avif out.png”."
        case .tiff, .bmp, .jpegXL, .jpeg2000, .photoshop, .svg:
            "export it as PNG first, for instance with “magick in out.png”."
        case .gif: "save the frame you want as PNG first."
        case .rawPhoto: "develop it to JPEG or PNG first in a raw converter."
        case .pdf: "extract its pictures first, for instance with “pdfimages -png in.pdf out”."
        case .video: "extract frames first, for instance with “ffmpeg -i in.mp4 -vf fps=1 %03d.png”."
        case .zip, .gzip, .sevenZip, .rar, .tar, .xz, .bzip2, .zstandard: "unpack it and import the folder."
        case .html: "the download answered with a page instead of a picture, so download the picture itself again."
        case .text: "it is not an image whatever its name says, so remove it or replace it by the picture."
        }
    }
}

extension ForeignFormat {
    /// Looks at the first bytes (1 kB is plenty); nil when nothing is recognised.
    public static func recognised(_ bytes: UnsafeRawBufferPointer) -> ForeignFormat? {
        func starts(_ text: StaticString, at offset: Int = 0) -> Bool {
            guard bytes.count >= offset + text.utf8CodeUnitCount else { return false }
            return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
        }
        func starts(_ prefix: [UInt8], at offset: Int = 0) -> Bool {
            bytes.count >= offset + prefix.count && prefix.indices.allSatisfy { bytes[offset + $0] == prefix[$0] }
        }
        if starts("RIFF") {
            if starts("WEBP", at: 8) { return .webp }
            if starts("AVI ", at: 8) { return .video }
        }
        if starts("ftyp", at: 4) {
            let brands: [(StaticString, ForeignFormat)] = [
                ("avif", .avif), ("avis", .avif), ("heic", .heic), ("heix", .heic), ("hevc", .heic), ("hevx", .heic), ("heim", .heic),
                ("heis", .heic), ("mif1", .heic), ("msf1", .heic), ("crx ", .rawPhoto), ("jp2 ", .jpeg2000),
            ]
            // The generic brand comes first in some AVIF files; the list of compatible brands decides.
            let found = brands.first { starts($0.0, at: 8) }?.1
            if found == .heic, starts("mif1", at: 8) || starts("msf1", at: 8) {
                for offset in stride(from: 16, to: min(bytes.count - 4, 64), by: 4) where starts("avif", at: offset) { return .avif }
            }
            return found ?? .video
        }
        if starts([0x49, 0x49, 0x2A, 0x00]) { return starts("CR", at: 8) ? .rawPhoto : .tiff }
        if starts([0x4D, 0x4D, 0x00, 0x2A]) || starts([0x49, 0x49, 0x2B, 0x00]) || starts([0x4D, 0x4D, 0x00, 0x2B]) { return .tiff }
        if starts("FUJIFILMCCD-RAW") || starts([0x49, 0x49, 0x55, 0x00]) { return .rawPhoto }
        if starts("GIF87a") || starts("GIF89a") { return .gif }
        if starts("BM"), bytes.count >= 18, bytes[6] == 0, bytes[7] == 0, bytes[8] == 0, bytes[9] == 0 { return .bmp }
        if starts([0xFF, 0x0A]) || starts([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20]) { return .jpegXL }
        if starts([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20]) || starts([0xFF, 0x4F, 0xFF, 0x51]) { return .jpeg2000 }
        if starts("8BPS") { return .photoshop }
        if starts("%PDF") { return .pdf }
        if starts([0x1A, 0x45, 0xDF, 0xA3]) { return .video }
        if starts([0x50, 0x4B, 3, 4]) || starts([0x50, 0x4B, 5, 6]) { return .zip }
        if starts([0x1F, 0x8B]) { return .gzip }
        if starts([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
        if starts("Rar!") { return .rar }
        if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return .xz }
        if starts("BZh") { return .bzip2 }
        if starts([0x28, 0xB5, 0x2F, 0xFD]) { return .zstandard }
        if starts("ustar", at: 257) { return .tar }
        return words(bytes)
    }

    /// Markup and plain text: printable from the first byte to the end of what was looked at.
    private static func words(_ bytes: UnsafeRawBufferPointer) -> ForeignFormat? {
        let head = bytes.prefix(1024)
        guard !head.isEmpty, head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 9 || $0 == 10 || $0 == 13 }) else { return nil }
        let text = String(decoding: head, as: UTF8.self).lowercased()
        if text.contains("<svg") { return .svg }
        if text.contains("<!doctype html") || text.contains("<html") { return .html }
        // Valid UTF-8 (a cut last character excepted) is text; other bytes in that range are noise.
        return text.unicodeScalars.dropLast(3).contains("\u{FFFD}") ? nil : .text
    }
}

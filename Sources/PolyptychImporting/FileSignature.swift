import PolyptychImaging

/// What a file is by its first bytes, whatever its name says.
enum FileSignature: Hashable {
    case jpeg
    case png
    /// Recognised, but not read: another image format, an archive, a page, a text.
    case foreign(ForeignFormat)
    case empty
    case unknown

    /// Bytes that ``init(head:)`` wants to see.
    static let headLength = 1024

    init(head: [UInt8]) {
        if head.isEmpty {
            self = .empty
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if let format = head.withUnsafeBytes(ForeignFormat.recognised) {
            self = .foreign(format)
        } else {
            self = .unknown
        }
    }
}

extension ForeignFormat {
    var isArchive: Bool {
        switch self {
        case .zip, .gzip, .sevenZip, .rar, .tar, .xz, .bzip2, .zstandard: true
        default: false
        }
    }

    /// Whether it is worth a word where the name promised nothing: text and the like lie beside images everywhere.
    var isPicture: Bool {
        switch self {
        case .webp, .heic, .avif, .tiff, .gif, .bmp, .jpegXL, .jpeg2000, .photoshop, .rawPhoto: true
        default: false
        }
    }
}

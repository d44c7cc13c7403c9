import CImageCodecs

/// Turns the codecs' codes into faults.
enum Codec {
    static func fault(_ fault: pic_fault) -> ImageFault {
        let words = withUnsafeBytes(of: fault.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return switch fault.code {
        case Int32(PIC_TRUNCATED): .truncated
        case Int32(PIC_TOO_LARGE): .tooMuchMemory
        case Int32(PIC_UNSUPPORTED): .rareKind("a JPEG of a rare kind (\(words))")
        default: .corrupt(words)
        }
    }

    /// Takes over an encoder's buffer.
    static func take(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> [UInt8] {
        defer { pic_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}

import CImageCodecs

/// Writes baseline JPEG; the same bitmap always gives the same bytes.
public enum JPEGWriter {
    public enum Subsampling: String, Codable, Hashable, Sendable {
        /// Colour at half size both ways; what most readers and trainers expect.
        case halved = "4:2:0"
        /// Colour at full size.
        case full = "4:4:4"
    }

    /// - Parameter quality: 1…100 on libjpeg's scale.
    /// - Precondition: no side exceeds 65,500 pixels.
    public static func encode(_ bitmap: Bitmap, quality: Int, subsampling: Subsampling = .halved) -> [UInt8] {
        precondition(max(bitmap.width, bitmap.height) <= 65_500, "JPEG ends at 65,500 pixels")
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        var fault = pic_fault()
        let code = pic_jpeg_encode(
            bitmap.pixels, Int32(bitmap.width), Int32(bitmap.height), Int32(min(max(quality, 1), 100)), subsampling == .full ? 444 : 420,
            &out, &count, &fault)
        precondition(code == PIC_OK, "out of memory while writing a JPEG")
        return Codec.take(out, count)
    }
}

import CImageCodecs

/// Writes 8-bit RGB PNG marked as sRGB, without time stamps: the same bitmap always gives the same bytes.
public enum PNGWriter {
    /// zlib's level; 3 with PNG's filters is within a few percent of 9 on photographs and several times as fast.
    static let level: Int32 = 3

    public static func encode(_ bitmap: Bitmap) -> [UInt8] {
        encode(bitmap.pixels, width: bitmap.width, height: bitmap.height, colorType: 2, bitDepth: 8, interlaced: false)
    }

    /// Any kind of PNG; `pixels` are packed rows as the specification has them, 16-bit samples big-endian.
    package static func encode(_ pixels: [UInt8], width: Int, height: Int, colorType: Int, bitDepth: Int, interlaced: Bool) -> [UInt8] {
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        var fault = pic_fault()
        let code = pic_png_encode(
            pixels, Int32(width), Int32(height), Int32(colorType), Int32(bitDepth), interlaced ? 1 : 0, level, &out, &count, &fault)
        precondition(code == PIC_OK, "out of memory while writing a PNG")
        return Codec.take(out, count)
    }
}

import CImageCodecs
import PolyptychImaging

/// Pictures made in code, good and bad, so that no test needs a binary file.
public enum FixtureImages {
    /// Four unlike corners and a smooth middle: every flip and turn of it is another picture.
    public static func bitmap(width: Int, height: Int) -> Bitmap {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let right = x * 255 / max(1, width - 1), down = y * 255 / max(1, height - 1)
                pixels.append(UInt8(right))
                pixels.append(UInt8(down))
                pixels.append(UInt8((255 - right) * (255 - down) / 255))
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    /// Seeded noise: no two pixels alike, the hardest thing to resample.
    public static func noise(width: Int, height: Int, seed: UInt64) -> Bitmap {
        var random = SplitMix64(seed: seed)
        return Bitmap(width: width, height: height, pixels: (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    public static func jpeg(width: Int, height: Int, quality: Int = 92) -> [UInt8] {
        JPEGWriter.encode(bitmap(width: width, height: height), quality: quality)
    }

    public static func png(width: Int, height: Int) -> [UInt8] { PNGWriter.encode(bitmap(width: width, height: height)) }

    // MARK: JPEG

    public static func progressiveJPEG(width: Int, height: Int) -> [UInt8] {
        encoded { pic_jpeg_encode_progressive(bitmap(width: width, height: height).pixels, Int32(width), Int32(height), 92, $0, $1, $2) }
    }

    public static func greyJPEG(width: Int, height: Int, value: UInt8) -> [UInt8] {
        let grey = [UInt8](repeating: value, count: width * height)
        return encoded { pic_jpeg_encode_grey(grey, Int32(width), Int32(height), 95, $0, $1, $2) }
    }

    /// One colour in CMYK, 255 = full ink, stored inverted with Adobe's marker as image editors do; `ycck` transforms it too.
    public static func inkJPEG(width: Int, height: Int, ink: [UInt8], ycck: Bool) -> [UInt8] {
        let pixels = (0..<width * height).flatMap { _ in ink }
        return encoded { pic_jpeg_encode_cmyk(pixels, Int32(width), Int32(height), 95, ycck ? 1 : 0, $0, $1, $2) }
    }

    /// The same JPEG with an EXIF orientation.
    public static func oriented(_ jpeg: [UInt8], _ orientation: Int, bigEndian: Bool = false) -> [UInt8] {
        inserted(jpeg, marker: 0xE1, body: Array("Exif\0\0".utf8) + exif(orientation, bigEndian: bigEndian))
    }

    /// The same JPEG with an ICC profile, cut into chunks as the ICC specification has it.
    public static func profiled(_ jpeg: [UInt8], _ profile: [UInt8]) -> [UInt8] {
        let size = 60_000, count = (profile.count + size - 1) / size
        return (0..<count).reversed().reduce(jpeg) { jpeg, index in
            let chunk = profile[index * size..<min(profile.count, (index + 1) * size)]
            return inserted(jpeg, marker: 0xE2, body: Array("ICC_PROFILE\0".utf8) + [UInt8(index + 1), UInt8(count)] + chunk)
        }
    }

    /// The first part of a file.
    public static func truncated(_ bytes: [UInt8], keeping part: Double) -> [UInt8] { Array(bytes.prefix(Int(Double(bytes.count) * part))) }

    static func inserted(_ jpeg: [UInt8], marker: UInt8, body: [UInt8]) -> [UInt8] {
        let length = body.count + 2
        return Array(jpeg[..<2]) + [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + body + jpeg[2...]
    }

    static func exif(_ orientation: Int, bigEndian: Bool) -> [UInt8] {
        bigEndian
            ? [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0]
            : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0, 0]
    }

    private static func encoded(
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>, UnsafeMutablePointer<pic_fault>) -> Int32
    ) -> [UInt8] {
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        var fault = pic_fault()
        precondition(body(&out, &count, &fault) == PIC_OK, "a fixture could not be encoded")
        defer { pic_free(out) }
        return Array(UnsafeBufferPointer(start: out, count: count))
    }
}

import PolyptychImaging

/// PNGs of unusual kinds.
extension FixtureImages {
    public static func interlacedPNG(width: Int, height: Int) -> [UInt8] {
        PNGWriter.encode(bitmap(width: width, height: height).pixels, width: width, height: height, colorType: 2, bitDepth: 8, interlaced: true)
    }

    /// 16 bits per channel; the low byte is noise that rounding has to treat fairly.
    public static func sixteenBitPNG(width: Int, height: Int, samples: [UInt16]) -> [UInt8] {
        let channels = samples.count / (width * height)
        return PNGWriter.encode(
            samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, width: width, height: height, colorType: channels == 1 ? 0 : 2, bitDepth: 16,
            interlaced: false)
    }

    public static func alphaPNG(width: Int, height: Int, rgba: [UInt8], interlaced: Bool = false) -> [UInt8] {
        PNGWriter.encode(
            (0..<width * height).flatMap { _ in rgba }, width: width, height: height, colorType: 6, bitDepth: 8, interlaced: interlaced)
    }

    /// Two colours by palette, the second half transparent: columns alternate.
    public static func palettePNG(width: Int, height: Int) -> [UInt8] {
        let rows = (0..<height).flatMap { _ in [UInt8(0)] + (0..<width).map { UInt8($0 % 2) } }
        return container(
            width: width, height: height, bitDepth: 8, colorType: 3,
            chunks: [("PLTE", [200, 30, 40, 0, 0, 255]), ("tRNS", [255, 128]), ("IDAT", stored(rows)), ("IEND", [])])
    }

    /// 14,000 × 14,000 pixels in about 30 kB.
    public static func bombPNG() -> [UInt8] {
        PNGWriter.encode(
            [UInt8](repeating: 0, count: 14_000 * 1750), width: 14_000, height: 14_000, colorType: 0, bitDepth: 1, interlaced: false)
    }

    /// The same PNG as an animation of one frame.
    public static func animated(_ png: [UInt8]) -> [UInt8] {
        let size = Array(png[16..<24])
        return withChunks(
            png, [("acTL", [0, 0, 0, 1, 0, 0, 0, 0]), ("fcTL", [0, 0, 0, 0] + size + [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0])])
    }

    public static func orientedPNG(_ png: [UInt8], _ orientation: Int) -> [UInt8] {
        withChunks(png, [("eXIf", exif(orientation, bigEndian: true))])
    }

    public static func profiledPNG(_ png: [UInt8], _ profile: [UInt8]) -> [UInt8] {
        // A profile and an sRGB mark exclude each other.
        withChunks(without(png, "sRGB"), [("iCCP", Array("profile\0\0".utf8) + stored(profile))])
    }

    /// One bit of the picture data turned: the chunk's checksum no longer holds.
    public static func flipped(_ png: [UInt8]) -> [UInt8] {
        var bytes = png
        bytes[bytes.count / 2] ^= 1
        return bytes
    }

    static func withChunks(_ png: [UInt8], _ chunks: [(String, [UInt8])]) -> [UInt8] {
        Array(png[..<33]) + chunks.flatMap { chunk($0.0, $0.1) } + png[33...]
    }

    private static func without(_ png: [UInt8], _ name: String) -> [UInt8] {
        var out = Array(png[..<8]), position = 8
        while position + 12 <= png.count {
            let length = png[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            if Array(png[position + 4..<position + 8]) != Array(name.utf8) { out += png[position..<position + 12 + length] }
            position += 12 + length
        }
        return out
    }

    static func container(width: Int, height: Int, bitDepth: UInt8, colorType: UInt8, chunks: [(String, [UInt8])]) -> [UInt8] {
        let header = long(width) + long(height) + [bitDepth, colorType, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunks.flatMap { chunk($0.0, $0.1) }
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + body
        return long(body.count) + named + long(Int(checksum(named)))
    }

    /// A zlib stream that compresses nothing.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01], position = 0
        repeat {
            let count = min(65535, bytes.count - position), last: UInt8 = position + count == bytes.count ? 1 : 0
            out += [last, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255)]
            out += bytes[position..<position + count]
            position += count
        } while position < bytes.count
        var a = 1, b = 0
        for byte in bytes {
            a = (a + Int(byte)) % 65521
            b = (b + a) % 65521
        }
        return out + long(b << 16 | a)
    }

    private static func long(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}

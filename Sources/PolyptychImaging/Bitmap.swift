import PolyptychCuration

/// A picture in memory: 8-bit sRGB, upright, without transparency.
public struct Bitmap: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// `height` rows of `width` × 3 bytes, red first, without padding.
    public var pixels: [UInt8]

    /// - Precondition: both sides are positive and `pixels` holds exactly `width * height * 3` bytes.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height * 3, "a bitmap holds width × height × 3 bytes")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A plain ground.
    public init(width: Int, height: Int, filled color: (red: UInt8, green: UInt8, blue: UInt8) = (255, 255, 255)) {
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            if color.red == color.green && color.green == color.blue {
                buffer.initialize(repeating: color.red)
            } else {
                for index in 0..<width * height {
                    buffer[3 * index] = color.red
                    buffer[3 * index + 1] = color.green
                    buffer[3 * index + 2] = color.blue
                }
            }
            count = width * height * 3
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    public var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

    /// The colour at a place inside the picture.
    public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let index = (y * width + x) * 3
        return (pixels[index], pixels[index + 1], pixels[index + 2])
    }

    /// The part inside `rect`, which lies within the picture.
    public func cropped(to rect: PixelRect) -> Bitmap {
        if rect == bounds { return self }
        var out: [UInt8] = []
        out.reserveCapacity(rect.width * rect.height * 3)
        for y in rect.y..<rect.y + rect.height {
            let start = (y * width + rect.x) * 3
            out.append(contentsOf: pixels[start..<start + rect.width * 3])
        }
        return Bitmap(width: rect.width, height: rect.height, pixels: out)
    }
}

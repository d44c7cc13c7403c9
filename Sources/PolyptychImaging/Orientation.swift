import CKernels
import PolyptychCuration

/// EXIF orientations 1…8: how stored pixels are turned to stand upright.
enum Orientation {
    static func upright(_ stored: Bitmap, orientation: Int) -> Bitmap {
        guard orientation > 1 else { return stored }
        let swaps = orientation >= 5
        let pixels = [UInt8](unsafeUninitializedCapacity: stored.pixels.count) { buffer, count in
            pk_orient_rgb(stored.pixels, stored.width, stored.height, Int32(orientation), buffer.baseAddress)
            count = stored.pixels.count
        }
        return Bitmap(width: swaps ? stored.height : stored.width, height: swaps ? stored.width : stored.height, pixels: pixels)
    }

    /// The same place in stored pixels; `width` and `height` are those of the upright picture.
    static func stored(_ rect: PixelRect, width: Int, height: Int, orientation: Int) -> PixelRect {
        let right = width - rect.x - rect.width, bottom = height - rect.y - rect.height
        return switch orientation {
        case 2: PixelRect(x: right, y: rect.y, width: rect.width, height: rect.height)
        case 3: PixelRect(x: right, y: bottom, width: rect.width, height: rect.height)
        case 4: PixelRect(x: rect.x, y: bottom, width: rect.width, height: rect.height)
        case 5: PixelRect(x: rect.y, y: rect.x, width: rect.height, height: rect.width)
        case 6: PixelRect(x: rect.y, y: right, width: rect.height, height: rect.width)
        case 7: PixelRect(x: bottom, y: right, width: rect.height, height: rect.width)
        case 8: PixelRect(x: bottom, y: rect.x, width: rect.height, height: rect.width)
        default: rect
        }
    }

    /// Whether upright x (or y) runs against the stored axis that it follows.
    static func flips(orientation: Int) -> (x: Bool, y: Bool) {
        switch orientation {
        case 2: (true, false)
        case 3: (true, true)
        case 4: (false, true)
        case 6: (true, false)
        case 7: (true, true)
        case 8: (false, true)
        default: (false, false)
        }
    }
}

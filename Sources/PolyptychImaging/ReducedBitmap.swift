import PolyptychCuration

/// A part of a picture, perhaps decoded at a smaller scale; knows where it lies in the whole upright picture.
public struct ReducedBitmap: Sendable {
    public var bitmap: Bitmap
    public var header: ImageHeader
    /// Eighths, 1…8.
    public var scale: Int
    /// Where the upright picture's left and top edges lie in `bitmap`, in eighths of its pixels.
    var originX: Int
    var originY: Int

    /// A place in the upright picture as a place in `bitmap`.
    func place(_ rect: PixelRect) -> FineRect {
        FineRect(
            x: Double(rect.x * scale + originX) / 8, y: Double(rect.y * scale + originY) / 8, width: Double(rect.width * scale) / 8,
            height: Double(rect.height * scale) / 8)
    }

    static func decode(
        _ bytes: UnsafeRawBufferPointer, header: ImageHeader, profile: [UInt8]?, part: PixelRect?, target: (width: Int, height: Int),
        economy: Economy, limit: PixelLimit
    ) throws(ImageFault) -> ReducedBitmap {
        guard header.format == .jpeg else {
            let bitmap = Orientation.upright(try PNGDecoding.decode(bytes, limit: limit), orientation: header.orientation)
            return ReducedBitmap(bitmap: bitmap, header: header, scale: 8, originX: 0, originY: 0)
        }
        let whole = PixelRect(x: 0, y: 0, width: header.orientedWidth, height: header.orientedHeight)
        let wanted = part ?? whole
        let scale = economy.scale(from: (wanted.width, wanted.height), to: target)
        let stored = Orientation.stored(wanted, width: whole.width, height: whole.height, orientation: header.orientation)
        let scaled = (width: (header.width * scale + 7) / 8, height: (header.height * scale + 7) / 8)
        let window = wanted == whole ? nil : window(around: stored, scale: scale, scaled: scaled, progressive: header.isProgressive)
        let result = try JPEGDecoding.decode(bytes, scale: scale, part: window, profile: profile, limit: limit)
        let flips = Orientation.flips(orientation: header.orientation)
        let swaps = header.orientation >= 5
        // Along a stored axis: where its zero lies in what was decoded, counted from the end that becomes left or top.
        func origin(_ begin: Int, _ decoded: Int, _ full: Int, flipped: Bool) -> Int {
            flipped ? (begin + decoded) * 8 - full * scale : -begin * 8
        }
        let acrossStored = (result.x, result.bitmap.width, header.width), downStored = (result.y, result.bitmap.height, header.height)
        let across = swaps ? downStored : acrossStored, down = swaps ? acrossStored : downStored
        return ReducedBitmap(
            bitmap: Orientation.upright(result.bitmap, orientation: header.orientation), header: header, scale: scale,
            originX: origin(across.0, across.1, across.2, flipped: flips.x), originY: origin(down.0, down.1, down.2, flipped: flips.y))
    }

    /// The pixels that a part needs, with a margin of one block; nil where leaving the rest out saves nothing.
    private static func window(
        around stored: PixelRect, scale: Int, scaled: (width: Int, height: Int), progressive: Bool
    ) -> PixelRect? {
        let margin = 16
        let left = max(0, stored.x * scale / 8 - margin), top = max(0, stored.y * scale / 8 - margin)
        let right = min(scaled.width, ((stored.x + stored.width) * scale + 7) / 8 + margin)
        let bottom = min(scaled.height, ((stored.y + stored.height) * scale + 7) / 8 + margin)
        let rect = PixelRect(x: left, y: top, width: right - left, height: bottom - top)
        return rect.width * rect.height * 10 < scaled.width * scaled.height * 9 ? rect : nil
    }
}

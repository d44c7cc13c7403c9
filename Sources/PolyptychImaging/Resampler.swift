import CKernels
import PolyptychCuration

/// Changes the size of a picture, or of a part of it, with integer arithmetic: the same bytes on every processor.
public enum Resampler {
    /// Shows `source`, a part of `bitmap`, as `width` × `height` pixels; pixels outside `source` have no influence.
    public static func resize(
        _ bitmap: Bitmap, source: PixelRect? = nil, width: Int, height: Int, filter: Filter = .lanczos3
    ) -> Bitmap {
        let rect = source ?? bitmap.bounds
        if rect.width == width && rect.height == height { return bitmap.cropped(to: rect) }
        var target = Bitmap(width: width, height: height)
        resize(bitmap, source: FineRect(rect), into: &target, at: target.bounds, filter: filter)
        return target
    }

    /// The same for places between pixels, written into a part of `target`.
    static func resize(
        _ bitmap: Bitmap, source: FineRect, into target: inout Bitmap, at place: PixelRect, filter: Filter, variant: Int = -1
    ) {
        let vertical = ResampleAxis(
            start: source.y, length: source.height, size: bitmap.height, outputs: place.height, filter: filter)
        let horizontal = ResampleAxis(
            start: source.x, length: source.width, size: bitmap.width, outputs: place.width, filter: filter)
        let stride = target.width * 3
        let done = target.pixels.withUnsafeMutableBufferPointer { out in
            vertical.withKernel { vertical in
                horizontal.withKernel { horizontal in
                    pk_resample_rgb(
                        Int32(variant), bitmap.pixels, bitmap.width, vertical, horizontal,
                        out.baseAddress! + place.y * stride + place.x * 3, stride)
                }
            }
        }
        precondition(done != 0, "out of memory while resizing")
    }

    /// How many variants of the kernel this processor can run, slowest first.
    static var variants: Int { Int(pk_variants()) }
}

/// A rectangle in pixels, possibly between them.
struct FineRect: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    init(_ rect: PixelRect) {
        self.init(x: Double(rect.x), y: Double(rect.y), width: Double(rect.width), height: Double(rect.height))
    }
}

import PolyptychCuration

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Makes the composite that a plan describes: the same pixels for preview, PNG and JPEG, on every processor.
public enum Compositor {
    /// From the originals' bytes: the way of previews and exports alike.
    ///
    /// Each panel decodes only what it shows, JPEG at half size where that keeps 40 dB (``Economy/composite``).
    /// - Parameter bytes: the original of a view; asked once per panel, in order.
    public static func composite<Bytes: ContiguousBytes>(
        plan: LayoutPlan, economy: Economy = .composite, limit: PixelLimit = .standard, bytes: (ViewID) throws -> Bytes
    ) throws -> Bitmap {
        var canvas = Bitmap(width: plan.width, height: plan.height)
        for panel in plan.panels {
            let reduced = try ImageReader.decode(
                try bytes(panel.view), part: panel.source, for: (panel.target.width, panel.target.height), economy: economy, limit: limit)
            try draw(reduced, panel: panel, on: &canvas)
        }
        return canvas
    }

    /// From decoded pictures of full size.
    public static func composite(plan: LayoutPlan, images: (ViewID) throws -> Bitmap) throws -> Bitmap {
        var canvas = Bitmap(width: plan.width, height: plan.height)
        for panel in plan.panels {
            let image = try images(panel.view)
            try check(panel, width: image.width, height: image.height)
            Resampler.resize(image, source: FineRect(panel.source), into: &canvas, at: panel.target, filter: .lanczos3)
        }
        return canvas
    }

    private static func draw(_ reduced: ReducedBitmap, panel: LayoutPlan.Panel, on canvas: inout Bitmap) throws(CompositeFault) {
        try check(panel, width: reduced.header.orientedWidth, height: reduced.header.orientedHeight)
        Resampler.resize(reduced.bitmap, source: reduced.place(panel.source), into: &canvas, at: panel.target, filter: .lanczos3)
    }

    private static func check(_ panel: LayoutPlan.Panel, width: Int, height: Int) throws(CompositeFault) {
        let source = panel.source
        guard source.x >= 0, source.y >= 0, source.width > 0, source.height > 0, source.x + source.width <= width,
            source.y + source.height <= height
        else { throw CompositeFault(view: panel.view, source: source, width: width, height: height) }
    }
}

/// A plan that shows a part which the picture does not have: it was made for another picture.
public struct CompositeFault: Error, Hashable, Sendable {
    public var view: ViewID
    public var source: PixelRect
    public var width: Int
    public var height: Int

    public var sentence: String {
        "The plan shows \(source.width) × \(source.height) pixels at (\(source.x), \(source.y)) of view \(view), but its image has \(width) × \(height); plan the set again."
    }
}

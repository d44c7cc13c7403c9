/// How many pixels a picture may have; checked against its header before anything is allocated.
public struct PixelLimit: Hashable, Sendable {
    public var pixels: Int

    /// 100 megapixels: 300 MB when decoded, more than any camera that feeds a training set.
    public static let standard = PixelLimit(pixels: 100_000_000)

    public init(pixels: Int) { self.pixels = pixels }

    /// Bytes that a decoder's own buffers may take (coefficients of a progressive JPEG, rows of an interlaced PNG).
    var workingMemory: Int { 64 << 20 &+ pixels * 8 }

    func check(width: Int, height: Int) throws(ImageFault) {
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        if overflow || area > pixels { throw .tooManyPixels(width: width, height: height, limit: pixels) }
    }
}

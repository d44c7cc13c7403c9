/// The resampler's specification, one line per step; the kernel gives the same bytes.
enum PlainResampler {
    static func resize(_ bitmap: Bitmap, source: FineRect, width: Int, height: Int, filter: Filter) -> Bitmap {
        let rows = ResampleAxis(start: source.y, length: source.height, size: bitmap.height, outputs: height, filter: filter)
        let columns = ResampleAxis(start: source.x, length: source.width, size: bitmap.width, outputs: width, filter: filter)

        // Along x: bitmap.height × width × 3, rounded to bytes.
        var between = [UInt8](repeating: 0, count: bitmap.height * width * 3)
        for y in 0..<bitmap.height {
            for x in 0..<width {
                for channel in 0..<3 {
                    between[(y * width + x) * 3 + channel] = sum(columns, x) { bitmap.pixels[(y * bitmap.width + $0) * 3 + channel] }
                }
            }
        }

        // Along y.
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width * 3 {
                pixels[y * width * 3 + x] = sum(rows, y) { between[$0 * width * 3 + x] }
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    /// One output of an axis: weights in 1/16384, rounded half up, clamped.
    private static func sum(_ axis: ResampleAxis, _ output: Int, _ input: (Int) -> UInt8) -> UInt8 {
        var sum = ResampleAxis.one / 2
        for k in 0..<Int(axis.counts[output]) {
            sum += Int(axis.weights[Int(axis.offsets[output]) + k]) * Int(input(Int(axis.firsts[output]) + k))
        }
        return UInt8(min(max(sum >> 14, 0), 255))
    }
}

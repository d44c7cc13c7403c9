/// The resampler's specification, one line per step; the kernel gives the same bytes.
enum PlainResampler {
    static func resize(_ bitmap: Bitmap, source: FineRect, width: Int, height: Int, filter: Filter) -> Bitmap {
        let rows = ResampleAxis(start: source.y, length: source.height, size: bitmap.height, outputs: height, filter: filter)
        let columns = ResampleAxis(start: source.x, length: source.width, size: bitmap.width, outputs: width, filter: filter)

        // Rows first: height × bitmap.width × 3 values in 1/64.
        var between = [Int](repeating: 0, count: height * bitmap.width * 3)
        for y in 0..<height {
            for x in 0..<bitmap.width * 3 {
                var sum = 1 << 7
                for k in 0..<Int(rows.counts[y]) {
                    sum += Int(rows.weights[Int(rows.offsets[y]) + k]) * Int(bitmap.pixels[(Int(rows.firsts[y]) + k) * bitmap.width * 3 + x])
                }
                between[y * bitmap.width * 3 + x] = min(max(sum >> 8, -32768), 32767)
            }
        }

        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<3 {
                    var sum = 1 << 19
                    for k in 0..<Int(columns.counts[x]) {
                        let value = between[(y * bitmap.width + Int(columns.firsts[x]) + k) * 3 + channel]
                        sum += Int(columns.weights[Int(columns.offsets[x]) + k]) * value
                    }
                    pixels[(y * width + x) * 3 + channel] = UInt8(min(max(sum >> 20, 0), 255))
                }
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }
}

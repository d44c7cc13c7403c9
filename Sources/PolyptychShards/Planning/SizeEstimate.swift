import PolyptychCuration

/// Bytes that an image will take, from its pixels: photographs take about 1.7 bytes per pixel as PNG, and 0.45 down to 0.1 as JPEG.
enum SizeEstimate {
    static func bytes(width: Int, height: Int, as encoding: ImageEncoding) -> Int {
        let perPixel: Double =
            switch encoding {
            case .png: 1.7
            case .jpeg(let quality):
                switch quality {
                case 96...: 0.6
                case 93...: 0.42
                case 88...: 0.3
                case 75...: 0.2
                default: 0.1
                }
            }
        return Int(Double(width * height) * perPixel) + 700
    }
}

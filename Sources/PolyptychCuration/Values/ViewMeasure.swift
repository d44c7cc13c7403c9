/// What was measured on one image: enough to compare two views without their pixels.
///
/// Measured by the imaging target from a luma plane of at most 256 pixels, so it does not depend on the original's size.
public struct ViewMeasure: Codable, Hashable, Sendable {
    /// 64-bit DCT perceptual hash: bit set where a low-frequency coefficient lies above the median, first coefficient first.
    public var perceptualHash: Perceptual
    /// 8 × 8 cells in row order, the mean luma of each with mean 0 and scaled to unit variance; hundredths, -127…127.
    public var grid: [Int8]
    /// Variance of the Laplacian of the luma; larger is sharper, below about 60 looks soft.
    public var sharpness: Double
    /// Mean luma, 0…255.
    public var luma: Double
    /// Standard deviation of the luma, 0…127.5.
    public var contrast: Double

    public init(perceptualHash: Perceptual, grid: [Int8], sharpness: Double, luma: Double, contrast: Double) {
        self.perceptualHash = perceptualHash
        self.grid = grid
        self.sharpness = sharpness
        self.luma = luma
        self.contrast = contrast
    }

    /// 64 bits that travel as 16 hex digits, since JSON's numbers end at 53 bits.
    public struct Perceptual: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
        public var rawValue: UInt64
        public init(rawValue: UInt64) { self.rawValue = rawValue }

        public var description: String {
            let digits = String(rawValue, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }

        public init(from decoder: any Decoder) throws {
            let text = try decoder.singleValueContainer().decode(String.self)
            guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a hash is 16 hex digits"))
            }
            rawValue = value
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }
}

import Foundation

/// What was measured on one image: enough to compare two views without their pixels.
///
/// Measured by the imaging target from a picture of at most 256 pixels, so it does not depend on the original's size.
public struct ViewMeasure: Codable, Hashable, Sendable {
    /// 64-bit DCT perceptual hash: bit set where a low-frequency coefficient lies above the median, first coefficient first.
    public var perceptualHash: Perceptual
    /// The fine structure, for comparing views that were shifted or zoomed against each other.
    public var detail: Detail
    /// Variance of the Laplacian of the luma; larger is sharper, below about 60 looks soft.
    public var sharpness: Double
    /// Mean luma, 0…255.
    public var luma: Double
    /// Standard deviation of the luma, 0…127.5.
    public var contrast: Double

    public init(perceptualHash: Perceptual, detail: Detail, sharpness: Double, luma: Double, contrast: Double) {
        self.perceptualHash = perceptualHash
        self.detail = detail
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

    /// 32 × 32 values of high-passed luma, freed from local contrast; 4 bits each, Base64 in JSON (684 characters).
    public struct Detail: Codable, Hashable, Sendable {
        public static let side = 32

        /// Two values a byte, the first in the high half; a value v in -7…7 is stored as v + 8.
        var packed: [UInt8]

        /// - Parameter values: 32 × 32 in row order; clamped to -7…7.
        public init(values: [Int]) {
            precondition(values.count == Self.side * Self.side, "detail is 32 × 32")
            packed = stride(from: 0, to: values.count, by: 2).map { index in
                UInt8(min(max(values[index], -7), 7) + 8) << 4 | UInt8(min(max(values[index + 1], -7), 7) + 8)
            }
        }

        /// -7…7 in row order.
        public var values: [Int] { packed.flatMap { [Int($0 >> 4) - 8, Int($0 & 15) - 8] } }

        /// A picture without structure.
        public static let none = Detail(values: [Int](repeating: 0, count: side * side))

        public init(from decoder: any Decoder) throws {
            let text = try decoder.singleValueContainer().decode(String.self)
            guard let data = Data(base64Encoded: text), data.count == Self.side * Self.side / 2 else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "detail is 512 bytes in Base64"))
            }
            packed = Array(data)
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(Data(packed).base64EncodedString())
        }
    }
}

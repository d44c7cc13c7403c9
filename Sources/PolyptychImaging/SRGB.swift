/// The way from the profile connection space to sRGB.
///
/// Source: IEC 61966-2-1; the matrix is its primaries adapted to D50 by Bradford, inverted.
package enum SRGB {
    static let fromXYZ: [[Double]] = [
        [3.1338561, -1.6168667, -0.4906146],
        [-0.9787684, 1.9161415, 0.0334540],
        [0.0719453, -0.2289914, 1.4052427],
    ]

    static let white: [Double] = [0.9642, 1, 0.8249]

    /// Linear light 0…1 to the encoded value 0…1.
    static func encoded(_ linear: Double) -> Double {
        let value = min(max(linear, 0), 1)
        return value <= 0.0031308 ? 12.92 * value : 1.055 * StrictMath.power(value, 1 / 2.4) - 0.055
    }

    /// From 16-bit linear light to bytes.
    package static let bytes: [UInt8] = (0..<65536).map { UInt8((encoded(Double($0) / 65535) * 255).rounded()) }

    /// X, Y, Z to encoded values 0…1, clipped.
    static func encoded(xyz: [Double]) -> [Double] {
        fromXYZ.map { encoded($0[0] * xyz[0] + $0[1] * xyz[1] + $0[2] * xyz[2]) }
    }

    /// L* 0…100, a*, b* to X, Y, Z.
    static func xyz(lab: [Double]) -> [Double] {
        let y = (lab[0] + 16) / 116
        return zip([y + lab[1] / 500, y, y - lab[2] / 200], white).map { f, white in
            (f > 6.0 / 29 ? f * f * f : 3 * (6.0 / 29) * (6.0 / 29) * (f - 4.0 / 29)) * white
        }
    }
}

import Foundation

/// ICC profiles made in code: version 2, D50, as small as they may be.
public enum FixtureProfiles {
    /// Primaries of Display P3 with a plain gamma of 2.2.
    public static let displayP3 = rgb(
        colorants: [[0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407]], gamma: 2.2)

    /// sRGB's primaries with another gamma: mid-tones move, white and black stay.
    public static func gamma(_ gamma: Double) -> [UInt8] {
        rgb(colorants: [[0.43607, 0.22250, 0.01393], [0.38506, 0.71688, 0.09710], [0.14308, 0.06061, 0.71410]], gamma: gamma)
    }

    /// sRGB itself, with its curve as a table of 1024 points.
    public static let sRGB: [UInt8] = {
        let points = (0..<1024).flatMap { index -> [UInt8] in
            let x = Double(index) / 1023, light = x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
            let value = Int((light * 65535).rounded())
            return [UInt8(value >> 8), UInt8(value & 255)]
        }
        let curve = text("curv") + [0, 0, 0, 0, 0, 0, 4, 0] + points
        let colorants = [[0.43607, 0.22250, 0.01393], [0.38506, 0.71688, 0.09710], [0.14308, 0.06061, 0.71410]]
        return profile(
            space: "RGB ", connection: "XYZ ",
            tags: zip(["rXYZ", "gXYZ", "bXYZ"], colorants).map { ($0, text("XYZ ") + [0, 0, 0, 0] + $1.flatMap(fixed)) }
                + ["rTRC", "gTRC", "bTRC"].map { ($0, curve) })
    }()

    public static func grey(gamma: Double) -> [UInt8] { profile(space: "GRAY", connection: "XYZ ", tags: [("kTRC", curve(gamma))]) }

    /// CMYK by a table of two points per side: paper is white, any ink darkens L* alone, all of it is L* 10.
    public static let ink: [UInt8] = {
        let ramp = (0..<256).map { UInt8($0) }
        var nodes: [UInt8] = []
        for c in 0...1 { for m in 0...1 { for y in 0...1 { for k in 0...1 {
            let inks = c + m + y + k
            nodes += [UInt8(255 - inks * 57), 128, 128]
        } } } }
        let body = text("mft1") + [0, 0, 0, 0, 4, 3, 2, 0] + [UInt8](repeating: 0, count: 36) + ramp + ramp + ramp + ramp + nodes + ramp + ramp + ramp
        return profile(space: "CMYK", connection: "Lab ", tags: [("A2B0", body)])
    }()

    private static func rgb(colorants: [[Double]], gamma: Double) -> [UInt8] {
        profile(
            space: "RGB ", connection: "XYZ ",
            tags: zip(["rXYZ", "gXYZ", "bXYZ"], colorants).map { ($0, text("XYZ ") + [0, 0, 0, 0] + $1.flatMap(fixed)) }
                + ["rTRC", "gTRC", "bTRC"].map { ($0, curve(gamma)) })
    }

    private static func curve(_ gamma: Double) -> [UInt8] {
        let value = Int((gamma * 256).rounded())
        return text("curv") + [0, 0, 0, 0, 0, 0, 0, 1, UInt8(value >> 8), UInt8(value & 255), 0, 0]
    }

    private static func profile(space: String, connection: String, tags: [(String, [UInt8])]) -> [UInt8] {
        var table = long(tags.count), data: [UInt8] = []
        let start = 132 + 12 * tags.count
        for (name, body) in tags {
            table += text(name) + long(start + data.count) + long(body.count)
            data += body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
        }
        let size = start + data.count
        var header = long(size) + text("none") + [2, 0x40, 0, 0] + text(space == "CMYK" ? "prtr" : "mntr") + text(space) + text(connection)
        header += [0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + text("acsp") + [UInt8](repeating: 0, count: 28)
        header += [0.9642, 1, 0.8249].flatMap(fixed) + [UInt8](repeating: 0, count: 48)
        return header + table + data
    }

    private static func text(_ name: String) -> [UInt8] { Array(name.utf8) }
    private static func long(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
    private static func fixed(_ value: Double) -> [UInt8] { long(Int(UInt32(bitPattern: Int32((value * 65536).rounded())))) }
}

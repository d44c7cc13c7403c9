import CKernels
import Synchronization

/// From the colours of an embedded profile to sRGB, prepared as integer tables.
struct ColorTransform: Sendable {
    private enum Kind {
        /// 3 × 256 bytes.
        case tables([UInt8])
        /// 3 × 256 values of linear light in 16 bits, then 3 × 3 in 1/16384.
        case matrix(linear: [UInt16], matrix: [Int32])
        /// Places on the grid in 1/65536 for channels × 256 values, then nodes of sRGB in 16 bits.
        case grid(channels: Int, points: Int, positions: [UInt32], nodes: [UInt16])
    }

    private let kind: Kind

    /// Nil for profiles that are not understood, and for those that are sRGB to within one step.
    init?(profile: [UInt8]) {
        guard let reader = ProfileReader(profile), let kind = Self.kind(reader) else { return nil }
        self.kind = kind
        if case .grid(4, _, _, _) = kind { return }
        if isNearlyIdentity { return nil }
    }

    private static func kind(_ reader: ProfileReader) -> Kind? {
        switch reader.space {
        case .grey:
            guard let curve = reader.curve("kTRC") else { return nil }
            let table = (0..<256).map { index -> UInt8 in
                let value = curve(Double(index) / 255)
                let light = reader.connectsByLab ? SRGB.xyz(lab: [value * 100, 0, 0])[1] : value
                return UInt8((SRGB.encoded(light) * 255).rounded())
            }
            return .tables(table + table + table)
        case .rgb:
            if let red = reader.xyz("rXYZ"), let green = reader.xyz("gXYZ"), let blue = reader.xyz("bXYZ"),
                let curves = Optional([reader.curve("rTRC"), reader.curve("gTRC"), reader.curve("bTRC")]), curves.allSatisfy({ $0 != nil })
            {
                let linear = curves.flatMap { curve in (0..<256).map { UInt16((min(max(curve!(Double($0) / 255), 0), 1) * 65535).rounded()) } }
                var matrix: [Int32] = []
                for row in SRGB.fromXYZ {
                    var values = [red, green, blue].map { Int32(((row[0] * $0[0] + row[1] * $0[1] + row[2] * $0[2]) * 16384).rounded()) }
                    // Neutral stays neutral: what rounding leaves goes to the largest entry.
                    let rest = 16384 - values.reduce(0, +)
                    if rest.magnitude < 100 { values[values.indices.max { values[$0] < values[$1] }!] += rest }
                    matrix += values
                }
                return .matrix(linear: linear, matrix: matrix)
            }
            return grid(reader, channels: 3)
        case .cmyk:
            return grid(reader, channels: 4)
        case .other:
            return nil
        }
    }

    private static func grid(_ reader: ProfileReader, channels: Int) -> Kind? {
        guard let table = reader.table("A2B0"), table.channels == channels else { return nil }
        let positions = table.inputs.flatMap { curve in
            (0..<256).map { UInt32((ProfileReader.interpolate(curve, Double($0) / 255) * Double(table.points - 1) * 65536).rounded()) }
        }
        var nodes: [UInt16] = []
        nodes.reserveCapacity(table.nodes.count)
        for node in stride(from: 0, to: table.nodes.count, by: 3) {
            let value = (0..<3).map { ProfileReader.interpolate(table.outputs[$0], table.nodes[node + $0]) }
            let xyz: [Double]
            if reader.connectsByLab {
                // 8 bits: 255 is L* 100, a* is the byte less 128. 16 bits: 65280 is L* 100, 256 steps to one of a*.
                let lab = table.isSixteenBit
                    ? [value[0] * 65535 / 652.8, value[1] * 65535 / 256 - 128, value[2] * 65535 / 256 - 128]
                    : [value[0] * 100, value[1] * 255 - 128, value[2] * 255 - 128]
                xyz = SRGB.xyz(lab: lab)
            } else {
                xyz = value.map { $0 * 65535 / 32768 }
            }
            nodes += SRGB.encoded(xyz: xyz).map { UInt16(($0 * 65535).rounded()) }
        }
        return .grid(channels: channels, points: table.points, positions: positions, nodes: nodes)
    }

    /// In place, RGB (grey is spread over three equal channels before).
    func apply(_ rgb: inout [UInt8]) {
        let count = rgb.count / 3
        switch kind {
        case .tables(let tables):
            tables.withUnsafeBufferPointer { tables in
                let first = tables.baseAddress!
                pk_apply_tables(&rgb, count, first, first + 256, first + 512)
            }
        case .matrix(let linear, let matrix):
            pk_apply_matrix(&rgb, count, linear, matrix, SRGB.bytes)
        case .grid(3, let points, let positions, let nodes):
            let input = rgb
            pk_apply_grid(input, count, 3, positions, Int32(points), nodes, &rgb)
        case .grid:
            break
        }
    }

    /// From CMYK with 255 = full ink; nil where the profile is not one of CMYK.
    func fromInk(_ ink: [UInt8], count: Int) -> [UInt8]? {
        guard case .grid(4, let points, let positions, let nodes) = kind else { return nil }
        return [UInt8](unsafeUninitializedCapacity: count * 3) { buffer, filled in
            pk_apply_grid(ink, count, 4, positions, Int32(points), nodes, buffer.baseAddress)
            filled = count * 3
        }
    }

    private var isNearlyIdentity: Bool {
        let steps: [UInt8] = [0, 16, 32, 64, 96, 128, 160, 192, 224, 255]
        let before = steps.flatMap { r in steps.flatMap { g in steps.flatMap { b in [r, g, b] } } }
        var after = before
        apply(&after)
        return zip(before, after).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
    }
}

extension ColorTransform {
    private static let known = Mutex<[[UInt8]: ColorTransform?]>([:])

    /// Prepared once per profile; a folder of photographs has one or two.
    static func cached(profile: [UInt8]) -> ColorTransform? {
        if let found = known.withLock({ $0[profile] }) { return found }
        let made = ColorTransform(profile: profile)
        known.withLock {
            if $0.count >= 16 { $0.removeAll() }
            $0.updateValue(made, forKey: profile)
        }
        return made
    }
}

/// The tags of an ICC profile that lead to sRGB.
///
/// Source: ICC.1:2022, clauses 7 (header, tag table) and 10 (tag types `XYZ `, `curv`, `para`, `mft1`, `mft2`).
struct ProfileReader {
    let bytes: [UInt8]
    private var tags: [UInt32: Range<Int>] = [:]

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count >= 132, Self.long(bytes, 36) == Self.name("acsp") else { return nil }
        let count = Int(Self.long(bytes, 128))
        guard count <= 200, 132 + count * 12 <= bytes.count else { return nil }
        for index in 0..<count {
            let entry = 132 + index * 12
            let start = Int(Self.long(bytes, entry + 4)), size = Int(Self.long(bytes, entry + 8))
            if start + size <= bytes.count, size >= 8 { tags[Self.long(bytes, entry)] = start..<start + size }
        }
    }

    enum Space { case rgb, grey, cmyk, other }

    var space: Space {
        switch Self.long(bytes, 16) {
        case Self.name("RGB "): .rgb
        case Self.name("GRAY"): .grey
        case Self.name("CMYK"): .cmyk
        default: .other
        }
    }

    /// Whether the connection space is Lab; XYZ otherwise.
    var connectsByLab: Bool { Self.long(bytes, 20) == Self.name("Lab ") }

    /// X, Y and Z of a colorant.
    func xyz(_ tag: StaticString) -> [Double]? {
        guard let range = tags[Self.name(tag)], range.count >= 20, long(range.lowerBound) == Self.name("XYZ ") else { return nil }
        return (0..<3).map { fixed(range.lowerBound + 8 + 4 * $0) }
    }

    /// A tone curve as a function from 0…1 to 0…1.
    func curve(_ tag: StaticString) -> (@Sendable (Double) -> Double)? {
        guard let range = tags[Self.name(tag)], range.count >= 12 else { return nil }
        let start = range.lowerBound
        switch long(start) {
        case Self.name("curv"):
            let count = Int(long(start + 8))
            guard count <= 65536, start + 12 + 2 * count <= range.upperBound else { return nil }
            if count == 0 { return { $0 } }
            if count == 1 {
                let gamma = Double(short(start + 12)) / 256
                return { StrictMath.power($0, gamma) }
            }
            let table = (0..<count).map { Double(short(start + 12 + 2 * $0)) / 65535 }
            return { Self.interpolate(table, $0) }
        case Self.name("para"):
            let kind = Int(short(start + 8)), counts = [1, 3, 4, 5, 7]
            guard kind < counts.count, start + 12 + 4 * counts[kind] <= range.upperBound else { return nil }
            let p = (0..<counts[kind]).map { fixed(start + 12 + 4 * $0) }
            return { x in
                let value: Double
                switch kind {
                case 0: value = StrictMath.power(x, p[0])
                case 1: value = x >= -p[2] / p[1] ? StrictMath.power(p[1] * x + p[2], p[0]) : 0
                case 2: value = x >= -p[2] / p[1] ? StrictMath.power(p[1] * x + p[2], p[0]) + p[3] : p[3]
                case 3: value = x >= p[4] ? StrictMath.power(p[1] * x + p[2], p[0]) : p[3] * x
                default: value = x >= p[4] ? StrictMath.power(p[1] * x + p[2], p[0]) + p[5] : p[3] * x + p[6]
                }
                return min(max(value, 0), 1)
            }
        default:
            return nil
        }
    }

    /// A look-up table from device values to the connection space.
    struct Table {
        var channels: Int
        var points: Int
        /// `channels` curves, 0…1.
        var inputs: [[Double]]
        /// `points ^ channels` nodes of 3, last channel fastest, 0…1.
        var nodes: [Double]
        /// 3 curves, 0…1.
        var outputs: [[Double]]
        /// What 1.0 means for L* and for the step of a* and b*: 16-bit tables count to 65280.
        var isSixteenBit: Bool
    }

    func table(_ tag: StaticString) -> Table? {
        guard let range = tags[Self.name(tag)], range.count >= 52 else { return nil }
        let start = range.lowerBound
        let wide: Bool
        switch long(start) {
        case Self.name("mft1"): wide = false
        case Self.name("mft2"): wide = true
        default: return nil
        }
        let channels = Int(bytes[start + 8]), results = Int(bytes[start + 9]), points = Int(bytes[start + 10])
        guard channels == 3 || channels == 4, results == 3, points >= 2 else { return nil }
        let inputEntries = wide ? Int(short(start + 48)) : 256, outputEntries = wide ? Int(short(start + 50)) : 256
        guard inputEntries >= 2, outputEntries >= 2 else { return nil }
        let nodes = (0..<channels).reduce(3) { product, _ in product * points }
        let values = channels * inputEntries + nodes + 3 * outputEntries
        var position = start + (wide ? 52 : 48)
        guard position + values * (wide ? 2 : 1) <= range.upperBound else { return nil }
        func take(_ count: Int) -> [Double] {
            defer { position += count * (wide ? 2 : 1) }
            return (0..<count).map { wide ? Double(short(position + 2 * $0)) / 65535 : Double(bytes[position + $0]) / 255 }
        }
        let inputs = (0..<channels).map { _ in take(inputEntries) }
        let grid = take(nodes)
        let outputs = (0..<3).map { _ in take(outputEntries) }
        return Table(channels: channels, points: points, inputs: inputs, nodes: grid, outputs: outputs, isSixteenBit: wide)
    }

    static func interpolate(_ table: [Double], _ x: Double) -> Double {
        let place = min(max(x, 0), 1) * Double(table.count - 1)
        let index = min(Int(place), table.count - 2)
        return table[index] + (table[index + 1] - table[index]) * (place - Double(index))
    }

    private func long(_ offset: Int) -> UInt32 { Self.long(bytes, offset) }
    private func short(_ offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }
    private func fixed(_ offset: Int) -> Double { Double(Int32(bitPattern: long(offset))) / 65536 }

    private static func long(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16 | UInt32(bytes[offset + 2]) << 8 | UInt32(bytes[offset + 3])
    }

    private static func name(_ text: StaticString) -> UInt32 {
        (0..<4).reduce(0) { $0 << 8 | UInt32(text.utf8Start[$1]) }
    }
}

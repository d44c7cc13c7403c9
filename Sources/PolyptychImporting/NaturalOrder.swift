/// The order people expect of file names: `2.jpg` before `10.jpg`, upper and lower case together.
///
/// Runs of ASCII digits compare as numbers of any length, other ASCII letters without case; ties are settled by the bytes, so the order
/// is total and the same everywhere.
public enum NaturalOrder {
    public static func isBefore(_ left: String, _ right: String) -> Bool {
        var left = left
        var right = right
        return left.withUTF8 { a in right.withUTF8 { b in isBefore(a, b) } }
    }

    static func isBefore(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        var i = 0
        var j = 0
        while i < a.count, j < b.count {
            if isDigit(a[i]), isDigit(b[j]) {
                let (startA, endA) = digits(in: a, from: i)
                let (startB, endB) = digits(in: b, from: j)
                if endA - startA != endB - startB { return endA - startA < endB - startB }
                for offset in 0..<(endA - startA) where a[startA + offset] != b[startB + offset] {
                    return a[startA + offset] < b[startB + offset]
                }
                i = endA
                j = endB
            } else {
                let x = lowered(a[i])
                let y = lowered(b[j])
                if x != y { return x < y }
                i += 1
                j += 1
            }
        }
        let restA = a.count - i
        let restB = b.count - j
        if restA != restB, restA == 0 || restB == 0 { return restA == 0 }
        return a.lexicographicallyPrecedes(b)
    }

    /// Where the significant digits of a run begin and where the run ends.
    private static func digits(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (Int, Int) {
        var first = start
        while first < bytes.count, bytes[first] == 0x30 { first += 1 }
        var end = first
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
        return (first, end)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    /// A slash sorts before everything, so that a folder stands before names that continue its own.
    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte == 0x2F ? 0 : byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
    }
}

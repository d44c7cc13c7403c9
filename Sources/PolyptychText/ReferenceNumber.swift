import Foundation

/// Reads a decimal fraction the way the reference library's JSON reader does: all digits as one number, then one division.
///
/// The last bit may differ from the nearest double. It decides between cuts of equal likelihood, so it has to be the same.
enum ReferenceNumber {
    static func double(of number: NSNumber) -> Double { double(from: number.stringValue) ?? number.doubleValue }

    static func double(from text: String) -> Double? {
        var digits: UInt64 = 0
        var exponent = 0
        var isNegative = false
        var seenPoint = false
        var bytes = text.utf8[...]
        if bytes.first == UInt8(ascii: "-") {
            isNegative = true
            bytes = bytes.dropFirst()
        }
        while let byte = bytes.first {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (shifted, over) = digits.multipliedReportingOverflow(by: 10)
                let (sum, overSum) = shifted.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
                if over || overSum { return nil }
                digits = sum
                if seenPoint { exponent -= 1 }
            case UInt8(ascii: "."): seenPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let more = Int(String(decoding: Array(bytes.dropFirst()), as: UTF8.self)) else { return nil }
                exponent += more
                bytes = bytes.suffix(1)
            default: return nil
            }
            bytes = bytes.dropFirst()
        }
        guard abs(exponent) <= 300 else { return nil }
        let power = Double("1e\(abs(exponent))")!
        let value = exponent < 0 ? Double(digits) / power : Double(digits) * power
        return isNegative ? -value : value
    }
}

import Crypto
import Foundation

/// Names of sets inside an export.
///
/// Readers of tar files and file systems disagree about bytes beyond ASCII (composed or decomposed, code page or UTF-8), about case, and
/// about dots, so a name in an export is a slug of `A–Z a–z 0–9 _ -`; the manifest maps it to the set's own key. A slug that lost a letter,
/// was cut, or collides with another (whatever the case) ends in eight hex digits of the SHA-256 of the set's key.
enum ExportKeys {
    static let longest = 64

    /// Assigns names to `keys`, which differ from each other; depends on the keys alone, not on their order.
    static func names(for keys: [String]) -> [String: String] {
        var groups: [String: [String]] = [:]
        for key in keys { groups[slug(key).text.lowercased(), default: []].append(key) }
        var names: [String: String] = [:]
        for members in groups.values {
            let sorted = members.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            let keeper = sorted.first { slug($0).text == $0 } ?? (sorted.count == 1 ? sorted[0] : nil)
            for key in sorted {
                let (text, isLossy) = slug(key)
                names[key] = key == keeper && !isLossy ? text : "\(text.prefix(longest - 9))-\(hash8(key))"
            }
        }
        return names
    }

    /// The slug of a key, and whether letters or digits were lost.
    static func slug(_ key: String) -> (text: String, isLossy: Bool) {
        var out: [UInt8] = []
        var isLossy = false
        for scalar in key.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.isASCII, ExportRequest.isAlphanumeric(UInt8(scalar.value)) || scalar == "_" {
                out.append(UInt8(scalar.value))
            } else if scalar.properties.generalCategory == .nonspacingMark, out.last.map(ExportRequest.isAlphanumeric) == true {
                continue
            } else {
                if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { isLossy = true }
                if out.last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
            }
        }
        let edge: (UInt8) -> Bool = { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        var text = String(decoding: out.drop(while: edge), as: UTF8.self)
        while let last = text.utf8.last, edge(last) { text.removeLast() }
        if text.utf8.count > longest {
            text = String(text.prefix(longest))
            isLossy = true
        }
        if text.isEmpty { return ("set", true) }
        return (text, isLossy)
    }

    static func hash8(_ text: String) -> String { Hex.digest(Array(text.utf8)).prefix(8).description }
}

/// SHA-256 as 64 lowercase hex digits.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func string(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(64)
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func digest(_ bytes: some DataProtocol) -> String { string(SHA256.hash(data: bytes)) }
}

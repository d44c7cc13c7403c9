import Foundation

/// SentencePiece's precompiled character map: which characters become which others before a text is cut into pieces.
///
/// Bytes: the size of a trie in bytes (u32, little endian), the trie as a Darts double array of u32 units, then the replacements as
/// NUL-terminated UTF-8. Matching follows the `tokenizers` library: a whole grapheme cluster of under 6 bytes is replaced by the
/// entry of its *shortest* prefix in the trie, else each of its scalars is looked up alone.
struct CharacterMap: Sendable {
    private let units: [UInt32]
    private let replacements: [UInt8]

    static let empty = CharacterMap(units: [], replacements: [])

    private init(units: [UInt32], replacements: [UInt8]) {
        self.units = units
        self.replacements = replacements
    }

    init(_ bytes: [UInt8]) throws(VocabularyFault) {
        if bytes.isEmpty {
            self = .empty
            return
        }
        guard bytes.count >= 4 else { throw .badCharacterMap }
        let size = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
        guard size % 4 == 0, size > 0, 4 + size <= bytes.count else { throw .badCharacterMap }
        units = (0..<(size / 4)).map { unit in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[4 + unit * 4 + $1]) << (8 * UInt32($1)) }
        }
        replacements = Array(bytes[(4 + size)...])
    }

    /// The text with every character replaced as the map says; a replacement takes the place of the first character it stands for.
    func normalize(_ text: Substring, from offset: Int) -> NormalizedText {
        var result = NormalizedText()
        result.scalars.reserveCapacity(text.utf8.count)
        result.starts.reserveCapacity(text.utf8.count)
        var position = offset
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
            for scalar in text.unicodeScalars {
                append(scalar, at: position, to: &result)
                position += 1
            }
            return result
        }
        for character in text {
            let cluster = character.unicodeScalars
            if character.utf8.count < 6, let replacement = lookUp(Array(character.utf8)) {
                for scalar in replacement { result.append(scalar, at: position) }
                position += character.utf16.count
            } else {
                for scalar in cluster {
                    append(scalar, at: position, to: &result)
                    position += UTF16.width(scalar)
                }
            }
        }
        return result
    }

    private func append(_ scalar: Unicode.Scalar, at position: Int, to result: inout NormalizedText) {
        var bytes: [UInt8] = []
        UTF8.each(of: scalar) { bytes.append($0) }
        if let replacement = lookUp(bytes) {
            for mapped in replacement { result.append(mapped, at: position) }
        } else {
            result.append(scalar, at: position)
        }
    }

    /// The replacement of the shortest prefix that the trie knows.
    private func lookUp(_ key: [UInt8]) -> String.UnicodeScalarView? {
        guard let first = units.first else { return nil }
        var node = Self.offset(first)
        for byte in key {
            if byte == 0 { return nil }
            node ^= Int(byte)
            guard node < units.count else { return nil }
            let unit = units[node]
            guard unit & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
            node ^= Self.offset(unit)
            if unit >> 8 & 1 == 1 {
                guard node < units.count else { return nil }
                return replacement(at: Int(units[node] & 0x7FFF_FFFF))
            }
        }
        return nil
    }

    private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }

    private func replacement(at start: Int) -> String.UnicodeScalarView? {
        guard start < replacements.count else { return nil }
        let end = replacements[start...].firstIndex(of: 0) ?? replacements.count
        return String(decoding: replacements[start..<end], as: UTF8.self).unicodeScalars
    }
}

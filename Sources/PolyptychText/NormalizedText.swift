import Foundation

/// A text on its way through a normaliser: scalars, and for each the UTF-16 offset of the original it came from.
struct NormalizedText {
    var scalars: [Unicode.Scalar] = []
    var starts: [Int] = []

    init() {}

    init(_ text: Substring.UnicodeScalarView, from offset: Int) {
        var position = offset
        for scalar in text {
            append(scalar, at: position)
            position += UTF16.width(scalar)
        }
    }

    mutating func append(_ scalar: Unicode.Scalar, at start: Int) {
        scalars.append(scalar)
        starts.append(start)
    }

    /// The text in composed form (NFC as of Unicode 9, which is what the reference knows), from a part of the original that begins at `offset`.
    ///
    /// Where composing changes anything it is done unit by unit: composition never reaches over the borders of grapheme clusters, and
    /// neither over a mark that is newer.
    static func composed(_ text: Substring, from offset: Int) -> NormalizedText {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return NormalizedText(text.unicodeScalars, from: offset) }
        let whole = String(text)
        let isMishandled = whole.unicodeScalars.contains { splitVowels[$0] != nil || (0x11A8...0x11C2).contains($0.value) }
        if !isMishandled, whole.precomposedStringWithCanonicalMapping.utf8.elementsEqual(whole.utf8) {
            return NormalizedText(text.unicodeScalars, from: offset)
        }
        var result = NormalizedText()
        var position = offset
        for character in text {
            for unit in units(of: character) {
                for scalar in unit.precomposedStringWithCanonicalMapping.unicodeScalars { result.appendComposing(scalar, at: position) }
            }
            position += character.utf16.count
        }
        return result
    }

    /// Appends a scalar, joined to a Hangul syllable without its final consonant where it is one: Foundation leaves such pairs apart.
    private mutating func appendComposing(_ scalar: Unicode.Scalar, at start: Int) {
        if (0x11A8...0x11C2).contains(scalar.value), let last = scalars.last?.value, (0xAC00...0xD7A3).contains(last), (last - 0xAC00) % 28 == 0 {
            scalars[scalars.count - 1] = Unicode.Scalar(last + scalar.value - 0x11A7)!
        } else {
            append(scalar, at: start)
        }
    }

    /// Tibetan vowels that composed text never holds, and that Foundation leaves whole.
    private static let splitVowels: [Unicode.Scalar: [Unicode.Scalar]] = [
        "\u{F73}": ["\u{F71}", "\u{F72}"], "\u{F75}": ["\u{F71}", "\u{F74}"], "\u{F81}": ["\u{F71}", "\u{F80}"],
    ]

    /// The parts of a grapheme cluster that are composed apart.
    private static func units(of character: Character) -> [String] {
        var units: [String] = []
        var open = String.UnicodeScalarView()
        func close() {
            if !open.isEmpty { units.append(String(open)) }
            open = .init()
        }
        for scalar in character.unicodeScalars {
            // Foundation takes a character beyond the first plane for the one with the same low 16 bits when a mark of the first follows,
            // and composes old Hangul letters that have no syllables.
            let afterAstral = open.last.map { $0.value > 0xFFFF && $0.properties.canonicalCombiningClass == .notReordered } ?? false
            let afterOldConsonant = open.last.map { (0x1113...0x115F).contains($0.value) } ?? false
            let isMisread = (afterAstral && scalar.value <= 0xFFFF) || afterOldConsonant || (0x1176...0x11A7).contains(scalar.value)
            let isNew = scalar.value > 0x4FF && (scalar.properties.age?.major ?? 0) > 9
            if isNew || isMisread { close() }
            open.append(contentsOf: splitVowels[scalar] ?? [scalar])
            if isNew { close() }
        }
        close()
        return units
    }

    /// Every scalar by its own lower-case mapping, without regard to its neighbours.
    func lowercased() -> NormalizedText {
        var result = NormalizedText()
        result.scalars.reserveCapacity(scalars.count)
        result.starts.reserveCapacity(scalars.count)
        for (scalar, start) in zip(scalars, starts) {
            if scalar.value < 0x80 {
                let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
                result.append(isUpper ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar, at: start)
            } else {
                for mapped in scalar.properties.lowercaseMapping.unicodeScalars { result.append(mapped, at: start) }
            }
        }
        return result
    }
}

/// The classes of characters that the tokenizers' patterns speak of, as of Unicode 16: the reference knows no newer letters.
enum CharacterClass: UInt8 {
    case letter, number, space, other

    init(_ scalar: Unicode.Scalar) {
        if scalar.value < 0x80 {
            self = Self.ascii[Int(scalar.value)]
            return
        }
        let properties = scalar.properties
        if let age = properties.age, age.major > 16 {
            self = .other
            return
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
        case .decimalNumber, .letterNumber, .otherNumber: self = .number
        default: self = properties.isWhitespace ? .space : .other
        }
    }

    private static let ascii: [CharacterClass] = (0..<128).map { value in
        switch UInt8(value) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case 0x20, 0x09...0x0D: .space
        default: .other
        }
    }
}

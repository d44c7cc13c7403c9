/// What a text in brackets says when it is read as generously as a person would.
public enum MarkerReading: Hashable, Sendable {
    /// 1-based, as `[IMAGE2]`.
    case numbered(Int)
    /// 1-based, as `[SCENE-2]`.
    case scene(Int)
    /// A place in the layout by its canonical name, as `TOP-LEFT`.
    case place(String)
    /// 1-based, under a pattern that is none of the others, as `VIEW-{n}`.
    case custom(pattern: String, number: Int)
    /// A number of views, as `[TWO-VIEWS]`.
    case count(Int)

    /// The marker or header as it is written, brackets included.
    public var canonical: String {
        switch self {
        case .numbered(let number): "[IMAGE\(number)]"
        case .scene(let number): "[SCENE-\(number)]"
        case .place(let name): "[\(name)]"
        case .custom(let pattern, let number): "[\(pattern.replacing("{n}", with: String(number)))]"
        case .count(let number): countHeader(number)
        }
    }
}

extension MarkerReading {
    private static let imageWords: Set<String> = ["IMAGE", "IMAGES", "IMG", "IM", "PICTURE", "PIC", "PHOTO", "PHOTOGRAPH"]
    private static let sceneWords: Set<String> = ["SCENE", "SCENES"]
    /// Words that people number panels with; consistent use makes a custom scheme, a single one is a slip for `[IMAGE…]`.
    private static let panelWords: Set<String> = ["VIEW", "PANEL", "FRAME", "SHOT", "TILE"]
    private static let countedWords: Set<String> = ["VIEW", "VIEWS"]
    private static let verticals = ["TOP": "TOP", "UPPER": "TOP", "BOTTOM": "BOTTOM", "LOWER": "BOTTOM"]
    private static let horizontals = ["LEFT": "LEFT", "RIGHT": "RIGHT"]
    private static let middles: Set<String> = ["MIDDLE", "CENTER", "CENTRE", "MID"]

    /// Reads what stands between brackets (or where they should be); nil where it names neither panel nor count.
    public static func read(_ inside: String) -> MarkerReading? {
        let parts = parts(of: inside)
        switch parts.count {
        case 1: return place(parts)
        case 2:
            if let number = Int(parts[1]) ?? NumberWord.value(ofCardinal: parts[1]), let reading = numbered(parts[0], number, inside) { return reading }
            if let number = NumberWord.value(ofOrdinal: parts[0]), let reading = numbered(parts[1], number, inside) { return reading }
            if countedWords.contains(parts[1]), let number = NumberWord.value(ofCardinal: parts[0]) { return .count(number) }
            if let number = Int(parts[1]), parts[0] == "COL" || parts[0] == "ROW" { return .place("\(parts[0])\(number)") }
            return place(parts)
        case 4:
            guard parts[0] == "ROW", parts[2] == "COL", let row = Int(parts[1]), let column = Int(parts[3]) else { return nil }
            return .place("ROW\(row)-COL\(column)")
        default: return nil
        }
    }

    private static func numbered(_ word: String, _ number: Int, _ inside: String) -> MarkerReading? {
        guard (1...99).contains(number) else { return nil }
        if imageWords.contains(word) { return .numbered(number) }
        if sceneWords.contains(word) { return .scene(number) }
        if panelWords.contains(word) { return .custom(pattern: pattern(of: inside, number: number) ?? "\(word)-{n}", number: number) }
        return nil
    }

    /// `VIEW-{n}` for `VIEW-2`: an upper-case word with a number at its end.
    static func pattern(of inside: String, number: Int) -> String? {
        let digits = String(number)
        guard inside.hasSuffix(digits) else { return nil }
        let stem = inside.dropLast(digits.count)
        guard let first = stem.first, first.isLetter, stem.allSatisfy({ ($0.isASCII && $0.isLetter && $0.isUppercase) || $0 == "-" || $0 == "_" })
        else { return nil }
        return stem + "{n}"
    }

    private static func place(_ parts: [String]) -> MarkerReading? {
        var vertical: String?
        var horizontal: String?
        var middle = 0
        for part in parts {
            if let word = verticals[part], vertical == nil {
                vertical = word
            } else if let word = horizontals[part], horizontal == nil {
                horizontal = word
            } else if middles.contains(part) {
                middle += 1
            } else {
                return nil
            }
        }
        switch (vertical, horizontal, middle) {
        case (let vertical?, let horizontal?, 0): return .place("\(vertical)-\(horizontal)")
        case (let vertical?, nil, 0): return .place(vertical)
        case (nil, let horizontal?, 0): return .place(horizontal)
        case (let vertical?, nil, 1): return .place("\(vertical)-MIDDLE")
        case (nil, let horizontal?, 1): return .place("MIDDLE-\(horizontal)")
        case (nil, nil, 1...2): return .place("MIDDLE")
        default: return nil
        }
    }

    /// Upper-case words and numbers: `img-1` is `IMG`, `1`; `TopLeft` is `TOP`, `LEFT`.
    private static func parts(of inside: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var previous: Character?
        for character in inside {
            let isDigit = character.isASCII && character.isNumber
            let isLetter = character.isLetter
            guard isDigit || isLetter else {
                guard "-_ .:#–—/".contains(character) else { return [] }
                if !current.isEmpty { parts.append(current) }
                current = ""
                previous = nil
                continue
            }
            if let previous, (previous.isNumber != isDigit) || (previous.isLowercase && character.isUppercase) {
                parts.append(current)
                current = ""
            }
            current.append(contentsOf: character.uppercased())
            previous = character
        }
        if !current.isEmpty { parts.append(current) }
        return splitJoinedPlace(parts)
    }

    /// `TOPLEFT` is `TOP`, `LEFT`.
    private static func splitJoinedPlace(_ parts: [String]) -> [String] {
        guard parts.count == 1, let word = parts.first else { return parts }
        for first in Array(verticals.keys) + Array(middles) where word.hasPrefix(first) {
            let rest = String(word.dropFirst(first.count))
            if horizontals[rest] != nil || middles.contains(rest) { return [first, rest] }
        }
        return parts
    }
}

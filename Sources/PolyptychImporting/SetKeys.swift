import Foundation

/// Makes set keys out of folder and file names.
public enum SetKeys {
    /// Bytes of UTF-8 that a key may take, so that file names made of it stay within 255.
    public static let longest = 160

    /// The key of a name: composed Unicode; dots, slashes, backslashes, control and direction characters become hyphens.
    ///
    /// Never empty: a name of nothing else becomes `set`.
    public static func key(of name: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.precomposedStringWithCanonicalMapping.unicodeScalars {
            scalars.append(isRefused(scalar) ? "-" : scalar)
        }
        let trimmed = String(scalars).trimmingCharacters(in: CharacterSet(charactersIn: " -\u{A0}"))
        var key = trimmed
        while key.utf8.count > longest { key.removeLast() }
        return key.isEmpty ? "set" : key
    }

    /// The key of a folder inside a tree: its components joined by hyphens.
    public static func key(ofComponents components: [String]) -> String {
        key(of: components.map(key(of:)).joined(separator: "-"))
    }

    /// Gives every set a key of its own, in order: the first keeps its name, later ones get `-2`, `-3`, … that no other name has.
    public static func unique(_ keys: [String]) -> [String] {
        var taken = Set(keys)
        var seen: Set<String> = []
        return keys.map { key in
            if seen.insert(key).inserted { return key }
            var number = 2
            while taken.contains("\(key)-\(number)") { number += 1 }
            let made = "\(key)-\(number)"
            taken.insert(made)
            seen.insert(made)
            return made
        }
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "/", "\\": true
        case "\u{200E}", "\u{200F}", "\u{061C}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}", "\u{2028}", "\u{2029}": true
        default: scalar.properties.generalCategory == .control
        }
    }
}

/// How texts are cleaned when somebody edits them, so that rendering never gives `.;` or `..`.
public enum Wording {
    /// One line without punctuation that a template would double.
    ///
    /// - Line breaks, tabs and other control characters become one space together with the spaces around them.
    /// - Spaces at both ends go; so do `.`, `;`, `,` and `:` at the end, and `;` and `,` at the beginning.
    ///
    /// Law: `normalised(normalised(x)) == normalised(x)`.
    public static func normalised(_ text: String) -> String {
        var scalars = oneLine(text).unicodeScalars[...]
        while let last = scalars.last, isSpace(last) || isTrailingPunctuation(last) { scalars.removeLast() }
        while let first = scalars.first, isSpace(first) || first == ";" || first == "," { scalars.removeFirst() }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The same words on one line, ends trimmed; punctuation stays.
    public static func oneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var blank = String.UnicodeScalarView()
        var blankBreaks = false
        for scalar in text.unicodeScalars {
            if breaksLine(scalar) {
                blankBreaks = true
            } else if isSpace(scalar) {
                blank.append(scalar)
            } else {
                if !result.isEmpty {
                    if blankBreaks { result.append(" ") } else { result.append(contentsOf: blank) }
                }
                blank = .init()
                blankBreaks = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// What a template's separators begin with, and what therefore may not end a segment.
    private static func isTrailingPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == ";" || scalar == "," || scalar == ":"
    }

    /// Line and paragraph separators, tabs and all other control characters.
    static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 32 || scalar.value == 127 }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " : scalar.properties.generalCategory == .spaceSeparator
    }
}

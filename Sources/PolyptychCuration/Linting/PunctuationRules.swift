/// Line breaks and doubled punctuation.
enum PunctuationRules {
    static func faults(_ context: LintContext) -> [LintFault] { breaks(context) + doubled(context) }

    private static func breaks(_ context: LintContext) -> [LintFault] {
        var faults: [LintFault] = []
        var index = 0
        let units = context.units
        while index < units.count {
            guard isBreak(units.units[index]) else {
                index += 1
                continue
            }
            var range = index..<index + 1
            while range.upperBound < units.count, isBreak(units.units[range.upperBound]) || units.units[range.upperBound] == 32 {
                range = range.lowerBound..<range.upperBound + 1
            }
            index = range.upperBound
            while range.lowerBound > 0, units.units[range.lowerBound - 1] == 32 { range = range.lowerBound - 1..<range.upperBound }
            let isEnd = range.lowerBound == 0 || range.upperBound == units.count
            faults.append(
                LintFault(.newline, .prompt, at: range, words: "\\n", fix: context.fix(range, write: isEnd ? "" : " ", title: "Write a space")))
        }
        return faults
    }

    private static func isBreak(_ unit: UInt16) -> Bool { unit < 32 || unit == 0x7F || (0x80...0x9F).contains(unit) || unit == 0x2028 || unit == 0x2029 }

    /// One of `. ; , :`.
    private static func isMark(_ unit: UInt16) -> Bool { unit == 0x2E || unit == 0x3B || unit == 0x2C || unit == 0x3A }

    /// Words whose full stop belongs to them, before a comma or semicolon.
    private static let abbreviations: Set<String> = [
        "etc", "e.g", "i.e", "inc", "ltd", "co", "corp", "st", "dr", "mr", "mrs", "ms", "jr", "sr", "no", "approx", "vs", "ca", "cm", "mm", "ft",
        "in", "a.m", "p.m", "u.s", "u.k", "al",
    ]

    private static func doubled(_ context: LintContext) -> [LintFault] {
        let units = context.units
        var faults: [LintFault] = []
        var index = 0
        while index < units.count {
            guard isMark(units.units[index]) else {
                index += 1
                continue
            }
            let start = index
            var found: [Int] = []
            while index < units.count, isMark(units.units[index]) || (units.units[index] == 32 && nextMark(units, index)) {
                if isMark(units.units[index]) { found.append(index) }
                index += 1
            }
            let range = start..<index
            let text = units.string(range)
            guard found.count > 1, !isEllipsis(text), !isAbbreviation(units, found) else { continue }
            let last = units.string(range.upperBound - 1..<range.upperBound)
            let view = context.segments.first { $0.range.contains(start) }?.view
            faults.append(
                LintFault(
                    .doublePunctuation(text, meant: last), view == nil ? .prompt : .segment, view: view, at: range, words: text,
                    fix: context.fix(range, write: last)))
        }
        return faults
    }

    /// Only spaces up to the next mark.
    private static func nextMark(_ units: TextUnits, _ index: Int) -> Bool {
        var next = index
        while next < units.count, units.units[next] == 32 { next += 1 }
        return next < units.count && isMark(units.units[next])
    }

    private static func isEllipsis(_ text: String) -> Bool { text == "..." || text == "...." }

    /// `etc.;`
    private static func isAbbreviation(_ units: TextUnits, _ marks: [Int]) -> Bool {
        guard marks.count == 2, marks[1] == marks[0] + 1, units.units[marks[0]] == UInt16(ascii: "."), units.units[marks[1]] != UInt16(ascii: ".")
        else { return false }
        var start = marks[0]
        while start > 0, let scalar = Unicode.Scalar(units.units[start - 1]), scalar.properties.isAlphabetic || scalar == "." { start -= 1 }
        return abbreviations.contains(units.string(start..<marks[0]).lowercased())
    }
}

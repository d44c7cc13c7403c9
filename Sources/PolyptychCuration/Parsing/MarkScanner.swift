/// Finds everything in a text that is a marker, resembles one, or stands in square brackets.
struct MarkScanner {
    private let units: TextUnits
    private let customPattern: String?

    /// The longest text between brackets that is looked at.
    private static let longest = HeaderText.longest

    init(_ units: TextUnits, scheme: MarkerScheme) {
        self.units = units
        if case .custom(let pattern) = scheme { customPattern = pattern } else { customPattern = nil }
    }

    /// In text order, without overlaps.
    func marks() -> [Mark] {
        var marks: [Mark] = []
        var index = 0
        while index < units.count {
            if let mark = bracketed(at: index) ?? unopened(at: index) ?? bare(at: index) {
                marks.append(mark)
                index = mark.range.upperBound
            } else {
                index += 1
            }
        }
        return marks
    }

    /// One of `[ ( { <`.
    private func opens(_ unit: UInt16) -> Bool { unit == 0x5B || unit == 0x28 || unit == 0x7B || unit == 0x3C }

    /// One of `] ) } >`.
    private func closes(_ unit: UInt16) -> Bool { unit == 0x5D || unit == 0x29 || unit == 0x7D || unit == 0x3E }

    private func bracketed(at start: Int) -> Mark? {
        guard opens(units.units[start]) else { return nil }
        var end = start + 1
        while end < units.count, end - start <= Self.longest, !opens(units.units[end]), units.units[end] != 10 {
            if closes(units.units[end]) { return closed(start..<end + 1) }
            end += 1
        }
        return unclosed(at: start)
    }

    private func closed(_ range: Range<Int>) -> Mark? {
        let text = units.string(range)
        let inside = String(text.dropFirst().dropLast())
        let square = text.hasPrefix("[") && text.hasSuffix("]")
        if square {
            if ["trigger", "name"].contains(inside.lowercased()) { return Mark(range: range, text: text, kind: .trainerLiteral) }
            if let reading = customReading(inside) { return Mark(range: range, text: text, kind: .exact(reading)) }
        }
        let halfSquare = text.hasPrefix("[") || text.hasSuffix("]")
        guard let reading = MarkerReading.read(inside) else { return square ? Mark(range: range, text: text, kind: .other) : nil }
        if reading.canonical == text { return Mark(range: range, text: text, kind: .exact(reading)) }
        if !halfSquare {
            // "(left)" in running text is no marker; "(LEFT)" is one with the wrong brackets.
            if case .place = reading, inside != inside.uppercased() { return nil }
            if case .count = reading { return nil }
        }
        return Mark(range: range, text: text, kind: .nearMiss(reading))
    }

    /// `[IMAGE2 The second…`: a bracket that nobody closed.
    private func unclosed(at start: Int) -> Mark? {
        guard units.units[start] == UInt16(ascii: "[") else { return nil }
        var end = start + 1
        while end < units.count, isMarkerUnit(units.units[end]) { end += 1 }
        return slip(start..<end, inside: start + 1..<end)
    }

    /// `IMAGE2]`: a bracket that nobody opened.
    private func unopened(at start: Int) -> Mark? {
        guard isMarkerUnit(units.units[start]), isWordStart(start) else { return nil }
        var end = start
        while end < units.count, isMarkerUnit(units.units[end]) { end += 1 }
        guard end < units.count, units.units[end] == UInt16(ascii: "]") else { return nil }
        return slip(start..<end + 1, inside: start..<end)
    }

    /// `IMAGE2` without any brackets; plain words such as `LEFT` are too common to count.
    private func bare(at start: Int) -> Mark? {
        guard isMarkerUnit(units.units[start]), isWordStart(start) else { return nil }
        var end = start
        while end < units.count, isMarkerUnit(units.units[end]) { end += 1 }
        if end < units.count, isWordUnit(units.units[end]) { return nil }
        let text = units.string(start..<end)
        guard text.count > 5, let reading = MarkerReading.read(text), reading.canonical == "[\(text)]" else { return nil }
        switch reading {
        case .numbered, .scene: return Mark(range: start..<end, text: text, kind: .nearMiss(reading))
        case .place, .custom, .count: return nil
        }
    }

    private func slip(_ range: Range<Int>, inside: Range<Int>) -> Mark? {
        let words = units.string(inside)
        guard let reading = MarkerReading.read(words), reading.canonical == "[\(words)]" else { return nil }
        return Mark(range: range, text: units.string(range), kind: .nearMiss(reading))
    }

    private func customReading(_ inside: String) -> MarkerReading? {
        guard let customPattern, let place = customPattern.range(of: "{n}") else { return nil }
        let before = customPattern[..<place.lowerBound]
        let after = customPattern[place.upperBound...].replacing("{n}", with: "")
        guard inside.hasPrefix(before), inside.hasSuffix(after), inside.count > before.count + after.count else { return nil }
        let digits = inside.dropFirst(before.count).dropLast(after.count)
        guard let number = Int(digits), number > 0 else { return nil }
        let reading = MarkerReading.custom(pattern: customPattern, number: number)
        return reading.canonical == "[\(inside)]" ? reading : nil
    }

    /// A–Z, 0–9 and the hyphen.
    private func isMarkerUnit(_ unit: UInt16) -> Bool { (65...90).contains(unit) || (48...57).contains(unit) || unit == 45 }

    private func isWordUnit(_ unit: UInt16) -> Bool {
        isMarkerUnit(unit) || (97...122).contains(unit) || unit == 95 || unit > 127
    }

    private func isWordStart(_ start: Int) -> Bool { start == 0 || !isWordUnit(units.units[start - 1]) }
}

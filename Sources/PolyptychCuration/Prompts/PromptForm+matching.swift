extension PromptForm {
    /// Reads a text that this form could have rendered; nil where rendering the result would not give the text to the letter.
    ///
    /// Laws: `text(of: match(t)!) == t`, and `match(text(of: s)) == s` for every structure of normalised texts that hold no
    /// marker and whose summary does not begin with a bracket; a header is read as the template's where both look alike.
    public func match(_ text: String) -> PromptStructure? {
        let units = TextUnits(text)
        guard let first = markers.first, let (header, bodyStart) = matchHeader(units, firstMarker: TextUnits(first)) else { return nil }
        var places: [Range<Int>] = []
        var cursor = bodyStart
        for marker in markers.map(TextUnits.init(_:)) {
            guard let start = units.first(of: marker, from: cursor) else { return nil }
            cursor = start + marker.count
            places.append(start..<cursor)
        }
        guard let summary = matchSummary(units, bodyStart..<places[0].lowerBound) else { return nil }
        var segments: [String] = []
        for (position, place) in places.enumerated() {
            let isLast = position == places.count - 1
            let body = place.upperBound..<(isLast ? units.count : places[position + 1].lowerBound)
            guard let segment = matchSegment(units, body, position: position, end: isLast ? template.terminator : template.separator)
            else { return nil }
            segments.append(segment)
        }
        let structure = PromptStructure(header: header, summary: summary, segments: segments)
        guard ([summary] + segments).allSatisfy({ TextUnits(Wording.normalised($0)) == TextUnits($0) }),
            TextUnits(self.text(of: structure)) == units
        else { return nil }
        return structure
    }

    private func matchHeader(_ units: TextUnits, firstMarker: TextUnits) -> (HeaderChoice, Int)? {
        let own = header.map { TextUnits($0 + " ") }
        if let own, units.has(own, at: 0) { return (.template, own.count) }
        let none: HeaderChoice = own == nil ? .template : .none
        guard units.count > 0, units.units[0] == UInt16(ascii: "["), !units.has(firstMarker, at: 0) else { return (none, 0) }
        guard let close = units.first(of: TextUnits("] "), from: 1) else { return (none, 0) }
        let inside = units.string(1..<close)
        return HeaderText.isAllowed(inside) ? (.custom(inside), close + 2) : (none, 0)
    }

    private func matchSummary(_ units: TextUnits, _ range: Range<Int>) -> String? {
        if range.isEmpty { return opener.isEmpty ? "" : nil }
        let after = TextUnits(template.afterSummary)
        let end = range.upperBound - after.count
        guard end >= range.lowerBound, units.has(after, at: end) else { return nil }
        guard !opener.isEmpty else { return units.string(range.lowerBound..<end) }
        if units.string(range.lowerBound..<end) == opener { return "" }
        let before = TextUnits(opener + " ")
        guard units.has(before, at: range.lowerBound), range.lowerBound + before.count < end else { return nil }
        return units.string(range.lowerBound + before.count..<end)
    }

    private func matchSegment(_ units: TextUnits, _ range: Range<Int>, position: Int, end: String) -> String? {
        let after = TextUnits(end)
        let stop = range.upperBound - after.count
        guard stop >= range.lowerBound, units.has(after, at: stop) else { return nil }
        if stop == range.lowerBound { return "" }
        let leadIn = leadIn(position: position)
        let before = TextUnits(leadIn.isEmpty ? " " : " \(leadIn) ")
        guard units.has(before, at: range.lowerBound), range.lowerBound + before.count < stop else { return nil }
        return units.string(range.lowerBound + before.count..<stop)
    }
}

extension UInt16 {
    init(ascii scalar: Unicode.Scalar) { self = UInt16(scalar.value) }
}

/// What may stand between the brackets of a header.
public enum HeaderText {
    public static let longest = 60

    /// One line, no brackets, no spaces at the ends, 1…60 characters.
    public static func isAllowed(_ text: String) -> Bool {
        !text.isEmpty && text.count <= longest && text.first != " " && text.last != " "
            && !text.unicodeScalars.contains { $0 == "[" || $0 == "]" || Wording.breaksLine($0) }
    }
}

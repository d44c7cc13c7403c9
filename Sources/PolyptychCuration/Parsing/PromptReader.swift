/// Turns the marks of a text into sections, and sections into views.
struct PromptReader {
    let units: TextUnits
    let viewCount: Int
    let hint: EffectiveSettings
    let arrangement: LayoutSpec.Arrangement?

    func read(_ marks: [Mark]) -> ParsedPrompt {
        let marks = SchemeReading.withCustomScheme(marks, hint: hint.scheme)
        let (header, prefix, bodyStart) = head(marks)
        var rest = marks.filter { $0.range.lowerBound >= bodyStart }
        let layouts = LayoutReading(marks: rest, viewCount: viewCount, hint: hint.layout, arrangement: arrangement)
        rest = MarkRepair.repaired(rest, scheme: hint.scheme, places: layouts)

        let panels = rest.filter { isPanel($0) }
        var parsed = ParsedPrompt(
            text: units.string, viewCount: viewCount, template: hint.template,
            scheme: SchemeReading.scheme(of: panels, hint: hint.scheme), layout: layouts.layout,
            spokenLayout: layouts.spoken, header: header, prefix: prefix,
            summary: "", summaryRange: bodyStart..<bodyStart, sections: [], otherMarks: rest.filter { !isPanel($0) })
        parsed.sections = panels.enumerated().map { index, mark in
            let end = index + 1 < panels.count ? panels[index + 1].range.lowerBound : units.count
            let body = mark.range.upperBound..<end
            return .init(mark: mark, claim: layouts.position(of: mark.reading), position: nil, body: body, segment: "", segmentRange: body)
        }
        assignPositions(&parsed)
        let headEnd = panels.first?.range.lowerBound ?? units.count
        TemplateReading(units: units, hint: hint).fill(&parsed, head: bodyStart..<headEnd)
        return parsed
    }

    private func isPanel(_ mark: Mark) -> Bool {
        switch mark.reading {
        case .numbered, .scene, .place, .custom: true
        case .count, nil: false
        }
    }

    /// The header, trainers' literals before it, and where the summary begins.
    private func head(_ marks: [Mark]) -> (header: Mark?, prefix: [Mark], bodyStart: Int) {
        var prefix: [Mark] = []
        var cursor = skipSpaces(0)
        for mark in marks {
            guard mark.range.lowerBound == cursor else { break }
            if mark.kind == .trainerLiteral {
                prefix.append(mark)
                cursor = skipSpaces(mark.range.upperBound)
            } else if isHeader(mark) {
                return (mark, prefix, skipSpaces(mark.range.upperBound))
            } else {
                break
            }
        }
        return (nil, prefix, cursor)
    }

    private func isHeader(_ mark: Mark) -> Bool {
        if case .count = mark.reading { return true }
        return mark.kind == .other && mark.isBracketed
    }

    private func skipSpaces(_ start: Int) -> Int {
        var index = start
        while index < units.count, [9, 10, 13, 32].contains(units.units[index]) { index += 1 }
        return index
    }

    /// Each marker keeps the position it names; repeated and unknown ones take those that nobody names, if the numbers agree.
    private func assignPositions(_ parsed: inout ParsedPrompt) {
        var taken = Set<Int>()
        var spare: [Int] = []
        for (index, section) in parsed.sections.enumerated() {
            if let claim = section.claim, taken.insert(claim).inserted {
                parsed.sections[index].position = claim
            } else {
                spare.append(index)
            }
        }
        let free = (0..<viewCount).filter { !taken.contains($0) }
        if free.count == spare.count {
            for (index, position) in zip(spare, free) { parsed.sections[index].position = position }
        }
    }
}

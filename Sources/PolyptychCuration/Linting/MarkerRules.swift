/// Faults of markers and headers in a verbatim text.
struct MarkerRules {
    let parsed: ParsedPrompt
    let settings: EffectiveSettings
    private let units: TextUnits

    init(parsed: ParsedPrompt, settings: EffectiveSettings) {
        self.parsed = parsed
        self.settings = settings
        units = TextUnits(parsed.text)
    }

    /// Without a context the faults carry no views and no fixes: enough to decide whether a text reads cleanly.
    func faults(_ context: LintContext? = nil) -> [LintFault] {
        if parsed.isFreeText {
            let fix = Finding.Fix(title: "Add header and markers", edits: [.makeStructured])
            return [LintFault(.freeText, .prompt, at: 0..<units.count, words: "", fix: fix)]
        }
        let order: [ViewID] = if case .verbatim(let prompt)? = context?.state.prompt { prompt.viewOrder } else { [] }
        return header() + nearMisses(order) + unknown(order) + duplicated(order) + missing(order) + mixed() + contradicting() + outOfOrder(order)
    }

    // MARK: Header

    private func header() -> [LintFault] {
        guard let header = parsed.header else { return headerMissing() }
        guard case .count(let count) = header.reading else { return [] }
        let right = countHeader(parsed.viewCount)
        let fix = rewrite([(header.range, right)], title: "Write \(right)")
        if count != parsed.viewCount {
            return [LintFault(.headerCount(header.text, viewCount: parsed.viewCount), .header, at: header.range, words: header.text, fix: fix)]
        }
        if header.text != right {
            return [LintFault(.headerNearMiss(header.text, meant: right), .header, at: header.range, words: header.text, fix: fix)]
        }
        return []
    }

    /// A text without a header is at fault only where its set's template has one and no preset looks like the text.
    private func headerMissing() -> [LintFault] {
        let form = PromptForm(settings, viewCount: parsed.viewCount)
        guard let header = form.header else { return [] }
        if parsed.template.header == .none, parsed.template.id != Template.customID { return [] }
        let start = parsed.prefix.last?.range.upperBound ?? 0
        let fix = rewrite([(start..<start, start == 0 ? header + " " : " " + header)], title: "Write \(header)")
        return [LintFault(.headerMissing(header), .header, at: start..<start, words: header, fix: fix)]
    }

    // MARK: Markers

    private func nearMisses(_ order: [ViewID]) -> [LintFault] {
        parsed.sections.compactMap { section in
            guard case .nearMiss = section.mark.kind, let position = section.position else { return nil }
            let meant = name(position)
            var range = section.mark.range
            if !section.mark.isBracketed, units.has(TextUnits(":"), at: range.upperBound) { range = range.lowerBound..<range.upperBound + 1 }
            return LintFault(
                .markerNearMiss(section.mark.text, meant: meant), .marker, view: view(position, order), at: section.mark.range,
                words: section.mark.text, fix: rewrite([(range, meant)], title: "Write \(meant)"))
        }
    }

    private func unknown(_ order: [ViewID]) -> [LintFault] {
        parsed.sections.enumerated().compactMap { index, section in
            guard section.claim == nil else { return nil }
            if case .nearMiss = section.mark.kind, section.position != nil { return nil }
            let fix: Finding.Fix?
            if let position = section.position {
                fix = rewrite([(section.mark.range, name(position))], title: "Write \(name(position))")
            } else {
                fix = remove(index)
            }
            return LintFault(
                .markerUnknown(section.mark.text, viewCount: parsed.viewCount), .marker, view: section.position.flatMap { view($0, order) },
                at: section.mark.range, words: section.mark.text, fix: fix)
        }
    }

    private func duplicated(_ order: [ViewID]) -> [LintFault] {
        var seen = Set<Int>()
        return parsed.sections.compactMap { section in
            guard let claim = section.claim, !seen.insert(claim).inserted else { return nil }
            return LintFault(
                .markerDuplicated(section.mark.text), .marker, view: view(claim, order), at: section.mark.range, words: section.mark.text,
                fix: section.position == nil ? nil : reassign())
        }
    }

    private func missing(_ order: [ViewID]) -> [LintFault] {
        let claimed = Set(parsed.sections.compactMap(\.claim))
        let spoken = Set(parsed.sections.filter { $0.claim == nil }.compactMap(\.position))
        return (0..<parsed.viewCount).filter { !claimed.contains($0) && !spoken.contains($0) }.map { position in
            let name = name(position)
            let isPlaced = parsed.section(at: position) != nil
            let isLossless = parsed.sections.allSatisfy { $0.position != nil } && parsed.prefix.isEmpty
            let fix = isPlaced ? reassign() : isLossless ? .init(title: "Write \(name)", edits: [.makeStructured]) : nil
            return LintFault(.markerMissing(name), .marker, view: view(position, order), words: name, fix: fix)
        }
    }

    private func mixed() -> [LintFault] {
        let family = SchemeReading.family(of: parsed.scheme)
        let odd = parsed.sections.filter { section in
            guard case .exact(let reading) = section.mark.kind, section.position != nil else { return false }
            return SchemeReading.family(of: reading) != family
        }
        guard let first = odd.first else { return [] }
        let edits = odd.compactMap { section in section.position.map { (section.mark.range, name($0)) } }
        let names = odd.map(\.mark.text)
        return [
            LintFault(
                .markerSchemesMixed(odd: names, scheme: name(0)), .marker, at: first.mark.range, words: names.joined(separator: " "),
                fix: rewrite(edits, title: "Write \(edits.map(\.1).joined(separator: " "))"))
        ]
    }

    private func contradicting() -> [LintFault] {
        let expected = markers(scheme: .positional, layout: parsed.layout, viewCount: parsed.viewCount)
        let odd = parsed.sections.filter { section in
            guard case .exact(.place(let place)) = section.mark.kind, let claim = section.claim else { return false }
            return expected[claim] != "[\(place)]"
        }
        guard let first = odd.first, SchemeReading.family(of: parsed.scheme) == .positional else { return [] }
        let edits = odd.compactMap { section in section.position.map { (section.mark.range, name($0)) } }
        let names = odd.map(\.mark.text)
        return [
            LintFault(
                .markerContradictsLayout(names, arrangement: parsed.layout.arrangement, expected: expected), .marker, at: first.mark.range,
                words: names.joined(separator: " "), fix: rewrite(edits, title: "Write \(edits.map(\.1).joined(separator: " "))"))
        ]
    }

    private func outOfOrder(_ order: [ViewID]) -> [LintFault] {
        var highest: ParsedPrompt.Section?
        var seen = Set<Int>()
        for section in parsed.sections {
            guard let claim = section.claim, seen.insert(claim).inserted else { continue }
            if let last = highest, let top = last.claim, claim < top {
                return [
                    LintFault(
                        .markerOutOfOrder(section.mark.text, after: last.mark.text), .marker, view: view(claim, order),
                        at: section.mark.range, words: section.mark.text, fix: sort())
                ]
            }
            highest = section
        }
        return []
    }

    // MARK: Repairs

    private func name(_ position: Int) -> String {
        marker(scheme: parsed.scheme, layout: parsed.layout, viewCount: parsed.viewCount, position: position)
    }

    private func view(_ position: Int, _ order: [ViewID]) -> ViewID? { order.indices.contains(position) ? order[position] : nil }

    private func rewrite(_ changes: [(Range<Int>, String)], title: String) -> Finding.Fix {
        var text = units
        for (range, words) in changes.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) { text = text.replacing(range, with: words) }
        return .init(title: title, edits: [.setText(text: text.string)])
    }

    /// Markers that name a taken panel get the panels that nobody names, in reading order.
    private func reassign() -> Finding.Fix {
        let changes = parsed.sections.compactMap { section -> (Range<Int>, String)? in
            guard let position = section.position, position != section.claim else { return nil }
            return (section.mark.range, name(position))
        }
        return rewrite(changes, title: "Write \(changes.map(\.1).joined(separator: " "))")
    }

    /// The segments in view order; the punctuation between them stays where it is.
    private func sort() -> Finding.Fix? {
        let sections = parsed.sections
        guard Set(sections.compactMap(\.position)).count == sections.count else { return nil }
        let sorted = sections.sorted { ($0.position ?? 0) < ($1.position ?? 0) }
        var text = units.string(0..<sections[0].mark.range.lowerBound)
        for (slot, section) in zip(sections, sorted) {
            text += units.string(section.mark.range.lowerBound..<section.segmentRange.upperBound)
            text += units.string(slot.segmentRange.upperBound..<slot.body.upperBound)
        }
        return .init(title: "Put the segments in order", edits: [.setText(text: text)])
    }

    /// The text without one marker and its words; a last segment leaves its closing punctuation to the one before.
    private func remove(_ index: Int) -> Finding.Fix {
        let section = parsed.sections[index]
        let isLast = index == parsed.sections.count - 1
        var range = section.mark.range.lowerBound..<section.body.upperBound
        if isLast, index > 0 {
            let before = parsed.sections[index - 1]
            range = before.segmentRange.upperBound..<section.segmentRange.upperBound
        }
        return rewrite([(range, "")], title: "Remove \(section.mark.text) and its words")
    }
}

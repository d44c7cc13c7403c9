/// Finds the template that a text follows and cleans summary and segments of what it adds.
struct TemplateReading {
    let units: TextUnits
    let hint: EffectiveSettings

    func fill(_ parsed: inout ParsedPrompt, head: Range<Int>) {
        let ends = parsed.sections.isEmpty ? PieceEnd(words: 0..<0, mark: "") : pieceEnd(head)
        let headWords = parsed.sections.isEmpty ? trimmed(head) : ends.words
        let opener = openerReading(headWords, viewCount: parsed.viewCount)
        fillSummary(&parsed, words: headWords, after: opener?.end)
        fillSegments(&parsed)
        guard !parsed.sections.isEmpty else { return }
        chooseTemplate(&parsed, derived: derived(parsed, opener: opener?.pattern ?? "", afterSummary: ends.mark))
    }

    // MARK: Pieces

    /// A piece of text without what joins it to the next: punctuation, a dash, `and` or `while`.
    private struct PieceEnd {
        var words: Range<Int>
        /// What joins, without the space behind: `;`, ` –`, `, while`; of doubled punctuation the last mark.
        var mark: String
    }

    private func pieceEnd(_ range: Range<Int>) -> PieceEnd {
        let all = trimmed(range)
        let end = withoutPunctuation(all)
        if let word = Self.joiningWords.first(where: { units.has($0, at: end - $0.count) && end - $0.count > all.lowerBound }) {
            let start = withoutPunctuation(all.lowerBound..<end - word.count)
            return PieceEnd(words: all.lowerBound..<start, mark: units.string(start..<all.upperBound))
        }
        guard end < all.upperBound else { return PieceEnd(words: all, mark: "") }
        let last = all.upperBound - 1
        let isDash = last > all.lowerBound && !isSentenceMark(units.units[last]) && isBlank(units.units[last - 1])
        return PieceEnd(words: all.lowerBound..<end, mark: units.string((isDash ? last - 1 : last)..<all.upperBound))
    }

    private static let joiningWords = [" and", " while", " whereas", " then"].map(TextUnits.init(_:))

    private func withoutPunctuation(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            let unit = units.units[end - 1]
            let isFreeDash = isDash(unit) && (end - 1 == range.lowerBound || isBlank(units.units[end - 2]))
            guard isSentenceMark(unit) || isBlank(unit) || isFreeDash else { break }
            end -= 1
        }
        return end
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(units.units[start]) { start += 1 }
        while end > start, isBlank(units.units[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isBlank(_ unit: UInt16) -> Bool { [9, 10, 13, 32].contains(unit) }

    /// One of `. ; , :`.
    private func isSentenceMark(_ unit: UInt16) -> Bool { unit == 0x2E || unit == 0x3B || unit == 0x2C || unit == 0x3A }

    /// One of `- – — | /`.
    private func isDash(_ unit: UInt16) -> Bool { unit == 0x2D || unit == 0x2013 || unit == 0x2014 || unit == 0x7C || unit == 0x2F }

    // MARK: Summary

    private func openerReading(_ words: Range<Int>, viewCount: Int) -> (pattern: String, end: Int)? {
        for template in [hint.template] + Template.presets where !template.opener.isEmpty {
            let beginning = template.opener.firstRange(of: "{count}").map { template.opener[..<$0.lowerBound] } ?? template.opener[...]
            guard units.has(TextUnits(beginning), at: words.lowerBound) else { continue }
            for count in [viewCount] + Array(allowedViewCounts) {
                let opener = TextUnits(template.opener.replacing("{count}", with: NumberWord.cardinal(count)))
                let end = words.lowerBound + opener.count
                if units.has(opener, at: words.lowerBound), end <= words.upperBound, end == words.upperBound || isBlank(units.units[end]) {
                    return (template.opener, end)
                }
            }
        }
        return LeadInReading.summary(units, in: words).map { ($0.pattern, $0.range.upperBound) }
    }

    private func fillSummary(_ parsed: inout ParsedPrompt, words: Range<Int>, after opener: Int?) {
        let range = trimmed((opener ?? words.lowerBound)..<words.upperBound)
        parsed.summaryRange = range
        parsed.summary = Wording.normalised(units.string(range))
    }

    // MARK: Segments

    private func fillSegments(_ parsed: inout ParsedPrompt) {
        for index in parsed.sections.indices {
            let words = pieceEnd(parsed.sections[index].body).words
            let start = leadInEnd(words, position: parsed.sections[index].position)
            let range = trimmed(start..<words.upperBound)
            parsed.sections[index].segmentRange = range
            parsed.sections[index].ordinal = LeadInReading.segment(units, in: words)?.number
            parsed.sections[index].segment = Wording.normalised(units.string(range))
        }
    }

    private func leadInEnd(_ words: Range<Int>, position: Int?) -> Int {
        let ownLeadIn = hint.template.leadIn
        if !ownLeadIn.isEmpty, let position {
            let form = PromptForm(template: hint.template, scheme: .numbered, layout: hint.layout, viewCount: max(position + 1, 1))
            let own = TextUnits(form.leadIn(position: position))
            if units.has(own, at: words.lowerBound), words.lowerBound + own.count <= words.upperBound { return words.lowerBound + own.count }
        }
        return LeadInReading.segment(units, in: words)?.range.upperBound ?? words.lowerBound
    }

    // MARK: Template

    /// The template in the text's own words: what most of its pieces do.
    private func derived(_ parsed: ParsedPrompt, opener: String, afterSummary: String) -> Template {
        let placed = parsed.sections.filter { $0.position != nil && !$0.segment.isEmpty }
        let leadIns = placed.map { LeadInReading.segment(units, in: trimmed($0.body))?.pattern }
        let leadIn = most(leadIns).flatMap { pattern in leadIns.allSatisfy { $0 == pattern } ? pattern : nil } ?? nil
        let separators = parsed.sections.dropLast().map { pieceEnd($0.body).mark }
        let separator = most(separators) ?? afterSummary
        return Template(
            id: Template.customID, name: "Custom", header: headerRule(parsed), opener: opener, afterSummary: afterSummary + " ",
            leadIn: leadIn ?? "", separator: separator + " ", terminator: parsed.sections.last.map { pieceEnd($0.body).mark } ?? "")
    }

    private func headerRule(_ parsed: ParsedPrompt) -> HeaderRule {
        guard let header = parsed.header else { return .none }
        if case .count = header.reading { return .count }
        return .literal(String(header.text.dropFirst().dropLast()))
    }

    private func most<T: Hashable>(_ values: [T]) -> T? {
        var counts: [T: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        let top = counts.values.max()
        return values.first { counts[$0] == top }
    }

    /// The set's own template first, then the presets, with their own header; then both with another; then the text's own.
    private func chooseTemplate(_ parsed: inout ParsedPrompt, derived: Template) {
        let text = parsed.text
        var other: (Template, PromptStructure)?
        var own: (Template, PromptStructure)?
        for template in [hint.template] + Template.presets {
            let form = PromptForm(template: template, scheme: parsed.scheme, layout: parsed.layout, viewCount: parsed.viewCount)
            guard let structure = form.match(text) else { continue }
            if structure.header == .template {
                own = (template, structure)
                break
            }
            other = other ?? (template, structure)
        }
        if let (template, structure) = own ?? other {
            parsed.template = template
            parsed.structure = structure
        } else {
            parsed.template = derived.named
            parsed.structure = parsed.form.match(text)
        }
        align(&parsed)
    }

    /// Where a template gives the whole text, its own cuts replace those that were guessed from punctuation.
    private func align(_ parsed: inout ParsedPrompt) {
        guard let structure = parsed.structure, parsed.sections.count == structure.segments.count else { return }
        let names = structure.segments.indices.map { ViewID(rawValue: String($0)) }
        for span in parsed.form.render(structure, views: names).spans {
            let position = span.view.flatMap { Int($0.rawValue) }
            if span.kind == .summary {
                parsed.summary = structure.summary
                parsed.summaryRange = span.start..<span.end
            } else if span.kind == .segment, let position, parsed.sections[position].position == position {
                parsed.sections[position].segment = structure.segments[position]
                parsed.sections[position].segmentRange = span.start..<span.end
            }
        }
    }
}

/// Words in brackets that trainers replace, and markers typed where the template writes none.
enum LiteralRules {
    static func faults(_ context: LintContext) -> [LintFault] {
        if let parsed = context.parsed {
            return (parsed.prefix + parsed.otherMarks).filter { $0.kind == .trainerLiteral }.map { mark in
                let view = context.segments.first { $0.range.contains(mark.range.lowerBound) }?.view
                return trainerLiteral(mark, view == nil ? .prompt : .segment, view, context)
            }
        }
        return context.rendered.spans.flatMap { span -> [LintFault] in
            guard span.kind == .segment || span.kind == .summary else { return [] }
            let marks = MarkScanner(TextUnits(context.units.string(span.start..<span.end)), scheme: context.settings.scheme).marks()
            let part: Finding.Place.Part = span.kind == .segment ? .segment : .summary
            let name = span.view.flatMap { context.state.position(of: $0) }.map { context.name(of: $0) }
            return marks.compactMap { mark in
                var mark = mark
                mark.range = mark.range.lowerBound + span.start..<mark.range.upperBound + span.start
                if mark.kind == .trainerLiteral { return trainerLiteral(mark, part, span.view, context) }
                guard mark.isBracketed, mark.reading != nil else { return nil }
                return LintFault(
                    .literalMarker(mark.text, marker: name), part, view: span.view, at: mark.range, words: mark.text,
                    fix: context.fix(context.withSpace(mark.range), write: "", title: "Remove \(mark.text)"))
            }
        }
    }

    private static func trainerLiteral(_ mark: Mark, _ part: Finding.Place.Part, _ view: ViewID?, _ context: LintContext) -> LintFault {
        LintFault(
            .trainerLiteral(mark.text), part, view: view, at: mark.range, words: mark.text,
            fix: context.fix(context.withSpace(mark.range), write: "", title: "Remove \(mark.text)"))
    }
}

extension ParsedPrompt {
    /// What each stretch of the text is; `order` names the views that the text was written for.
    public func spans(order: [ViewID]) -> [RenderedPrompt.Span] {
        var known: [RenderedPrompt.Span] = []
        func add(_ kind: RenderedPrompt.Span.Kind, _ range: Range<Int>, _ view: ViewID? = nil) {
            if !range.isEmpty { known.append(.init(kind: kind, view: view, start: range.lowerBound, end: range.upperBound)) }
        }
        for mark in prefix { add(.unplaced, mark.range) }
        if let header { add(.header, header.range) }
        if isFreeText {
            add(.unplaced, summaryRange)
        } else {
            add(.summary, summaryRange)
        }
        for section in sections {
            let view = section.position.flatMap { order.indices.contains($0) ? order[$0] : nil }
            add(view == nil ? .unplaced : .marker, section.mark.range, view)
            add(view == nil ? .unplaced : .segment, section.segmentRange, view)
        }
        return filled(known.sorted { $0.start < $1.start })
    }

    /// Covers the stretches between known spans: they are what a template adds.
    private func filled(_ known: [RenderedPrompt.Span]) -> [RenderedPrompt.Span] {
        var spans: [RenderedPrompt.Span] = []
        var cursor = 0
        for span in known {
            if span.start > cursor { spans.append(.init(kind: .glue, start: cursor, end: span.start)) }
            spans.append(span)
            cursor = span.end
        }
        let end = text.utf16.count
        if end > cursor { spans.append(.init(kind: .glue, start: cursor, end: end)) }
        return spans
    }
}

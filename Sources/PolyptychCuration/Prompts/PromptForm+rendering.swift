extension PromptForm {
    /// The text of a structure, with what each stretch of it is; `views` names the views in view order.
    public func render(_ structure: PromptStructure, views: [ViewID]) -> RenderedPrompt {
        var writer = SpanWriter()
        if let header = header(for: structure.header) {
            writer.write(header, as: .header)
            writer.write(" ", as: .glue)
        }
        if !opener.isEmpty {
            writer.write(structure.summary.isEmpty ? opener : opener + " ", as: .glue)
        }
        writer.write(structure.summary, as: .summary)
        if !opener.isEmpty || !structure.summary.isEmpty { writer.write(template.afterSummary, as: .glue) }

        for (position, segment) in structure.segments.enumerated() {
            let view = views[position]
            writer.write(markers[position], as: .marker, view: view)
            if !segment.isEmpty {
                let leadIn = leadIn(position: position)
                writer.write(leadIn.isEmpty ? " " : " \(leadIn) ", as: .glue)
                writer.write(segment, as: .segment, view: view)
            }
            writer.write(position == structure.segments.count - 1 ? template.terminator : template.separator, as: .glue)
        }
        return writer.finished
    }

    /// The text alone.
    public func text(of structure: PromptStructure) -> String {
        render(structure, views: structure.segments.indices.map { ViewID(rawValue: String($0)) }).text
    }
}

/// Builds a text together with its spans; neighbours of one kind and view become one span.
struct SpanWriter {
    private var text = ""
    private var length = 0
    private var spans: [RenderedPrompt.Span] = []

    mutating func write(_ piece: String, as kind: RenderedPrompt.Span.Kind, view: ViewID? = nil) {
        guard !piece.isEmpty else { return }
        text += piece
        let start = length
        length += piece.utf16.count
        if let last = spans.indices.last, spans[last].kind == kind, spans[last].view == view {
            spans[last].end = length
        } else {
            spans.append(.init(kind: kind, view: view, start: start, end: length))
        }
    }

    var finished: RenderedPrompt { RenderedPrompt(text: text, spans: spans) }
}

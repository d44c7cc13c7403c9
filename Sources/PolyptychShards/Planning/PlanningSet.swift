import PolyptychCuration

/// A set while it is planned: what its text is made of, and how it looks in other orders.
struct PlanningSet {
    let entry: ExportSet
    let settings: ProjectSettings
    /// Marker and segment per view.
    let parts: [(marker: String, segment: String)]
    /// What somebody wrote: summary and segments.
    let words: [String]
    /// Whether the text and plan are what the rules give for the state today.
    let isCurrent: Bool

    var source: String { entry.state.source ?? entry.state.key }

    init(_ entry: ExportSet, settings: ProjectSettings) {
        self.entry = entry
        self.settings = settings
        let rendered = entry.state.rendered(settings: settings)
        isCurrent = rendered.text == entry.text
        parts = Self.parts(of: entry.state, rendered: isCurrent ? rendered : nil, settings: settings)
        if isCurrent {
            let units = Array(rendered.text.utf16)
            words = rendered.spans.filter { [.summary, .segment, .unplaced].contains($0.kind) }.map { Self.text(units, $0) }
        } else {
            words = [entry.text]
        }
    }

    /// The sample of the set in its own order.
    func sample(key: String, split: ExportSplit, request: ExportRequest, warnings: inout WarningCollector) -> PlannedSample {
        sample(
            key: key, split: split, state: entry.state, text: entry.text, plan: entry.plan, parts: parts,
            order: Array(1...entry.state.views.count), request: request, warnings: &warnings)
    }

    /// The samples of the set in other orders; none where its words would not follow its views.
    func permuted(
        _ orders: [[Int]], name: String, taken: inout Set<String>, request: ExportRequest, warnings: inout WarningCollector
    ) -> [PlannedSample] {
        guard !orders.isEmpty else { return [] }
        guard isCurrent, case .structured = entry.state.prompt, (try? LayoutEngine.plan(entry.state, settings: settings)) == entry.plan else {
            warnings.add(.notPermuted, entry.state.key)
            return []
        }
        var samples: [PlannedSample] = []
        for order in orders {
            var state = entry.state
            state.views = order.map { entry.state.views[$0] }
            guard let plan = try? LayoutEngine.plan(state, settings: settings) else {
                warnings.add(.notPermuted, entry.state.key)
                return []
            }
            let rendered = state.rendered(settings: settings)
            let positions = order.map { $0 + 1 }
            var key = "\(name)-order-\(positions.map(String.init).joined(separator: "-"))"
            if !taken.insert(key.lowercased()).inserted {
                key += "-\(ExportKeys.hash8(entry.state.key + key))"
                taken.insert(key.lowercased())
            }
            samples.append(
                sample(
                    key: key, split: .train, state: state, text: rendered.text, plan: plan,
                    parts: Self.parts(of: state, rendered: rendered, settings: settings), order: positions,
                    request: request, warnings: &warnings))
        }
        return samples
    }

    private func sample(
        key: String, split: ExportSplit, state: SetState, text: String, plan: LayoutPlan, parts: [(marker: String, segment: String)],
        order: [Int], request: ExportRequest, warnings: inout WarningCollector
    ) -> PlannedSample {
        let line = Wording.oneLine(text)
        if line != text { warnings.add(.newlinesFolded, entry.state.key) }
        let effective = settings.effective(for: state)
        let hidesFacts = request.policy == .identity
        return PlannedSample(
            key: key, set: entry.state.key, setID: entry.id, revision: entry.revision, split: split, path: "", text: line, plan: plan,
            views: zip(state.views, parts).map { view, part in
                PlannedView(
                    id: view.id, image: view.image, marker: part.marker, caption: view.caption, segment: part.segment,
                    facts: hidesFacts ? nil : view.facts, angles: hidesFacts ? nil : view.angles)
            },
            order: order, category: state.category, source: state.source, template: effective.template.id, scheme: effective.scheme, tokens: nil)
    }

    private static func parts(
        of state: SetState, rendered: RenderedPrompt?, settings: ProjectSettings
    ) -> [(marker: String, segment: String)] {
        let units = rendered.map { Array($0.text.utf16) } ?? []
        let effective = settings.effective(for: state)
        let markers = markers(scheme: effective.scheme, layout: effective.layout, viewCount: state.views.count)
        return state.views.enumerated().map { position, view in
            func part(_ kind: RenderedPrompt.Span.Kind) -> String? {
                rendered?.spans.first { $0.kind == kind && $0.view == view.id }.map { text(units, $0) }
            }
            return (
                part(.marker) ?? markers[position], part(.segment) ?? view.segment
            )
        }
    }

    private static func text(_ units: [UInt16], _ span: RenderedPrompt.Span) -> String {
        guard span.start >= 0, span.start <= span.end, span.end <= units.count else { return "" }
        return String(decoding: units[span.start..<span.end], as: UTF16.self)
    }
}

/// How a joint prompt is put together for one view count: the record that renderer and parser share.
///
///     [HEADER] OPENER SUMMARY afterSummary (MARKER LEAD-IN SEGMENT separator)… terminator
///
/// Parts that are empty leave no trace: without opener and summary `afterSummary` goes, without a segment its lead-in goes.
public struct PromptForm: Hashable, Sendable {
    public let template: Template
    public let viewCount: Int
    /// In view order, brackets included.
    public let markers: [String]

    public init(template: Template, scheme: MarkerScheme, layout: LayoutSpec, viewCount: Int) {
        self.template = template
        self.viewCount = viewCount
        markers = PolyptychCuration.markers(scheme: scheme, layout: layout, viewCount: viewCount)
    }

    public init(_ settings: EffectiveSettings, viewCount: Int) {
        self.init(template: settings.template, scheme: settings.scheme, layout: settings.layout, viewCount: viewCount)
    }

    /// The template's header for this view count, brackets included; nil where it has none.
    public var header: String? {
        switch template.header {
        case .none: nil
        case .count: countHeader(viewCount)
        case .literal(let text): "[\(text)]"
        }
    }

    /// The header that a choice stands for, brackets included.
    public func header(for choice: HeaderChoice) -> String? {
        switch choice {
        case .template: header
        case .none: nil
        case .custom(let text): "[\(text)]"
        }
    }

    /// The words before the summary; `images` and its like are singular for one view.
    public var opener: String {
        let words = template.opener.replacing("{count}", with: NumberWord.cardinal(viewCount))
        guard viewCount == 1, template.opener.contains("{count}") else { return words }
        return ["image", "view", "picture", "photo", "photograph", "panel"].reduce(words) { $0.replacing("one \($1)s", with: "one \($1)") }
    }

    /// The lead-in of the panel at a 0-based position.
    public func leadIn(position: Int) -> String {
        template.leadIn.replacing("{count}", with: NumberWord.cardinal(viewCount))
            .replacing("{ordinal}", with: NumberWord.ordinal(position + 1))
    }
}

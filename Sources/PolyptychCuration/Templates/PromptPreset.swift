/// A named way of prompting: a template with the marker scheme and the arrangement that it is usually paired with.
public struct PromptPreset: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var name: String
    public var template: Template
    public var scheme: MarkerScheme
    public var arrangement: LayoutSpec.Arrangement
    /// View counts it is made for, both ends included.
    public var fewestViews: Int
    public var mostViews: Int

    init(
        _ id: String, _ name: String, _ template: Template, _ scheme: MarkerScheme, _ arrangement: LayoutSpec.Arrangement,
        _ counts: ClosedRange<Int>
    ) {
        self.id = id
        self.name = name
        self.template = template
        self.scheme = scheme
        self.arrangement = arrangement
        fewestViews = counts.lowerBound
        mostViews = counts.upperBound
    }

    public static let all: [PromptPreset] = [
        .init("numbered", "Numbered images", .numbered, .numbered, .row, 1...16),
        .init("two-views", "Two views, numbered", .twoViews, .numbered, .row, 2...2),
        .init("pair-left-right", "Pair, left and right", .plain, .positional, .row, 2...2),
        .init("pair-top-bottom", "Pair, top and bottom", .plain, .positional, .column, 2...2),
        .init("triptych", "Triptych, side by side", .plain, .positional, .row, 3...3),
        .init("triptych-stacked", "Triptych, stacked", .plain, .positional, .column, 3...3),
        .init("two-by-two", "Two by two", .panels, .positional, .grid, 4...4),
        .init("panels", "Panels in one sentence", .sentence, .positional, .grid, 1...16),
        .init("film-shots", "Film shots", .filmShots, .scene, .column, 1...16),
    ]
}

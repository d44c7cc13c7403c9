extension Template {
    /// `[TWO-VIEWS] This set of two images shows S. [IMAGE1] The first image shows A. [IMAGE2] The second image shows B.`
    public static let numbered = Template(
        id: "numbered", name: "Numbered, with lead-ins", header: .count, opener: "This set of {count} images shows", afterSummary: ". ",
        leadIn: "The {ordinal} image shows", separator: ". ", terminator: ".")

    /// `[TWO-VIEWS] This set of two images presents S. [IMAGE1] The first image shows A. [IMAGE2] The second image shows B.`
    public static let twoViews = Template(
        id: "two-views", name: "Two views, numbered", header: .count, opener: "This set of {count} images presents", afterSummary: ". ",
        leadIn: "The {ordinal} image shows", separator: ". ", terminator: ".")

    /// `S; [LEFT] A; [RIGHT] B`
    public static let plain = Template(id: "plain", name: "Summary and panels", header: .none, afterSummary: "; ", separator: "; ", terminator: "")

    /// `[FOUR-VIEWS] S; [TOP-LEFT] A; [TOP-RIGHT] B; [BOTTOM-LEFT] C; [BOTTOM-RIGHT] D`
    public static let panels = Template(
        id: "panels", name: "Header, summary and panels", header: .count, afterSummary: "; ", separator: "; ", terminator: "")

    /// `[TWO-VIEWS] S; [LEFT] A; [RIGHT] B.`
    public static let sentence = Template(
        id: "sentence", name: "Header, summary and panels, one sentence", header: .count, afterSummary: "; ", separator: "; ", terminator: ".")

    /// `[MOVIE-SHOTS] S, [SCENE-1] A, [SCENE-2] B, [SCENE-3] C.`
    public static let filmShots = Template(
        id: "film-shots", name: "Film shots", header: .literal("MOVIE-SHOTS"), afterSummary: ", ", separator: ", ", terminator: ".")

    /// Every template that has a name; the parser tries them in this order.
    public static let presets: [Template] = [numbered, twoViews, plain, panels, sentence, filmShots]

    /// The identifier of a template that is no preset.
    public static let customID = "custom"

    /// This record under its preset's name, or as `custom` where no preset says the same.
    public var named: Template {
        if let preset = Template.presets.first(where: { $0.isSameForm(as: self) }) { return preset }
        var copy = self
        copy.id = Template.customID
        copy.name = "Custom"
        return copy
    }

    /// Whether both render every structure alike; names do not count.
    public func isSameForm(as other: Template) -> Bool {
        header == other.header && opener == other.opener && afterSummary == other.afterSummary && leadIn == other.leadIn
            && separator == other.separator && terminator == other.terminator
    }
}

/// What a project decides for all its sets: per view count a template, a marker scheme and a layout, and one target resolution.
public struct ProjectSettings: Codable, Hashable, Sendable {
    /// Side of the square whose area bounds every composite, in pixels; a multiple of 64, 256…4096.
    public var targetResolution: Int
    /// By view count, 1…16; a count that is absent takes ``ViewCountSettings/standard(viewCount:)``.
    public var perViewCount: [Int: ViewCountSettings]

    public init(targetResolution: Int = 1024, perViewCount: [Int: ViewCountSettings] = [:]) {
        self.targetResolution = targetResolution
        self.perViewCount = perViewCount
    }
}

/// The settings for sets of one view count.
public struct ViewCountSettings: Codable, Hashable, Sendable {
    public var template: Template
    public var scheme: MarkerScheme
    public var layout: LayoutSpec

    public init(template: Template, scheme: MarkerScheme, layout: LayoutSpec) {
        self.template = template
        self.scheme = scheme
        self.layout = layout
    }
}

/// What holds for one set: its project's settings for its view count, with its own overrides on top.
public struct EffectiveSettings: Codable, Hashable, Sendable {
    public var template: Template
    public var scheme: MarkerScheme
    public var layout: LayoutSpec
    public var targetResolution: Int

    public init(template: Template, scheme: MarkerScheme, layout: LayoutSpec, targetResolution: Int) {
        self.template = template
        self.scheme = scheme
        self.layout = layout
        self.targetResolution = targetResolution
    }
}

extension ProjectSettings {
    /// The settings for a view count without any set's overrides.
    public func effective(viewCount: Int) -> EffectiveSettings {
        let settings = settings(viewCount: viewCount)
        return .init(template: settings.template, scheme: settings.scheme, layout: settings.layout, targetResolution: targetResolution)
    }

    /// The settings that hold for this set as it is now.
    public func effective(for set: SetState) -> EffectiveSettings {
        var result = effective(viewCount: set.views.count)
        result.template = set.overrides.template ?? result.template
        result.scheme = set.overrides.scheme ?? result.scheme
        result.layout = set.overrides.layout ?? result.layout
        result.targetResolution = set.overrides.targetResolution ?? result.targetResolution
        return result
    }
}

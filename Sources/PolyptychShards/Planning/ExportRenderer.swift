import PolyptychCuration

/// What planning asks of the curation rules.
struct ExportRenderer: Sendable {
    var effective: @Sendable (SetState, ProjectSettings) -> (template: String, scheme: MarkerScheme, targetResolution: Int)
    var rendered: @Sendable (SetState, ProjectSettings) -> RenderedPrompt
    var plan: @Sendable (SetState, ProjectSettings) throws -> LayoutPlan
    var marker: @Sendable (SetState, ProjectSettings, _ position: Int) -> String
}

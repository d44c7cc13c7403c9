import PolyptychCuration

extension ExportRenderer {
    static let live = ExportRenderer(
        effective: { state, settings in
            let own = settings.perViewCount[state.views.count]
            return (
                state.overrides.template?.id ?? own?.template.id ?? "", state.overrides.scheme ?? own?.scheme ?? .numbered,
                state.overrides.targetResolution ?? settings.targetResolution
            )
        },
        rendered: { _, _ in RenderedPrompt(text: "", spans: []) },
        plan: { state, _ in throw ExportFault.planBroken(set: state.key, reason: "its layout has no plan") },
        marker: { _, _, position in "[IMAGE\(position + 1)]" })
}

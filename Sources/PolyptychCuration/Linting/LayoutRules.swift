/// Composites that cannot be planned, with another layout or crop that can.
enum LayoutRules {
    static func faults(_ context: LintContext) -> [LintFault] {
        do throws(LayoutFault) {
            _ = try LayoutEngine.plan(views: context.state.views, settings: context.settings)
            return []
        } catch {
            return [LintFault(.layout(error), .composite, view: view(error), words: error.sentence, fix: fix(error, context))]
        }
    }

    private static func view(_ fault: LayoutFault) -> ViewID? {
        switch fault {
        case .emptyImage(let view), .cropOutside(let view): view
        default: nil
        }
    }

    private static func fix(_ fault: LayoutFault, _ context: LintContext) -> Finding.Fix? {
        switch fault {
        case .noViews, .tooManyViews, .emptyImage: return nil
        case .cropOutside(let view): return .init(title: "Show the whole image", edits: [.setCrop(view: view, crop: nil)])
        case .targetResolution: return .init(title: "Use 1024 × 1024", edits: [.setTargetResolution(targetResolution: 1024)])
        case .columns, .noCellFits, .cell, .sideNotMultipleOf64, .seamOffGrid, .areaOverTarget: return layoutFix(context)
        }
    }

    /// The nearest layout that fits: the same panels in another size, then a grid.
    private static func layoutFix(_ context: LintContext) -> Finding.Fix? {
        var sized = context.settings.layout
        sized.cell = .auto
        if let columns = sized.columns, !allowedViewCounts.contains(columns) { sized.columns = nil }
        var square = sized
        square.cell = .square
        var grid = square
        grid.arrangement = .grid
        grid.columns = nil
        for (layout, title) in [(sized, "Fit the panels"), (square, "Use square panels"), (grid, "Use a grid")] {
            var settings = context.settings
            settings.layout = layout
            if (try? LayoutEngine.plan(views: context.state.views, settings: settings)) != nil {
                return .init(title: title, edits: [.setLayout(layout: layout)])
            }
        }
        return nil
    }
}

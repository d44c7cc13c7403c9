/// Plans the composite: where every panel lies and which pixels of its image it shows.
///
/// Sides are multiples of 64, seams multiples of 16, the area is at most the target's square; there are no gutters and nothing
/// is stretched. Every row spans the whole width (see ``PanelGrid``), so the panels of a shorter row are wider. Whole numbers
/// only: editor, export and trainer see the same pixels on every processor.
public enum LayoutEngine {
    /// The plan of a set under its project's settings and its own overrides.
    public static func plan(_ state: SetState, settings: ProjectSettings) throws(LayoutFault) -> LayoutPlan {
        try plan(views: state.views, settings: settings.effective(for: state))
    }

    /// The plan of views in this order.
    public static func plan(views: [ViewState], settings: EffectiveSettings) throws(LayoutFault) -> LayoutPlan {
        guard !views.isEmpty else { throw .noViews }
        guard views.count <= allowedViewCounts.upperBound else { throw .tooManyViews(views.count) }
        let target = settings.targetResolution
        guard (256...4096).contains(target), target % 64 == 0 else { throw .targetResolution(target) }
        if let columns = settings.layout.columns, !allowedViewCounts.contains(columns) { throw .columns(columns) }
        for view in views { try check(view) }

        let grid = PanelGrid(layout: settings.layout, viewCount: views.count)
        let sizing = PanelSizing(grid: grid, targetResolution: target)
        let size: CompositeSize
        switch settings.layout.cell {
        case .square: size = try sizing.square()
        case .auto: size = try sizing.near(aspect: medianAspect(views))
        case .fixed(let width, let height): size = try sizing.fixed(width: width, height: height)
        }
        return place(views, grid: grid, size: size, fit: settings.layout.fit)
    }

    private static func place(_ views: [ViewState], grid: PanelGrid, size: CompositeSize, fit: LayoutSpec.Fit) -> LayoutPlan {
        var panels: [LayoutPlan.Panel] = []
        var seams = Set<Int>()
        let height = size.height / grid.rows.count
        for (row, count) in grid.rows.enumerated() {
            let width = size.width / count
            for column in 0..<count {
                if column > 0 { seams.insert(column * width) }
                let box = PixelRect(x: column * width, y: row * height, width: width, height: height)
                panels.append(panel(views[panels.count], row: row + 1, column: column + 1, box: box, fit: fit))
            }
        }
        return LayoutPlan(
            width: size.width, height: size.height, panels: panels, verticalSeams: seams.sorted(),
            horizontalSeams: (1..<grid.rows.count).map { $0 * height })
    }

    private static func panel(_ view: ViewState, row: Int, column: Int, box: PixelRect, fit: LayoutSpec.Fit) -> LayoutPlan.Panel {
        let image = (width: view.image.width, height: view.image.height)
        let crop = view.crop ?? PixelRect(x: 0, y: 0, width: image.width, height: image.height)
        let source: PixelRect
        let target: PixelRect
        switch fit {
        case .cover:
            source = PanelFilling.cover(box, crop: crop, image: image, focus: view.focus)
            target = box
        case .contain:
            source = crop
            target = PanelFilling.contain(box, crop: crop)
        }
        return .init(
            view: view.id, row: row, column: column, box: box, source: source, target: target,
            hidden: PanelFilling.hidden(source, image: image))
    }

    private static func check(_ view: ViewState) throws(LayoutFault) {
        guard view.image.width > 0, view.image.height > 0 else { throw .emptyImage(view: view.id) }
        if let crop = view.crop, !crop.lies(inside: view.image) { throw .cropOutside(view: view.id) }
    }

    /// Width / height in thousandths of the middle view (the lower one of an even number), between 1 : 4 and 4 : 1.
    private static func medianAspect(_ views: [ViewState]) -> Int {
        let aspects = views.map { view in
            let width = view.crop?.width ?? view.image.width
            let height = view.crop?.height ?? view.image.height
            return min(max(width * 1000 / height, 250), 4000)
        }
        return aspects.sorted()[(aspects.count - 1) / 2]
    }
}

extension PixelRect {
    /// Whether the rectangle has pixels and all of them belong to the image.
    public func lies(inside image: ImageReference) -> Bool {
        x >= 0 && y >= 0 && width > 0 && height > 0 && width <= image.width - x && height <= image.height - y
    }
}

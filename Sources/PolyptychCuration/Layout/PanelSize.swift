/// The size of a composite and of its rows, in pixels.
struct CompositeSize: Hashable {
    var width: Int
    var height: Int
}

/// Finds the size of a composite: sides multiples of 64, every seam a multiple of 16, area at most the target's square.
struct PanelSizing {
    let grid: PanelGrid
    let targetResolution: Int

    private var area: Int { targetResolution * targetResolution }
    private var columns: Int { grid.longestRow }
    private var rows: Int { grid.rows.count }

    /// Widths in which every row can be cut into panels on the 16-pixel grid.
    private var widthStep: Int { grid.rows.reduce(64) { leastCommonMultiple($0, 16 * $1) } }
    private var heightStep: Int { leastCommonMultiple(64, 16 * rows) }

    /// The largest composite whose longest row has square panels.
    func square() throws(LayoutFault) -> CompositeSize {
        var side = targetResolution
        while side >= 16 {
            let size = CompositeSize(width: columns * side, height: rows * side)
            if size.width * size.height <= area, size.width % widthStep == 0, size.height % heightStep == 0 { return size }
            side -= 16
        }
        throw .noCellFits(viewCount: grid.rows.reduce(0, +), targetResolution: targetResolution)
    }

    /// The composite that shows most pixels of pictures with this aspect (width / height in thousandths, 250…4000).
    func near(aspect: Int) throws(LayoutFault) -> CompositeSize {
        var best: (size: CompositeSize, shown: Int)?
        var width = widthStep
        while width * heightStep <= area {
            var height = heightStep
            while width * height <= area {
                let cell = width * 1000 / columns
                let wanted = height * aspect / rows
                let shown = width * height * (min(cell, wanted) * 1_000_000 / max(cell, wanted, 1))
                if shown > best?.shown ?? 0 { best = (.init(width: width, height: height), shown) }
                height += heightStep
            }
            width += widthStep
        }
        guard let best else { throw .noCellFits(viewCount: grid.rows.reduce(0, +), targetResolution: targetResolution) }
        return best.size
    }

    /// The composite of panels whose size somebody chose, refused where a trainer would cut or blur it.
    func fixed(width: Int, height: Int) throws(LayoutFault) -> CompositeSize {
        guard (16...4096).contains(width), (16...4096).contains(height) else { throw .cell(width: width, height: height) }
        let size = CompositeSize(width: columns * width, height: rows * height)
        guard size.width % 64 == 0, size.height % 64 == 0 else { throw .sideNotMultipleOf64(width: size.width, height: size.height) }
        for count in grid.rows where count > 1 && (size.width % count != 0 || size.width / count % 16 != 0) {
            throw .seamOffGrid(seam: size.width / count, isVertical: true)
        }
        if rows > 1, height % 16 != 0 { throw .seamOffGrid(seam: height, isVertical: false) }
        guard size.width * size.height <= area else {
            throw .areaOverTarget(width: size.width, height: size.height, targetResolution: targetResolution)
        }
        return size
    }
}

func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
}

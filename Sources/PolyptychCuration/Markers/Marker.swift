/// The text that names the panel at a 0-based position, brackets included: `[IMAGE1]`, `[TOP-LEFT]`, `[SCENE-3]`.
///
/// A pure function: nothing but scheme, layout, view count and position decides it.
public func marker(scheme: MarkerScheme, layout: LayoutSpec, viewCount: Int, position: Int) -> String {
    switch scheme {
    case .numbered: "[IMAGE\(position + 1)]"
    case .scene: "[SCENE-\(position + 1)]"
    case .custom(let pattern): "[\(pattern.replacing("{n}", with: String(position + 1)))]"
    case .positional: "[\(PanelPlace(layout: layout, viewCount: viewCount, position: position).name)]"
    }
}

/// All markers of a set in view order.
public func markers(scheme: MarkerScheme, layout: LayoutSpec, viewCount: Int) -> [String] {
    (0..<viewCount).map { marker(scheme: scheme, layout: layout, viewCount: viewCount, position: $0) }
}

/// The text in brackets that tells the number of views: `[TWO-VIEWS]`.
public func countHeader(_ viewCount: Int) -> String {
    "[\(NumberWord.cardinal(viewCount).uppercased())-\(viewCount == 1 ? "VIEW" : "VIEWS")]"
}

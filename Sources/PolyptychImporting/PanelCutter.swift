import PolyptychCuration

/// Where the panels of an existing composite lie.
public enum PanelCutter {
    /// The rectangles of the panels in view order: row by row, together the whole image, sizes equal to within a pixel.
    ///
    /// Nil where the image is smaller than its panels. A grid's last row may stay unfilled.
    public static func cut(
        width: Int, height: Int, panels: Int, arrangement: LayoutSpec.Arrangement, columns: Int? = nil
    ) -> [PixelRect]? {
        guard panels > 0 else { return nil }
        let across = switch arrangement {
        case .row: panels
        case .column: 1
        case .grid: min(panels, columns ?? squarish(panels))
        }
        let down = (panels + across - 1) / across
        guard width >= across, height >= down else { return nil }
        return (0..<panels).map { index in
            let (row, column) = (index / across, index % across)
            let (left, right) = (column * width / across, (column + 1) * width / across)
            let (top, bottom) = (row * height / down, (row + 1) * height / down)
            return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
        }
    }

    private static func squarish(_ count: Int) -> Int {
        var side = 1
        while side * side < count { side += 1 }
        return side
    }
}

/// What a joint prompt's markers say about the composite it belongs to.
public struct PromptShape: Hashable, Sendable {
    public var panels: Int?
    public var arrangement: LayoutSpec.Arrangement?

    /// Counts distinct markers such as `[IMAGE1]`, `[LEFT]`, `[SCENE-2]`; the header `[TWO-VIEWS]` counts where there are none.
    public init(_ text: String) {
        let words = Self.bracketed(text)
        var numbered: Set<String> = []
        var positional: Set<String> = []
        var header: Int?
        for word in words {
            if let count = Self.headerCount(word) {
                header = header ?? count
            } else if Self.isNumbered(word) {
                numbered.insert(word)
            } else if Self.isPositional(word) {
                positional.insert(word)
            }
        }
        let markers = max(numbered.count, positional.count)
        panels = markers >= 2 ? markers : header
        arrangement = Self.arrangement(positional)
    }

    /// Markers found, at least two of which make a text a joint prompt.
    public var isJoint: Bool { (panels ?? 0) >= 2 }

    private static func bracketed(_ text: String) -> [String] {
        text.split(separator: "[", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "]") else { return nil }
            let word = part[..<end]
            guard !word.isEmpty, word.count <= 32, word.utf8.allSatisfy(isMarkerByte) else { return nil }
            return word.uppercased().replacingSeparators
        }
    }

    /// Letters, digits, hyphen, space and underscore.
    private static func isMarkerByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2D, 0x20, 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static let counts = [
        "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE", "THIRTEEN", "FOURTEEN",
        "FIFTEEN", "SIXTEEN",
    ]

    private static func headerCount(_ word: String) -> Int? {
        let parts = word.split(separator: "-")
        guard parts.count == 2, ["VIEWS", "VIEW", "PANEL", "PANELS", "IMAGES", "SHOTS"].contains(String(parts[1])) else { return nil }
        return counts.firstIndex(of: String(parts[0])).map { $0 + 1 }
    }

    private static func isNumbered(_ word: String) -> Bool {
        for name in ["IMAGE", "IMG", "SCENE", "PANEL", "VIEW", "SHOT"] where word.hasPrefix(name) {
            let rest = word.dropFirst(name.count).drop { $0 == "-" }
            if !rest.isEmpty, rest.allSatisfy(\.isNumber) { return true }
        }
        return false
    }

    private static func isPositional(_ word: String) -> Bool {
        if ["LEFT", "RIGHT", "MIDDLE", "CENTER", "CENTRE", "TOP", "BOTTOM"].contains(word) { return true }
        let parts = word.split(separator: "-").map(String.init)
        guard parts.count == 2 else { return false }
        if ["TOP", "BOTTOM", "MIDDLE"].contains(parts[0]) { return ["LEFT", "RIGHT", "MIDDLE", "CENTER", "CENTRE"].contains(parts[1]) }
        return parts[0].hasPrefix("ROW") && parts[1].hasPrefix("COL")
    }

    private static func arrangement(_ words: Set<String>) -> LayoutSpec.Arrangement? {
        if words.contains(where: { $0.contains("-") }) { return .grid }
        if words.contains("LEFT") || words.contains("RIGHT") { return .row }
        if words.contains("TOP") || words.contains("BOTTOM") { return .column }
        return nil
    }
}

extension String {
    fileprivate var replacingSeparators: String { String(map { $0 == " " || $0 == "_" ? "-" : $0 }) }
}

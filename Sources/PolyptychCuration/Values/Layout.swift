/// How panels are arranged and filled.
public struct LayoutSpec: Codable, Hashable, Sendable {
    public enum Arrangement: String, Codable, CaseIterable, Sendable { case row, column, grid }
    /// *cover* fills the panel around the focus point and hides the rest; *contain* shows everything on a plain ground.
    public enum Fit: String, Codable, CaseIterable, Sendable { case cover, contain }

    public var arrangement: Arrangement
    /// Columns of a grid; nil is the smallest square-ish number that holds the views.
    public var columns: Int?
    public var cell: CellSize
    public var fit: Fit

    public init(arrangement: Arrangement, columns: Int? = nil, cell: CellSize = .square, fit: Fit = .cover) {
        self.arrangement = arrangement
        self.columns = columns
        self.cell = cell
        self.fit = fit
    }
}

/// The size of one panel.
///
/// JSON: `"square"` (the largest square that the target resolution allows), `"auto"` (the largest cell near the views' median
/// aspect), or `{"width": 512, "height": 512}`.
public enum CellSize: Hashable, Sendable {
    case square
    case auto
    case fixed(width: Int, height: Int)
}

extension CellSize: Codable {
    private enum Keys: String, CodingKey { case width, height }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "square": self = .square
            case "auto": self = .auto
            default:
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "cell is \"square\", \"auto\" or {\"width\": …, \"height\": …}"))
            }
        } else {
            let container = try decoder.container(keyedBy: Keys.self)
            self = .fixed(width: try container.decode(Int.self, forKey: .width), height: try container.decode(Int.self, forKey: .height))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if case .fixed(let width, let height) = self {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(width, forKey: .width)
            try container.encode(height, forKey: .height)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(self == .square ? "square" : "auto")
        }
    }
}

/// The composite as it will be exported: the same plan drives the preview, the file and the trainer's crops.
public struct LayoutPlan: Codable, Hashable, Sendable {
    /// Pixels; multiples of 64.
    public var width: Int
    public var height: Int
    /// In view order.
    public var panels: [Panel]
    /// Where panels meet: x of vertical seams, y of horizontal ones; multiples of 16.
    public var verticalSeams: [Int]
    public var horizontalSeams: [Int]

    public struct Panel: Codable, Hashable, Sendable {
        public var view: ViewID
        /// 1-based row and column of the panel.
        public var row: Int
        public var column: Int
        /// The place of the panel in the composite.
        public var box: PixelRect
        /// The part of the oriented image that is shown.
        public var source: PixelRect
        /// Where that part lies in the composite; equals `box` under *cover*.
        public var target: PixelRect
        /// Thousandths of the image's area that the panel does not show.
        public var hidden: Int

        public init(view: ViewID, row: Int, column: Int, box: PixelRect, source: PixelRect, target: PixelRect, hidden: Int) {
            self.view = view
            self.row = row
            self.column = column
            self.box = box
            self.source = source
            self.target = target
            self.hidden = hidden
        }
    }

    public init(width: Int, height: Int, panels: [Panel], verticalSeams: [Int], horizontalSeams: [Int]) {
        self.width = width
        self.height = height
        self.panels = panels
        self.verticalSeams = verticalSeams
        self.horizontalSeams = horizontalSeams
    }
}

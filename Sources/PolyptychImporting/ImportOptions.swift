import PolyptychCuration

/// What somebody wants from an import; every field has a default that fits a folder of set folders.
public struct ImportOptions: Codable, Hashable, Sendable {
    /// How the files are read.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Decided folder by folder from what lies there.
        case auto
        /// Every folder that directly holds images is a set.
        case folderPerSet
        /// `class/instance/images`, frames of one object each.
        case mvimgnet
        /// A COLMAP workspace: images beside a model in binary or text.
        case colmap
        /// A scene described by `transforms.json`.
        case transforms
        /// One folder of images whose names say which set each belongs to.
        case flat
        /// Stitched images, each beside a `.txt` with its joint prompt.
        case composites
    }

    public var kind: Kind
    /// For `flat`: `{set}_{view}` over the name without its extension, or over the relative path where it holds a slash.
    /// `{category}` names the category, `{*}` is anything; a regular expression with named groups `set` and `view` works too.
    public var pattern: String?
    /// For `composites`: how the panels were stitched; nil is read from the prompt's markers or the image's shape.
    public var arrangement: LayoutSpec.Arrangement?
    /// For `composites`: columns of a grid; nil is the smallest square-ish number.
    public var columns: Int?
    /// For `composites`: panels in each image; nil is read from the prompt.
    public var panels: Int?
    /// For `mvimgnet`: class ids or names; nil is all of them.
    public var classes: [String]?
    /// The most sets to plan; taken in turn from each chosen class where there are classes.
    public var limit: Int?
    /// Chooses other objects of the same classes; nil takes them in natural order.
    public var seed: UInt64?
    /// Views chosen from a scene with many frames, 1…16. Nil: a folder of up to 16 images is taken whole, a scene gives 4.
    public var viewsPerSet: Int?
    /// File names of frames that must be among the chosen ones, in order of wish.
    public var pinnedFrames: [String]
    /// Bits of the 64-bit perceptual hash in which two frames may differ and still count as near-duplicates.
    public var nearDuplicateDistance: Int
    /// The world's up axis of camera poses; nil is estimated from the cameras themselves.
    public var upAxis: UpAxis?
    /// References the originals where they lie instead of copying them.
    public var inPlace: Bool
    /// A JSONL or CSV file with captions or joint prompts to match by name.
    public var captions: String?
    /// The category file of an MVImgNet tree; nil looks at its root and its parent.
    public var categories: String?

    public enum UpAxis: String, Codable, CaseIterable, Sendable {
        case plusX = "+x", minusX = "-x", plusY = "+y", minusY = "-y", plusZ = "+z", minusZ = "-z"
    }

    public init(
        kind: Kind = .auto, pattern: String? = nil, arrangement: LayoutSpec.Arrangement? = nil, columns: Int? = nil, panels: Int? = nil,
        classes: [String]? = nil, limit: Int? = nil, seed: UInt64? = nil, viewsPerSet: Int? = nil, pinnedFrames: [String] = [],
        nearDuplicateDistance: Int = 6, upAxis: UpAxis? = nil, inPlace: Bool = false, captions: String? = nil, categories: String? = nil
    ) {
        self.kind = kind
        self.pattern = pattern
        self.arrangement = arrangement
        self.columns = columns
        self.panels = panels
        self.classes = classes
        self.limit = limit
        self.seed = seed
        self.viewsPerSet = viewsPerSet
        self.pinnedFrames = pinnedFrames
        self.nearDuplicateDistance = nearDuplicateDistance
        self.upAxis = upAxis
        self.inPlace = inPlace
        self.captions = captions
        self.categories = categories
    }

    /// Reads JSON in which any field may be absent.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try box.decodeIfPresent(Kind.self, forKey: .kind) ?? .auto,
            pattern: try box.decodeIfPresent(String.self, forKey: .pattern),
            arrangement: try box.decodeIfPresent(LayoutSpec.Arrangement.self, forKey: .arrangement),
            columns: try box.decodeIfPresent(Int.self, forKey: .columns),
            panels: try box.decodeIfPresent(Int.self, forKey: .panels),
            classes: try box.decodeIfPresent([String].self, forKey: .classes),
            limit: try box.decodeIfPresent(Int.self, forKey: .limit),
            seed: try box.decodeIfPresent(UInt64.self, forKey: .seed),
            viewsPerSet: try box.decodeIfPresent(Int.self, forKey: .viewsPerSet),
            pinnedFrames: try box.decodeIfPresent([String].self, forKey: .pinnedFrames) ?? [],
            nearDuplicateDistance: try box.decodeIfPresent(Int.self, forKey: .nearDuplicateDistance) ?? 6,
            upAxis: try box.decodeIfPresent(UpAxis.self, forKey: .upAxis),
            inPlace: try box.decodeIfPresent(Bool.self, forKey: .inPlace) ?? false,
            captions: try box.decodeIfPresent(String.self, forKey: .captions),
            categories: try box.decodeIfPresent(String.self, forKey: .categories))
    }
}

/// How the files of an import are read.
public typealias ImportKind = ImportOptions.Kind

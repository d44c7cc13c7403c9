import PolyptychCuration

/// What an import would make: nothing is copied, decoded or written while planning, and planning twice gives the same plan.
public struct ImportPlan: Codable, Hashable, Sendable {
    /// What the root was recognised as; a mixed tree is `folderPerSet`, and each set says its own kind.
    public var kind: ImportOptions.Kind
    /// Absolute path of the folder that every other path is relative to.
    public var root: String
    public var inPlace: Bool
    public var sets: [PlannedSet]
    /// What was left out or needs a look, each with a sentence.
    public var issues: [ImportIssue]
    /// Present where a caption file was given.
    public var captions: CaptionReport?
    /// Sets that were found but lie beyond the limit.
    public var beyondLimit: Int

    public init(
        kind: ImportOptions.Kind, root: String, inPlace: Bool = false, sets: [PlannedSet] = [], issues: [ImportIssue] = [],
        captions: CaptionReport? = nil, beyondLimit: Int = 0
    ) {
        self.kind = kind
        self.root = root
        self.inPlace = inPlace
        self.sets = sets
        self.issues = issues
        self.captions = captions
        self.beyondLimit = beyondLimit
    }

    public var viewCount: Int { sets.reduce(0) { $0 + $1.views.count } }
    public var candidateCount: Int { sets.reduce(0) { $0 + $1.candidates.count } }

    /// The absolute path of a view's file, byte for byte as the file system spells it.
    public func absolutePath(of view: PlannedView) -> String {
        root.hasSuffix("/") ? root + view.path : root + "/" + view.path
    }
}

/// One set that an import would make.
public struct PlannedSet: Codable, Hashable, Sendable {
    /// Unique in the plan; composed Unicode without dots, slashes and control characters.
    public var key: String
    public var kind: ImportOptions.Kind
    public var category: String?
    /// The source object: the same for every set made of it, in this import and the next.
    public var source: String
    /// In view order, 1…16.
    public var views: [PlannedView]
    /// Frames that were not chosen, in natural order, to swap in later.
    public var candidates: [PlannedView]
    public var jointPrompt: PlannedPrompt?
    /// The sentence about the whole set, where a caption file has one.
    public var summary: String?
    /// How the views were chosen, where there was a choice.
    public var selection: ViewSelection?

    public init(
        key: String, kind: ImportOptions.Kind, category: String? = nil, source: String, views: [PlannedView],
        candidates: [PlannedView] = [], jointPrompt: PlannedPrompt? = nil, summary: String? = nil, selection: ViewSelection? = nil
    ) {
        self.key = key
        self.kind = kind
        self.category = category
        self.source = source
        self.views = views
        self.candidates = candidates
        self.jointPrompt = jointPrompt
        self.summary = summary
        self.selection = selection
    }
}

extension PlannedSet {
    /// How the views were chosen, in a sentence for people; nil where there was no choice.
    public var note: String? {
        guard let selection else { return nil }
        let chosen = "\(views.count) of \(selection.frames) frames"
        return switch selection.method {
        case .posesAroundPoint:
            "\(chosen), chosen around the object; the closest two are \(Int((selection.smallestAngle ?? 0).rounded()))° apart."
        case .posesAlongPath:
            "\(chosen), chosen along the camera's path; the closest two look \(Int((selection.smallestAngle ?? 0).rounded()))° apart."
        case .spreadInTime:
            selection.nearDuplicates == 0
                ? "\(chosen), evenly spread in the order of their names."
                : "\(chosen), spread in the order of their names; \(selection.nearDuplicates) near-duplicates were passed over."
        }
    }
}

/// One image that an import would take.
public struct PlannedView: Codable, Hashable, Sendable {
    /// Relative to the plan's root, byte for byte as the file system spells it.
    public var path: String
    /// From a sidecar or a caption file.
    public var caption: String?
    /// Where the camera stood, where there were poses.
    public var angles: CameraAngles?
    /// The panel of a composite that this view is, in pixels of the oriented image; nil is the whole image.
    public var cut: PixelRect?

    public init(path: String, caption: String? = nil, angles: CameraAngles? = nil, cut: PixelRect? = nil) {
        self.path = path
        self.caption = caption
        self.angles = angles
        self.cut = cut
    }

    /// The file's name, for people.
    public var name: String { PathName.last(of: path) }
}

/// A joint prompt from outside, to be adopted by the set it travels with.
public struct PlannedPrompt: Codable, Hashable, Sendable {
    public var text: String
    /// The arrangement the text was written for, where the source says so.
    public var arrangement: LayoutSpec.Arrangement?

    public init(text: String, arrangement: LayoutSpec.Arrangement? = nil) {
        self.text = text
        self.arrangement = arrangement
    }
}

/// How the views of a set were chosen from its frames, and how far apart they are.
public struct ViewSelection: Codable, Hashable, Sendable {
    public enum Method: String, Codable, Sendable {
        /// Greedy on camera directions around the point the cameras look at.
        case posesAroundPoint
        /// Greedy on viewing directions and places, where the cameras do not look at one point.
        case posesAlongPath
        /// Even in time over the natural order of names, without near-duplicates.
        case spreadInTime
    }

    public var method: Method
    public var frames: Int
    /// Frames set aside as near-duplicates of another.
    public var nearDuplicates: Int
    /// Degrees between the directions of the two closest chosen views; nil without poses.
    public var smallestAngle: Double?
    /// Degrees between each two chosen views, by position in the set.
    public var angles: [PairAngle]

    public struct PairAngle: Codable, Hashable, Sendable {
        /// 0-based positions in the set.
        public var first: Int
        public var second: Int
        public var degrees: Double

        public init(first: Int, second: Int, degrees: Double) {
            self.first = first
            self.second = second
            self.degrees = degrees
        }
    }

    public init(method: Method, frames: Int, nearDuplicates: Int = 0, smallestAngle: Double? = nil, angles: [PairAngle] = []) {
        self.method = method
        self.frames = frames
        self.nearDuplicates = nearDuplicates
        self.smallestAngle = smallestAngle
        self.angles = angles
    }
}

import PolyptychCuration

/// Everything an export will write, before a pixel is read; equal plans write equal bytes.
public struct ExportPlan: Codable, Hashable, Sendable {
    public var request: ExportRequest
    public var snapshot: SnapshotReference
    public var settings: ProjectSettings
    public var overview: ExportOverview
    /// In the order in which they are written: by split, view count and key.
    public var samples: [PlannedSample]
}

/// What a person should see before an export is written.
public struct ExportOverview: Codable, Hashable, Sendable {
    public var totals: Totals
    public var series: [Series]
    public var warnings: [ExportWarning]
    public var leftOut: [LeftOut]

    /// Counts over all samples.
    public struct Totals: Codable, Hashable, Sendable {
        /// Sets, without their permutations.
        public var sets = 0
        public var samples = 0
        public var permuted = 0
        public var train = 0
        public var holdout = 0
        public var views = 0
        public var shards = 0
        /// Files, `manifest.json` included.
        public var files = 0
        /// Bytes on disk, estimated from the pixel counts; see ``SizeEstimate``.
        public var estimatedBytes = 0
        public var longestT5: Int?
        public var longestCLIP: Int?
        public var tokensAreEstimates = false
        /// Thousandths of image area that the panels hide: mean over panels and the largest.
        public var meanHidden = 0
        public var largestHidden = 0
        /// Panels that show an image larger than it is.
        public var enlargedPanels = 0
    }

    /// Samples of one split and one view count: one series of shards, since readers infer one schema per series.
    public struct Series: Codable, Hashable, Sendable {
        public var split: ExportSplit
        public var viewCount: Int
        public var samples: Int
        /// Composite sizes with their number, most frequent first.
        public var sizes: [Size]
        /// Shard paths, or the folder that takes the files.
        public var paths: [String]

        public struct Size: Codable, Hashable, Sendable {
            public var width: Int
            public var height: Int
            public var count: Int
        }
    }

    /// A set that does not go, and why.
    public struct LeftOut: Codable, Hashable, Sendable {
        public var set: Int64
        public var key: String
        public var code: Code
        public var sentence: String

        public enum Code: String, Codable, Sendable { case noFacts, factsIndeterminate, factsUncertain, poseWords, deleted, layoutDoesNotFit }

        public init(set: Int64, key: String, code: Code, sentence: String) {
            self.set = set
            self.key = key
            self.code = code
            self.sentence = sentence
        }
    }
}

/// Which side of the split a sample is on.
public enum ExportSplit: String, Codable, CaseIterable, Sendable { case train, holdout }

/// One composite with its text.
public struct PlannedSample: Codable, Hashable, Sendable {
    /// The name in the export: ASCII, unique whatever the case, no dots or slashes.
    public var key: String
    /// The set's own key.
    public var set: String
    public var setID: Int64
    public var revision: String
    public var split: ExportSplit
    /// Folder, or shard path, inside the export.
    public var path: String
    /// One line.
    public var text: String
    public var plan: LayoutPlan
    /// In view order.
    public var views: [PlannedView]
    /// 1-based positions of these views in the set; `[1, 2]` where the set is exported as it is.
    public var order: [Int]
    public var category: String?
    public var source: String?
    public var template: String
    public var scheme: MarkerScheme
    public var tokens: TokenCounts?

    public var viewCount: Int { views.count }
    public var isPermuted: Bool { order != Array(1...max(1, order.count)) }
}

/// One view of a sample.
public struct PlannedView: Codable, Hashable, Sendable {
    public var id: ViewID
    public var image: ImageReference
    /// The marker that names this panel, with brackets.
    public var marker: String
    public var caption: String
    /// The text under the marker; differs from the caption only where the segment is detached.
    public var segment: String
    public var facts: ViewFacts?
    public var angles: CameraAngles?
}

/// Something a person should know before exporting.
public struct ExportWarning: Codable, Hashable, Sendable {
    public enum Code: String, Codable, CaseIterable, Sendable {
        case tokensOverT5, tokensEstimated, emptyPrompt, newlinesFolded, trainerLiteral, notPermuted, sizeNotMultipleOf64, seamOffGrid, areaOverTarget
        case muchHidden, enlarged, keysRewritten, viewsNotInTrainerFolder, emptyHoldout, splitFolders, noFactsExported
    }
    public var code: Code
    public var sentence: String
    /// Keys of the sets it is about, sorted.
    public var sets: [String]
}

/// What somebody asks to be exported, and in which form.
///
/// JSON takes every field with a default: `{"name": "chairs", "format": "folder"}` is a complete request.
public struct ExportRequest: Codable, Hashable, Sendable {
    /// Stem of shard names and of the export's folder; 1…64 of `A–Z a–z 0–9 _ -`, neither first nor last a `-` or `_`.
    public var name: String
    public var format: ExportFormat
    /// How composites are encoded.
    public var image: ImageEncoding
    /// Whether the separate views go along; nil is the format's own habit (only `imagefolder` has them).
    public var includeViews: Bool?
    public var policy: ExportPolicy
    /// The confidence, 0…1, from which on a fact counts as confident under ``ExportPolicy/pose``.
    public var minimumConfidence: Double
    /// nil puts every set into train.
    public var holdout: Holdout?
    /// Other view orders of each training set that are exported beside it, at most; 0…23.
    public var permutations: Int
    /// Samples in one shard, at most; 1…100,000.
    public var setsPerShard: Int

    public init(
        name: String, format: ExportFormat = .webdataset, image: ImageEncoding = .png, includeViews: Bool? = nil,
        policy: ExportPolicy = .everything, minimumConfidence: Double = 0.5, holdout: Holdout? = nil, permutations: Int = 0,
        setsPerShard: Int = 1000
    ) {
        self.name = name
        self.format = format
        self.image = image
        self.includeViews = includeViews
        self.policy = policy
        self.minimumConfidence = minimumConfidence
        self.holdout = holdout
        self.permutations = permutations
        self.setsPerShard = setsPerShard
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try values.decode(String.self, forKey: .name),
            format: try values.decodeIfPresent(ExportFormat.self, forKey: .format) ?? .webdataset,
            image: try values.decodeIfPresent(ImageEncoding.self, forKey: .image) ?? .png,
            includeViews: try values.decodeIfPresent(Bool.self, forKey: .includeViews),
            policy: try values.decodeIfPresent(ExportPolicy.self, forKey: .policy) ?? .everything,
            minimumConfidence: try values.decodeIfPresent(Double.self, forKey: .minimumConfidence) ?? 0.5,
            holdout: try values.decodeIfPresent(Holdout.self, forKey: .holdout),
            permutations: try values.decodeIfPresent(Int.self, forKey: .permutations) ?? 0,
            setsPerShard: try values.decodeIfPresent(Int.self, forKey: .setsPerShard) ?? 1000)
    }

    /// Sets aside for evaluation by source object.
    public struct Holdout: Codable, Hashable, Sendable {
        /// Share of the source objects, above 0 and below 1.
        public var fraction: Double
        public var seed: UInt64

        public init(fraction: Double, seed: UInt64 = 0) {
            self.fraction = fraction
            self.seed = seed
        }
    }

    /// Whether this export writes the separate views: a trainer would take them for composites, so a trainer folder never has them.
    public var writesViews: Bool {
        switch format {
        case .webdataset: includeViews ?? false
        case .imagefolder: includeViews ?? true
        case .folder: false
        }
    }
}

/// Whose reader the export is for.
public enum ExportFormat: String, Codable, CaseIterable, Sendable {
    /// Tar shards for `webdataset` and the `webdataset` builder of `datasets`.
    case webdataset
    /// A flat folder of images and `.txt` files for ai-toolkit, kohya sd-scripts, SimpleTuner and OneTrainer.
    case folder
    /// `metadata.jsonl` beside the images, for the `imagefolder` builder of `datasets`.
    case imagefolder
}

/// Which sets go.
public enum ExportPolicy: String, Codable, CaseIterable, Sendable {
    case everything
    /// Sets whose views all have facts, every fact determinate and confident.
    case pose
    /// Sets whose words say nothing about pose; facts are left out of the files too.
    case identity
}

/// An image format with its quality.
///
/// JSON: `"png"`, `"jpeg"` (quality 95) or `{"jpeg": 90}`.
public enum ImageEncoding: Hashable, Sendable {
    case png
    /// 4:2:0, quality 1…100.
    case jpeg(quality: Int)

    /// The file extension, without dot.
    public var fileExtension: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        }
    }
}

extension ImageEncoding: Codable {
    private enum Keys: String, CodingKey { case jpeg }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "png": self = .png
            case "jpeg": self = .jpeg(quality: 95)
            default:
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "image is \"png\", \"jpeg\" or {\"jpeg\": quality}"))
            }
        } else {
            self = .jpeg(quality: try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .jpeg))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .png:
            var container = encoder.singleValueContainer()
            try container.encode("png")
        case .jpeg(let quality):
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(quality, forKey: .jpeg)
        }
    }
}

import Foundation
import PolyptychCuration
import PolyptychShards

/// What somebody asks to be exported from a project: which sets, and in which form.
///
/// JSON takes every field with a default: `{"name": "chairs", "format": "folder"}` is complete.
public struct ExportOrder: Codable, Sendable {
    public enum Status: String, Codable, CaseIterable, Sendable { case draft, ready, accepted, rejected, any }
    public enum Image: String, Codable, CaseIterable, Sendable { case png, jpeg }

    public var name: String
    public var format: ExportFormat
    /// Sets in this review state.
    public var status: Status
    /// Only sets that match this query as well.
    public var query: String
    public var image: Image
    /// Of JPEG, 1…100.
    public var quality: Int
    public var policy: ExportPolicy
    /// Share of the source objects kept out of training, 0…0.5.
    public var holdout: Double
    public var seed: UInt64
    public var permutations: Int
    public var setsPerShard: Int
    public var includeViews: Bool?
    /// An absolute path on the server; nil is `exports/NAME` in the workspace.
    public var directory: String?

    public init(name: String, format: ExportFormat) {
        self.name = name
        self.format = format
        status = .accepted
        query = ""
        image = .png
        quality = 95
        policy = .everything
        holdout = 0
        seed = 1
        permutations = 0
        setsPerShard = 256
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        self.init(name: try box.decode(String.self, forKey: .name), format: try box.decodeIfPresent(ExportFormat.self, forKey: .format) ?? .webdataset)
        status = try box.decodeIfPresent(Status.self, forKey: .status) ?? status
        query = try box.decodeIfPresent(String.self, forKey: .query) ?? query
        image = try box.decodeIfPresent(Image.self, forKey: .image) ?? image
        quality = try box.decodeIfPresent(Int.self, forKey: .quality) ?? quality
        policy = try box.decodeIfPresent(ExportPolicy.self, forKey: .policy) ?? policy
        holdout = try box.decodeIfPresent(Double.self, forKey: .holdout) ?? holdout
        seed = try box.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
        permutations = try box.decodeIfPresent(Int.self, forKey: .permutations) ?? permutations
        setsPerShard = try box.decodeIfPresent(Int.self, forKey: .setsPerShard) ?? setsPerShard
        includeViews = try box.decodeIfPresent(Bool.self, forKey: .includeViews)
        directory = try box.decodeIfPresent(String.self, forKey: .directory)
    }

    /// The part that the exporter sees.
    var request: ExportRequest {
        ExportRequest(
            name: name, format: format, image: image == .png ? .png : .jpeg(quality: quality), includeViews: includeViews, policy: policy,
            holdout: holdout > 0 ? .init(fraction: holdout, seed: seed) : nil, permutations: permutations, setsPerShard: setsPerShard)
    }

    func admits(_ state: SetState) -> Bool {
        status == .any || state.review.status.rawValue == status.rawValue
    }
}

/// The plan of an export as people look at it: all of its numbers, and the first samples of it.
public struct ExportPreview: Codable, Sendable {
    public var overview: ExportOverview
    public var samples: [PlannedSample]
    /// How many samples there are.
    public var count: Int

    public init(_ plan: ExportPlan) {
        overview = plan.overview
        samples = Array(plan.samples.prefix(24))
        count = plan.samples.count
    }
}

/// An export as lists show it.
public struct ExportAnswer: Codable, Sendable {
    public var id: Int64
    public var project: Int64
    public var name: String
    public var snapshot: Int64
    public var state: String
    public var directory: String
    public var order: ExportOrder?
    public var overview: ExportOverview?
    public var contentHash: String?
    public var files: [String]
    public var bytes: Int?
    public var error: String?
    public var createdAt: Date
    public var createdBy: String
    public var finishedAt: Date?
}

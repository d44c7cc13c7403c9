import PolyptychCuration

/// `manifest.json`: what an export holds and where it came from.
///
/// The file is JSON with sorted keys, one entry of `files` and `sets` per line. `contentHash` is the SHA-256 of the file's own bytes with
/// the 64 digits of `contentHash` replaced by zeros, so anybody can recompute it.
struct ExportManifest: Codable, Hashable, Sendable {
    static let fileName = "manifest.json"
    static let currentVersion = 1
    static let kind = "polyptych-export"

    var contentHash: String
    /// Every file but the manifest, in byte order of the paths.
    var files: [File]
    var formatVersion: Int
    var kind: String
    /// SHA-256 of what was planned; see ``ExportPlan/hash``.
    var planHash: String
    var request: ExportRequest
    /// In writing order.
    var sets: [Entry]
    var settings: ProjectSettings
    /// Content address of the snapshot.
    var snapshot: String

    struct File: Codable, Hashable, Sendable {
        var bytes: Int
        var path: String
        var sha256: String
    }

    /// One sample.
    struct Entry: Codable, Hashable, Sendable {
        var key: String
        /// The set's own key.
        var set: String
        var revision: String
        var split: ExportSplit
        var order: [Int]
        var text: String
        var plan: LayoutPlan
        var views: [PlannedView]
        var template: String
        var scheme: MarkerScheme
        var category: String?
        var source: String?
        var parts: [Part]

        init(_ sample: PlannedSample, parts: [Part]) {
            key = sample.key
            set = sample.set
            revision = sample.revision
            split = sample.split
            order = sample.order
            text = sample.text
            plan = sample.plan
            views = sample.views
            template = sample.template
            scheme = sample.scheme
            category = sample.category
            source = sample.source
            self.parts = parts
        }
    }

    /// One piece of a sample: a file of its own, or a member of a shard.
    struct Part: Codable, Hashable, Sendable {
        enum Role: String, Codable, Sendable { case composite, text, record, view }

        var role: Role
        /// 1-based, for a separate view.
        var view: Int?
        /// The file, or the shard.
        var path: String
        /// The member's name inside the shard.
        var member: String?
        var bytes: Int
        var sha256: String
    }
}

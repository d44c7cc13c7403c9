import PolyptychCuration

/// `KEY.json` of a shard: what a training script may want beside image and text.
///
/// Every key is always there with the same type and without null, since readers infer one schema from the first few samples. Numbers are
/// whole for the same reason: confidence in thousandths. Absent facts read `indeterminate` with `isRecorded` false.
struct SampleRecord: Codable, Hashable, Sendable {
    var captions: [String]
    var composite: Size
    var facts: [Facts]
    var key: String
    var markers: [String]
    var panels: [Panel]
    var provenance: Provenance
    var segments: [String]
    var text: String

    struct Size: Codable, Hashable, Sendable {
        var height: Int
        var width: Int
    }

    struct Facts: Codable, Hashable, Sendable {
        var confidence: Int
        var framing: ViewFacts.Framing
        var horizontalView: ViewFacts.HorizontalView
        var isRecorded: Bool
        var side: ViewFacts.Side
        var verticalAngle: ViewFacts.VerticalAngle
        /// Joined by `; `.
        var visibleFeatures: String
    }

    struct Panel: Codable, Hashable, Sendable {
        /// Of the composite, in pixels.
        var box: PixelRect
        var column: Int
        var row: Int
        /// The part of the oriented original that is shown.
        var source: PixelRect
        /// Where that part lies in the composite.
        var target: PixelRect
    }

    struct Provenance: Codable, Hashable, Sendable {
        var category: String
        var order: [Int]
        var revision: String
        var set: String
        /// SHA-256 of the project settings as the manifest writes them.
        var settings: String
        var snapshot: String
        var source: String
        var template: String
        var views: [View]
    }

    struct View: Codable, Hashable, Sendable {
        var height: Int
        var name: String
        var sha256: String
        var width: Int
    }

    init(_ sample: ExportManifest.Entry, snapshot: String, settingsHash: String) {
        captions = sample.views.map(\.caption)
        composite = Size(height: sample.plan.height, width: sample.plan.width)
        facts = sample.views.map { Facts($0.facts) }
        key = sample.key
        markers = sample.views.map(\.marker)
        panels = sample.plan.panels.map { Panel(box: $0.box, column: $0.column, row: $0.row, source: $0.source, target: $0.target) }
        provenance = Provenance(
            category: sample.category ?? "", order: sample.order, revision: sample.revision, set: sample.set, settings: settingsHash,
            snapshot: snapshot, source: sample.source ?? "", template: sample.template,
            views: sample.views.map { View(height: $0.image.height, name: $0.image.name, sha256: $0.image.sha256, width: $0.image.width) })
        segments = sample.views.map(\.segment)
        text = sample.text
    }
}

extension SampleRecord.Facts {
    init(_ facts: ViewFacts?) {
        let known = facts ?? ViewFacts()
        self.init(
            confidence: Int((known.confidence * 1000).rounded()), framing: known.framing, horizontalView: known.horizontalView,
            isRecorded: facts != nil, side: known.side, verticalAngle: known.verticalAngle,
            visibleFeatures: known.visibleFeatures.joined(separator: "; "))
    }
}

import Crypto
import PolyptychCuration

extension ExportPlan {
    /// SHA-256 over request, snapshot, settings and every sample: equal hashes write equal bytes.
    ///
    /// Names of snapshots and numbers of sets are left out: they say nothing about the content.
    public func hash() throws(ExportFault) -> String {
        var hash = try PlanHash(request: request, snapshot: snapshot.hash, settings: settings)
        for sample in samples { try hash.add(.init(sample, parts: [])) }
        return hash.finish()
    }
}

extension ExportManifest {
    /// The plan's hash as this manifest's own fields give it.
    func recomputedPlanHash() throws(ExportFault) -> String {
        var hash = try PlanHash(request: request, snapshot: snapshot, settings: settings)
        for entry in sets { try hash.add(entry) }
        return hash.finish()
    }
}

private struct PlanHash {
    private var hash = SHA256()

    init(request: ExportRequest, snapshot: String, settings: ProjectSettings) throws(ExportFault) {
        hash.update(data: Array("\(ExportManifest.kind) \(ExportManifest.currentVersion)\n".utf8))
        hash.update(data: try ExportJSON.bytes(request))
        hash.update(data: try ExportJSON.bytes(snapshot))
        hash.update(data: try ExportJSON.bytes(settings))
    }

    mutating func add(_ entry: ExportManifest.Entry) throws(ExportFault) {
        var entry = entry
        entry.parts = []
        hash.update(data: try ExportJSON.bytes(entry))
    }

    func finish() -> String { Hex.string(hash.finalize()) }
}

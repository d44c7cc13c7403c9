import Crypto
import PolyptychCuration

extension ExportPlan {
    /// SHA-256 over request, snapshot, settings and every sample: equal hashes write equal bytes.
    ///
    /// Names of snapshots and numbers of sets are left out: they say nothing about the content.
    public func hash() throws(ExportFault) -> String {
        var hash = SHA256()
        hash.update(data: Array("polyptych-export \(ExportManifest.currentVersion)\n".utf8))
        hash.update(data: try ExportJSON.bytes(request))
        hash.update(data: try ExportJSON.bytes(snapshot.hash))
        hash.update(data: try ExportJSON.bytes(settings))
        for sample in samples {
            hash.update(data: try ExportJSON.bytes(ExportManifest.Entry(sample, parts: [])))
            hash.update(data: Array(sample.path.utf8))
        }
        return Hex.string(hash.finalize())
    }
}

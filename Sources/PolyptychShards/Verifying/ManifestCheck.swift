import Foundation
import PolyptychCuration

/// Reads the manifest and holds it against itself.
enum ManifestCheck {
    static func read(root: String, into report: inout VerifyReport) -> ExportManifest? {
        let name = ExportManifest.fileName
        func problem(_ code: VerifyProblem.Code, _ sentence: String, set: String? = nil) {
            report.problems.append(.init(code: code, path: name, set: set, sentence: sentence))
        }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)")) else {
            problem(.manifestMissing, "There is no readable \(name) in \(root), so this is not a finished export.")
            return nil
        }
        let bytes = Array(data)
        report.bytesRead += bytes.count
        if let version = try? JSONDecoder().decode(Version.self, from: data) {
            guard version.kind == ExportManifest.kind else {
                problem(.manifestUnreadable, "\(name) belongs to something else: its kind is “\(version.kind)”.")
                return nil
            }
            guard version.formatVersion == ExportManifest.currentVersion else {
                problem(.manifestVersion, "\(name) has format version \(version.formatVersion), and this program reads \(ExportManifest.currentVersion).")
                return nil
            }
        }
        guard let manifest = ManifestFile.parse(bytes) else {
            problem(.manifestUnreadable, "\(name) is damaged: it cannot be read as a manifest.")
            return nil
        }
        report.contentHash = manifest.contentHash
        if ManifestFile.contentHash(of: bytes) != manifest.contentHash {
            problem(.manifestChanged, "\(name) was changed after it was written: it does not match its own content hash.")
        }
        if (try? manifest.recomputedPlanHash()) != manifest.planHash {
            problem(.manifestChanged, "\(name) was changed after it was written: its sets do not match its plan hash.")
        }
        for entry in manifest.sets {
            if let reason = fault(of: entry, request: manifest.request) {
                problem(.viewsDiffer, "The entry of “\(entry.set)” in \(name) contradicts itself: \(reason).", set: entry.set)
            }
        }
        return manifest
    }

    private struct Version: Decodable {
        var formatVersion: Int
        var kind: String
    }

    private static func fault(of entry: ExportManifest.Entry, request: ExportRequest) -> String? {
        if entry.plan.panels.map(\.view) != entry.views.map(\.id) { return "its panels are not its views in their order" }
        if entry.order.sorted() != Array(1...max(1, entry.views.count)) { return "its order does not name every view once" }
        let roles = entry.parts.map(\.role)
        let views = entry.parts.filter { $0.role == .view }.compactMap(\.view)
        if roles.filter({ $0 == .composite }).count != 1 { return "it has not exactly one composite" }
        if request.format != .imagefolder, roles.filter({ $0 == .text }).count != 1 { return "it has not exactly one text" }
        if request.format == .webdataset, roles.filter({ $0 == .record }).count != 1 { return "it has not exactly one record" }
        if views != (request.writesViews ? Array(1...max(1, entry.views.count)) : []) { return "its separate views are not those of the set" }
        return nil
    }
}

import Foundation
import PolyptychImaging
import PolyptychImporting
import PolyptychStore

extension Workshop {
    /// Planned sets whose key is in the project already, for a set of other pictures: their keys, each with its source.
    ///
    /// Sizes tell most of them apart without reading: only where no picture of the set has the size of the first planned one is that one
    /// read and hashed, and a picture that the workspace knows at all is no stranger, since sets are edited after their import.
    func strangers(among items: [JobItemRecord], known: [String: Int64], plan: ImportPlan) async throws -> [String: String] {
        let sets = try await store.sets(items.compactMap { known[$0.key] })
        let blobs = try await store.blobs(Array(Set(sets.flatMap { $0.state.views.map(\.image.sha256) })))
        let sizes = Dictionary(sets.map { ($0.id, Set($0.state.views.compactMap { blobs[$0.image.sha256]?.bytes })) }) { first, _ in first }
        let doubtful = try await pool.run {
            try items.compactMap { item -> (key: String, source: String, sha256: String)? in
                let planned = try WireFormat.decoder().decode(PlannedSet.self, from: Data(item.payload.utf8))
                guard let view = planned.views.first, view.cut == nil, let id = known[item.key], let sizes = sizes[id] else { return nil }
                let path = plan.absolutePath(of: view)
                let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
                guard let size, !sizes.contains(size), let bytes = try? ImageFile.bytes(at: path) else { return nil }
                return (item.key, planned.source, BlobFiles.sha256(Data(bytes)))
            }
        }
        let familiar = try await store.blobs(doubtful.map(\.sha256))
        return Dictionary(doubtful.filter { familiar[$0.sha256] == nil }.map { ($0.key, $0.source) }) { first, _ in first }
    }
}

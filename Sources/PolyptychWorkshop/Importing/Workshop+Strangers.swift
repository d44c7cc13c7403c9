import Foundation
import PolyptychImaging
import PolyptychImporting
import PolyptychStore

extension Workshop {
    /// Planned sets whose key is in the project already, for a set of other pictures: their keys, each with its source.
    ///
    /// Sizes tell most of them apart without reading: only where no picture of the set has the size of a planned one are those read
    /// and hashed, and a picture that the workspace knows at all is no stranger, since sets are edited after their import.
    func strangers(among items: [JobItemRecord], known: [String: Int64], plan: ImportPlan) async throws -> [String: String] {
        let sets = try await store.sets(items.compactMap { known[$0.key] })
        let blobs = try await store.blobs(Array(Set(sets.flatMap { $0.state.views.map(\.image.sha256) })))
        let sizes = Dictionary(sets.map { ($0.id, Set($0.state.views.compactMap { blobs[$0.image.sha256]?.bytes })) }) { first, _ in first }
        let doubtful = try await pool.run {
            try items.compactMap { item -> (key: String, source: String, hashes: [String])? in
                let planned = try WireFormat.decoder().decode(PlannedSet.self, from: Data(item.payload.utf8))
                guard planned.views.allSatisfy({ $0.cut == nil }), let id = known[item.key], let sizes = sizes[id] else { return nil }
                // One image of the set is enough to know the folder: others may have been refused when it was made, or repaired since.
                let paths = planned.views.map(plan.absolutePath)
                let found = paths.compactMap { (try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? NSNumber)?.intValue }
                guard sizes.isDisjoint(with: found) else { return nil }
                let hashes = paths.compactMap { path in (try? ImageFile.bytes(at: path)).map { BlobFiles.sha256(Data($0)) } }
                return hashes.isEmpty ? nil : (item.key, planned.source, hashes)
            }
        }
        let familiar = try await store.blobs(doubtful.flatMap(\.hashes))
        return Dictionary(doubtful.filter { $0.hashes.allSatisfy { familiar[$0] == nil } }.map { ($0.key, $0.source) }) { first, _ in first }
    }
}

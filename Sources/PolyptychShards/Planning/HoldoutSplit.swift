import Crypto
import Foundation

/// Decides which source objects are held out.
///
/// A source goes to holdout when SHA-256 of `SEED`, a line feed and its name, read as a fraction, lies below the requested one. So a
/// source keeps its side when others are added, and nothing that was ever evaluated with slips into training. Where the fraction would
/// leave a side empty, the source nearest the border crosses it, as long as there are two.
enum HoldoutSplit {
    static func holdout(sources: Set<String>, request: ExportRequest.Holdout) -> Set<String> {
        guard sources.count > 1 else { return [] }
        let ranked = sources.map { (rank: rank($0, seed: request.seed), source: $0) }.sorted { ($0.rank, $0.source) < ($1.rank, $1.source) }
        let border = UInt64((request.fraction * 18_446_744_073_709_551_615.0).rounded(.down))
        let below = ranked.prefix { $0.rank < border }.count
        return Set(ranked.prefix(min(max(below, 1), ranked.count - 1)).map(\.source))
    }

    private static func rank(_ source: String, seed: UInt64) -> UInt64 {
        SHA256.hash(data: Array("\(seed)\n\(source)".utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

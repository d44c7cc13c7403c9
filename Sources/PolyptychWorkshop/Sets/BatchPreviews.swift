import PolyptychCuration
import Synchronization

/// Previews that can still be applied; the newest few are kept.
final class BatchPreviews: Sendable {
    struct Kept: Sendable {
        var id: String
        var project: Int64
        var action: BatchAction
        var versions: [(Int64, Int)]
    }
    private let kept = Mutex<[Kept]>([])

    func keep(_ preview: Kept) {
        kept.withLock {
            $0.append(preview)
            if $0.count > 32 { $0.removeFirst() }
        }
    }

    func take(_ id: String) -> Kept? {
        kept.withLock { list in
            guard let index = list.firstIndex(where: { $0.id == id }) else { return nil }
            return list.remove(at: index)
        }
    }
}

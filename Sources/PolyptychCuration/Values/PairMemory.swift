import Synchronization

/// Remembers an answer about pairs of views: measures never change, and linting asks about the same pairs with every look and edit.
///
/// There are two generations of at most `capacity` pairs each: a pair that is asked about again stays, the others go. A pair takes
/// about a kilobyte.
final class PairMemory: Sendable {
    private struct Pair: Hashable {
        var a: ViewMeasure
        var b: ViewMeasure
    }
    private struct Generations {
        var young: [Pair: Bool] = [:]
        var old: [Pair: Bool] = [:]
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    init(capacity: Int) { self.capacity = capacity }

    /// The remembered answer about this pair in this order, else what `work` says.
    func answer(_ a: ViewMeasure, _ b: ViewMeasure, work: () -> Bool) -> Bool {
        let pair = Pair(a: a, b: b)
        let (known, isYoung) = generations.withLock { ($0.young[pair] ?? $0.old[pair], $0.young[pair] != nil) }
        if let known, isYoung { return known }
        let answer = known ?? work()
        generations.withLock { generations in
            if generations.young.count >= capacity {
                generations.old = generations.young
                generations.young = [:]
            }
            generations.young[pair] = answer
        }
        return answer
    }
}

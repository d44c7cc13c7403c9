import Foundation

/// Times that belong together: contestants take turns in every round, so that what else the machine does meets all alike.
struct Rounds {
    /// Seconds by contestant, one entry for each round.
    private(set) var seconds: [String: [Double]] = [:]

    /// Runs every contestant once unmeasured and then `count` times, in turns; each returns the seconds it took.
    static func alternate(_ count: Int, _ contestants: [(name: String, run: () async throws -> Double)]) async throws -> Rounds {
        var rounds = Rounds()
        for round in 0...count {
            // Who goes first changes from round to round.
            for index in contestants.indices {
                let contestant = contestants[(index + round) % contestants.count]
                let taken = try await contestant.run()
                if round > 0 { rounds.seconds[contestant.name, default: []].append(taken) }
            }
        }
        return rounds
    }

    func median(_ name: String) -> Double { seconds[name, default: []].percentile(0.5) }

    /// The median over rounds of how much longer `peer` took than `ours`.
    func ratio(_ ours: String, _ peer: String) -> Double {
        zip(seconds[peer, default: []], seconds[ours, default: []]).map { $0 / $1 }.percentile(0.5)
    }
}

extension [Double] {
    /// The smallest value that at least this share of the values does not exceed.
    func percentile(_ share: Double) -> Double {
        guard !isEmpty else { return .nan }
        let sorted = sorted()
        if share == 0.5, count % 2 == 0 { return (sorted[count / 2 - 1] + sorted[count / 2]) / 2 }
        return sorted[Swift.min(count - 1, Swift.max(0, Int((share * Double(count)).rounded(.up)) - 1))]
    }
}

/// Seconds that `body` takes.
func timed(_ body: () async throws -> Void) async rethrows -> Double {
    let started = ContinuousClock.now
    try await body()
    let taken = (ContinuousClock.now - started).components
    return Double(taken.seconds) + Double(taken.attoseconds) / 1e18
}

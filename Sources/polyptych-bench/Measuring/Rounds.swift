import Foundation

/// Times that belong together: contestants take turns in every round, so that what else the machine does meets all alike.
struct Rounds {
    /// By contestant, one entry for each round.
    private(set) var times: [String: [Taken]] = [:]

    /// Runs every contestant once unmeasured and then `count` times, in turns; each returns the seconds it took.
    static func alternate(_ count: Int, _ contestants: [(name: String, run: () async throws -> Taken)]) async throws -> Rounds {
        var rounds = Rounds()
        for round in 0...count {
            // Who goes first changes from round to round.
            for index in contestants.indices {
                let contestant = contestants[(index + round) % contestants.count]
                let taken = try await contestant.run()
                if round > 0 { rounds.times[contestant.name, default: []].append(taken) }
            }
        }
        return rounds
    }

    func median(_ name: String) -> Double { times[name, default: []].map(\.seconds).percentile(0.5) }

    func processor(_ name: String) -> Double { times[name, default: []].map(\.processor).percentile(0.5) }

    /// The median over rounds of how much longer `peer` took than `ours`.
    func ratio(_ ours: String, _ peer: String, of part: KeyPath<Taken, Double> = \.seconds) -> Double {
        zip(times[peer, default: []], times[ours, default: []]).map { $0[keyPath: part] / $1[keyPath: part] }.percentile(0.5)
    }
}

/// What a round took, in seconds.
struct Taken {
    var seconds: Double
    /// Of all threads and processes of the contestant together: hardly disturbed by what else the machine does.
    var processor: Double
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

/// What `body` takes of this process.
func timed(_ body: () async throws -> Void) async rethrows -> Taken {
    let started = ContinuousClock.now, worked = processorSeconds()
    try await body()
    let taken = (ContinuousClock.now - started).components
    return Taken(seconds: Double(taken.seconds) + Double(taken.attoseconds) / 1e18, processor: processorSeconds() - worked)
}

private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

import Foundation

/// One line of the table.
struct Figure: Codable {
    var name: String
    var ours: Double
    var unit: String
    /// What `ours` is beside: a peer, or the machine itself.
    var peer: String?
    var theirs: Double?
    /// Above 1 is better for us: rates are divided one way, times the other. Medians over rounds that alternate.
    var ratio: Double?
    var target: String?
    var isMet: Bool?
}

/// Prints figures as they come and keeps them for `bench.json`.
final class Report {
    private let plan: BenchPlan
    private var figures: [Figure] = []

    init(plan: BenchPlan) { self.plan = plan }

    func header() {
        print("Polyptych bench: \(plan.cores) cores, \(plan.photos) photographs of 1200 × 1600, \(plan.sets) sets, medians of \(plan.rounds) alternating rounds")
        print(Self.row("figure", "ours", "", "beside", "", "ratio", "target"))
    }

    func add(_ figure: Figure) {
        figures.append(figure)
        let verdict = figure.isMet.map { $0 ? " ✓" : " ✗" } ?? ""
        print(
            Self.row(
                figure.name, Self.text(figure.ours), figure.unit, figure.peer ?? "", figure.theirs.map(Self.text) ?? "",
                figure.ratio.map { String(format: "%.2f", $0) } ?? "", (figure.target ?? "") + verdict))
        fflush(nil)
    }

    /// A rate beside a peer's rate; `atLeast` is the ratio aimed at.
    func rate(_ name: String, _ ours: Double, _ unit: String, beside peer: String, _ theirs: Double, ratio: Double, atLeast: Double? = nil) {
        add(
            Figure(
                name: name, ours: ours, unit: unit, peer: peer, theirs: theirs, ratio: ratio, target: atLeast.map { "≥ \($0)" },
                isMet: atLeast.map { ratio >= $0 }))
    }

    /// Processor time for each piece of work beside a peer's; tells more than the rate where the machine is shared.
    func processor(_ name: String, _ rounds: Rounds, beside peer: String, as label: String? = nil, pieces: Int) {
        add(
            Figure(
                name: name, ours: rounds.processor("ours") * 1000 / Double(pieces), unit: "ms CPU", peer: label ?? peer,
                theirs: rounds.processor(peer) * 1000 / Double(pieces), ratio: rounds.ratio("ours", peer, of: \.processor)))
    }

    /// A time in milliseconds or an amount that should stay below a bound.
    func bound(_ name: String, _ ours: Double, _ unit: String, below: Double? = nil) {
        add(Figure(name: name, ours: ours, unit: unit, target: below.map { "< \(Self.text($0))" }, isMet: below.map { ours < $0 }))
    }

    func write(to url: URL) throws {
        struct Whole: Encodable {
            var at: Date
            var plan: BenchPlan
            var figures: [Figure]
        }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "infinite", negativeInfinity: "-infinite", nan: "none")
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(Whole(at: Date(), plan: plan, figures: figures)).write(to: url)
    }

    static func text(_ value: Double) -> String {
        value.isInfinite ? "exact" : value >= 1000 ? String(format: "%.0f", value) : value >= 10 ? String(format: "%.1f", value) : String(format: "%.2f", value)
    }

    private static func row(_ name: String, _ ours: String, _ unit: String, _ peer: String, _ theirs: String, _ ratio: String, _ target: String) -> String {
        func left(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
        func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
        return "\(left(name, 46)) \(right(ours, 8)) \(left(unit, 9)) \(left(peer, 24)) \(right(theirs, 8)) \(right(ratio, 6))  \(target)"
    }
}

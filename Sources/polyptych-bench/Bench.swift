import Foundation

/// One run: renders what is missing, measures, prints a line per figure, writes `bench.json`.
struct Bench {
    var plan: BenchPlan

    init(_ plan: BenchPlan) { self.plan = plan }

    func run(_ chosen: [String]) async throws {
        let all = ["import", "export", "workspace"]
        if let unknown = chosen.first(where: { !all.contains($0) }) { throw BenchFault("\(unknown) is not measured; there are \(all.joined(separator: ", "))") }
        let parts = chosen.isEmpty ? all : chosen
        let report = Report(plan: plan)
        report.header()
        if parts.contains("import") || parts.contains("export") {
            let photos = try Photographs.make(plan)
            if parts.contains("import") { try await ImportFigures(plan: plan, photos: photos).measure(report) }
            if parts.contains("export") { try await ExportFigures(plan: plan, photos: photos).measure(report) }
        }
        if parts.contains("workspace") { try await WorkspaceFigures(plan: plan).measure(report) }
        try report.write(to: URL(fileURLWithPath: "bench.json"))
    }
}

/// What is measured, and where things lie.
struct BenchPlan: Codable {
    var photos = 120
    var sets = 10_000
    var rounds = 5
    var cores = ProcessInfo.processInfo.activeProcessorCount
    var data = ".bench-data"
    var python = ".venv-bench/bin/python"
    var peers = "Sources/polyptych-bench/Peers"
    var tokenizers: String?

    static func fromEnvironment() -> BenchPlan {
        let environment = ProcessInfo.processInfo.environment
        var plan = BenchPlan()
        func number(_ name: String, _ value: inout Int) {
            if let text = environment[name], let number = Int(text), number > 0 { value = number }
        }
        number("BENCH_PHOTOS", &plan.photos)
        number("BENCH_SETS", &plan.sets)
        number("BENCH_ROUNDS", &plan.rounds)
        plan.tokenizers = environment["BENCH_TOKENIZERS"]
        plan.photos = max(8, plan.photos / 2 * 2)
        return plan
    }

    /// An empty folder of that name under the data folder.
    func scratch(_ name: String) throws -> URL {
        let folder = URL(fileURLWithPath: data).appendingPathComponent(name).standardizedFileURL
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        sync()  // nobody waits for what somebody else has written
        return folder
    }
}

struct BenchFault: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

import Foundation
import GRDB

/// A large workspace through the real server on loopback: pages, search, facets, tickets, edits, memory.
///
/// Every kind of request takes its turn in every round, beside a bare durable commit of one row and an empty route.
struct WorkspaceFigures {
    var plan: BenchPlan

    func measure(_ report: Report) async throws {
        let root = try plan.scratch("workspace-\(plan.sets)")
        if let tokenizers = plan.tokenizers {
            try FileManager.default.createSymbolicLink(
                at: root.appendingPathComponent("tokenizers"), withDestinationURL: URL(fileURLWithPath: tokenizers).standardizedFileURL)
        }
        let filling = try await timed { try ServerProcess.runSelf(["fill", root.path, "\(plan.sets)"]) }
        let size = (try? FileManager.default.attributesOfItem(atPath: root.appendingPathComponent("polyptych.sqlite3").path))?[.size] as? Int ?? 0
        print(String(format: "Workspace of %d sets, %d views: %.0f MiB, filled in %.1f s", plan.sets, plan.sets * 3, Double(size) / 1_048_576, filling.seconds))
        let server = try ServerProcess(root: root)
        defer { server.stop() }
        let start = server.memory.resident ?? 0
        let requests = try Requests(server: server, sets: plan.sets, bare: root.appendingPathComponent("bare.sqlite3"))
        let times = try requests.run(rounds: plan.rounds)

        let label = "\(plan.sets / 1000)k sets: "
        func line(_ name: String, _ kind: Requests.Kind, _ share: Double, below: Double?) {
            guard let values = times[kind] else { return }
            report.add(
                Figure(
                    name: label + "\(name), p\(Int(share * 100))", ours: values.percentile(share), unit: "ms", peer: "median", theirs: values.percentile(0.5),
                    target: below.map { "< \(Report.text($0)) ms" }, isMet: below.map { values.percentile(share) < $0 }))
            if let worked = requests.processor[kind]?.percentile(0.5) { report.bound(label + "\(name), server", worked, "ms CPU") }
        }
        line("bare one-row durable commit", .bareCommit, 0.95, below: nil)
        line("empty route", .empty, 0.95, below: nil)
        line("first page of 100 cards", .firstPage, 0.99, below: 20)
        line("next page of 100 cards", .nextPage, 0.99, below: 20)
        line("search, a page of what is found", .search, 0.95, below: 50)
        line("facets of a search", .facets, 0.95, below: 50)
        line("facets of everything", .allFacets, 0.95, below: 50)
        line("ticket: the whole order", .ticket, 0.95, below: nil)
        line("reorder, committed durably", .reorder, 0.95, below: 15)
        line("caption saved, committed durably", .save, 0.95, below: 15)
        let memory = server.memory
        report.bound(label + "server memory at the start", start, "MiB")
        if let resident = memory.resident { report.bound(label + "server memory after the requests", resident, "MiB", below: 150) }
        if let peak = memory.peak { report.bound(label + "server memory at its highest", peak, "MiB") }
    }
}

/// The requests of a person at work, in turns.
private final class Requests {
    enum Kind: Hashable { case bareCommit, empty, firstPage, nextPage, search, facets, allFacets, ticket, reorder, save }

    private static let queries = [
        "red mug", "blue", "wood", "\"worn handle\"", "status:draft", "tag:glossy", "lint:relative-wording -blue", "category:teapot soft", "key:mug-1*", "views:4 is:clean",
        "status:ready round label", "severity:error", "grass", "is:uncaptioned", "chair -status:rejected polished", "nothing-has-this-word",
    ]
    private static let sorts = ["key", "worst", "recent", "created", "views"]

    /// Milliseconds that the server computed for each request: hardly disturbed by what else the machine does.
    private(set) var processor: [Kind: [Double]] = [:]
    private let server: ServerProcess
    private let client: LoopbackClient
    private let sets: Int
    private let bare: DatabaseQueue
    private var cursors: [String: String] = [:]
    private var times: [Kind: [Double]] = [:]
    private var step = 0

    init(server: ServerProcess, sets: Int, bare: URL) throws {
        client = try LoopbackClient(port: server.port, token: server.token)
        self.server = server
        self.sets = sets
        self.bare = try DatabaseQueue(path: bare.path)
        try self.bare.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        }
    }

    func run(rounds: Int) throws -> [Kind: [Double]] {
        for round in 0...rounds {
            for _ in 0..<40 { try turn() }
            if round == 0 { (times, processor) = ([:], [:]) }  // the first one warms up
        }
        return times
    }

    private func turn() throws {
        step += 1
        let sort = Self.sorts[step % Self.sorts.count], query = Self.encoded(Self.queries[step % Self.queries.count])
        note(.bareCommit, try commit())
        note(.empty, try send(.empty, "GET", "status").milliseconds)
        try page(.firstPage, sort: sort, after: nil)
        for _ in 0..<2 { try page(.nextPage, sort: sort, after: cursors[sort]) }
        note(.search, try send(.search, "GET", "projects/1/sets?limit=100&query=\(query)").milliseconds)
        note(.facets, try send(.facets, "GET", "projects/1/facets?query=\(query)").milliseconds)
        if step % 4 == 0 { note(.allFacets, try send(.allFacets, "GET", "projects/1/facets").milliseconds) }
        if step % 4 == 1 { note(.ticket, try send(.ticket, "POST", "projects/1/query", json: "{\"query\":\"\",\"sort\":\"\(sort)\"}").milliseconds) }
        try edit(.reorder) { views, _ in "{\"edit\":\"reorder\",\"views\":[\(views.reversed().map { "\"\($0)\"" }.joined(separator: ","))]}" }
        try edit(.save) { views, step in "{\"edit\":\"setCaption\",\"view\":\"\(views[0])\",\"text\":\"the object as it was seen at step \(step)\"}" }
    }

    private func page(_ kind: Kind, sort: String, after: String?) throws {
        let cursor = after.map { "&after=" + Self.encoded($0) } ?? ""
        let answer = try send(kind, "GET", "projects/1/sets?limit=100&sort=\(sort)\(cursor)")
        note(after == nil && kind == .nextPage ? .firstPage : kind, answer.milliseconds)
        // Pages of one order go on where the last one ended, over the whole light table and from the start again.
        if kind == .nextPage || cursors[sort] == nil { cursors[sort] = try JSONDecoder().decode(Cursor.self, from: answer.body).next }
    }

    private struct Cursor: Decodable { var next: String? }

    private func edit(_ kind: Kind, _ edit: ([String], Int) -> String) throws {
        struct Detail: Decodable {
            struct State: Decodable {
                struct View: Decodable { var id: String }
                var views: [View]
            }
            var version: Int
            var state: State
        }
        let set = Int(UInt64(step) &* 7919 % UInt64(sets)) + 1
        let detail = try JSONDecoder().decode(Detail.self, from: try client.send("GET", "sets/\(set)").body)
        let body = "{\"edits\":[\(edit(detail.state.views.map(\.id), step))]}"
        note(kind, try send(kind, "POST", "sets/\(set)/edits", json: body, version: detail.version).milliseconds)
    }

    private func send(_ kind: Kind, _ method: String, _ path: String, json: String? = nil, version: Int? = nil) throws -> LoopbackClient.Answer {
        let before = server.processor
        let answer = try client.send(method, path, json: json, version: version)
        processor[kind, default: []].append((server.processor - before) * 1000)
        return answer
    }

    private func commit() throws -> Double {
        let started = ContinuousClock.now
        try bare.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try db.cachedStatement(sql: "INSERT INTO row (text) VALUES (?)").execute(arguments: ["one row, durably"])
                return .commit
            }
        }
        let taken = (ContinuousClock.now - started).components
        return Double(taken.seconds) * 1e3 + Double(taken.attoseconds) / 1e15
    }

    private func note(_ kind: Kind, _ milliseconds: Double) { times[kind, default: []].append(milliseconds) }

    private static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}

import Foundation

/// A peer in a Python process that stays warm: one JSON line asks for a round, one answers with its seconds.
final class Peer {
    private let process = Process()
    private let orders = Pipe()
    private let answers = Pipe()
    private var unread = Data()
    let name: String

    init(_ script: String, engine: String, plan: BenchPlan) throws {
        name = engine
        process.executableURL = URL(fileURLWithPath: plan.python)
        process.arguments = ["\(plan.peers)/\(script)", engine, "\(plan.cores)"]
        process.standardInput = orders
        process.standardOutput = answers
        do { try process.run() } catch { throw BenchFault("The peers need \(plan.python); `make bench` makes it.") }
        _ = try line()
    }

    /// Lets the peer do one round and returns what it says it took.
    func round(_ order: [String: Any]) throws -> Taken {
        orders.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: order) + Data("\n".utf8))
        guard let answer = try JSONSerialization.jsonObject(with: line()) as? [String: Any], let seconds = answer["seconds"] as? Double,
            let processor = answer["processor"] as? Double
        else { throw BenchFault("The peer \(name) did not answer with its time.") }
        return Taken(seconds: seconds, processor: processor)
    }

    func stop() {
        try? orders.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func line() throws -> Data {
        while true {
            if let end = unread.firstIndex(of: 10) {
                let line = Data(unread[unread.startIndex..<end])
                unread = Data(unread[(end + 1)...])
                return line
            }
            let more = answers.fileHandleForReading.availableData
            if more.isEmpty { throw BenchFault("The peer \(name) ended early.") }
            unread.append(more)
        }
    }
}

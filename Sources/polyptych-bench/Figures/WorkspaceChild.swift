import Foundation
import PolyptychCuration
import PolyptychResources
import PolyptychServer
import PolyptychStore
import PolyptychWorkshop

/// What runs in a process of its own, so that the server's memory is the server's alone.
enum WorkspaceChild {
    /// Makes a workspace with generated rows.
    static func fill(root: URL, sets: Int) async throws {
        let workshop = try await Workshop.open(workspace: Workspace(root: root, command: "bench"), person: "bench")
        _ = try await SyntheticWorkspace(sets: sets).fill(workshop.store, settings: .standard)
        await workshop.close()
    }

    /// Serves it as `polyptych serve` does, on any free port; says on standard output which.
    static func serve(root: URL) async throws {
        let workshop = try await Workshop.open(workspace: Workspace(root: root, command: "serve"), person: "bench")
        let configuration = ServerConfiguration(port: 0, webAssets: try Resources.folder(Resources.webAssets))
        try await PolyptychServer.serve(workshop: workshop, configuration: configuration, owner: "bench") {
            print("port \($0.port)")
            fflush(nil)
        }
        await workshop.close()
    }
}

/// A server in a child process.
final class ServerProcess {
    let port: Int
    let token: String
    private let process: Process

    /// Runs this very program with `arguments` and waits for its end.
    static func runSelf(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = try program()
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchFault("\(arguments[0]) ended with \(process.terminationStatus)") }
    }

    init(root: URL) throws {
        process = Process()
        process.executableURL = try Self.program()
        process.arguments = ["serve", root.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard line.hasPrefix("port "), let port = Int(line.dropFirst(5).trimmingCharacters(in: .whitespacesAndNewlines)) else {
            process.terminate()
            throw BenchFault("The server did not start.")
        }
        self.port = port
        token = try String(contentsOf: root.appendingPathComponent("token"), encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// MiB now, and the most there ever was.
    var memory: (resident: Double?, peak: Double?) { (Memory.resident("\(process.processIdentifier)"), Memory.peak("\(process.processIdentifier)")) }

    /// Seconds that the server has computed, on all its threads.
    var processor: Double {
        var clock = clockid_t(), time = timespec()
        guard clock_getcpuclockid(process.processIdentifier, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static func program() throws -> URL { URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) }
}

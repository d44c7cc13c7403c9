import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import PolyptychTestSupport
import PolyptychWorkshop
import Testing

@testable import PolyptychServer

/// The whole application over a workspace of its own, asked as a script does; every answer is held against the description.
struct House: Sendable {
    let client: any TestClientProtocol
    let workshop: Workshop
    let folder: URL
    let description: Description
    let asked: Box<Set<String>>
    let token: String

    var bearer: HTTPFields { [.authorization: "Bearer \(token)"] }

    /// Asks the route written as in the description; `{…}` are filled from `path` in order.
    @discardableResult
    func ask(
        _ operation: String, _ path: [any CustomStringConvertible] = [], query: String = "", body text: String? = nil, raw: ByteBuffer? = nil,
        version: Int? = nil, headers: HTTPFields = [:], status: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let parts = operation.split(separator: " ")
        var uri = String(parts[1])
        for value in path { uri.replace(/\{\w+\}/, with: "\(value)", maxReplacements: 1) }
        var fields = bearer
        for field in headers { fields[field.name] = field.value }
        if text != nil { fields[.contentType] = "application/json" }
        if let version { fields[.ifMatch] = "\"\(version)\"" }
        let method = try #require(HTTPRequest.Method(String(parts[0])))
        let response = try await client.execute(
            uri: uri + (query.isEmpty ? "" : "?\(query)"), method: method, headers: fields, body: raw ?? text.map { ByteBuffer(string: $0) })
        let faults = description.faults(
            operation: operation, status: response.status.code, contentType: response.headers[.contentType], body: response.data)
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))", sourceLocation: sourceLocation)
        if let status { #expect(response.status.code == status, "\(response.text.prefix(800))", sourceLocation: sourceLocation) }
        expectSecurityHeaders(response, sourceLocation: sourceLocation)
        if response.status.code < 400 { asked.change { $0.insert(operation) } }
        return response
    }

    /// Waits until a job is over; its last answer.
    func finish(_ started: TestResponse, sourceLocation: SourceLocation = #_sourceLocation) async throws -> JobAnswer {
        #expect(started.status == .accepted, "\(started.text)", sourceLocation: sourceLocation)
        let id = try started.json(JobAnswer.self).id
        for _ in 0..<3000 {
            let job: JobAnswer = try await ask("GET /api/v1/jobs/{job}", [id]).json()
            if job.isOver { return job }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("job \(id) never ended", sourceLocation: sourceLocation)
        throw CancellationError()
    }

    /// Makes a project of three sets with two views each, imported from a folder.
    func furnished() async throws -> Int64 {
        let source = folder.appendingPathComponent("source")
        for (index, name) in ["chair", "lamp", "table"].enumerated() {
            let set = source.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
            for view in 1...2 {
                try Data(FixtureImages.jpeg(width: 96 + 32 * index, height: 64 + 16 * view)).write(to: set.appendingPathComponent("\(view).jpg"))
                try Data("a \(name) seen from side \(view)".utf8).write(to: set.appendingPathComponent("\(view).txt"))
            }
        }
        let project: ProjectAnswer = try await ask("POST /api/v1/projects", body: #"{"name":"rooms"}"#, status: 201).json()
        let job = try await finish(
            try await ask("POST /api/v1/projects/{project}/imports", [project.id], body: #"{"source":{"path":"\#(source.path)"},"options":{}}"#))
        #expect(job.state == .finished && job.result?.sets == 3, "\(job)")
        return project.id
    }

    /// Ids of the project's sets by key.
    func sets(_ project: Int64) async throws -> [String: Int64] {
        let page: SetPage = try await ask("GET /api/v1/projects/{project}/sets", [project]).json()
        return Dictionary(uniqueKeysWithValues: page.sets.map { ($0.key, $0.id) })
    }
}

/// Opens a workspace in a temporary folder, asks the application about it through the router, and clears up.
func withHouse(_ body: @Sendable (House) async throws -> Void) async throws {
    try await withHouse(.router) { house, _ in try await body(house) }
}

func withHouse(_ framework: TestingSetup, _ body: @Sendable (House, Int?) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("polyptych-house-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var logger = Logger(label: "house")
    logger.logLevel = .error
    let workshop = try await Workshop.open(workspace: Workspace(root: folder.appendingPathComponent("workspace"), command: "test"), person: "ada", logger: logger)
    let assets = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("WebAssets")
    let application = try buildApplication(workshop: workshop, configuration: .init(port: 0, webAssets: assets), owner: "ada")
    let description = try Description()
    let token = try String(contentsOf: workshop.workspace.token, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    do {
        try await application.test(framework) { client in
            try await body(House(client: client, workshop: workshop, folder: folder, description: description, asked: Box([]), token: token), client.port)
        }
    } catch {
        await workshop.close()
        throw error
    }
    await workshop.close()
}

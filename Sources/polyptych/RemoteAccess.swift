import Foundation
import PolyptychImporting
import PolyptychShards
import PolyptychWorkshop

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A workspace reached through the server that has it open, with the token from the workspace folder.
struct RemoteAccess: Access {
    private let base: URL
    private let token: String

    init(base: URL, workspace: URL) throws {
        self.base = base
        let file = workspace.appendingPathComponent("token")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw CommandFailure("The server at \(base) has this workspace open, and its token (\(file.path)) cannot be read. Run the command as the server's owner.")
        }
        token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func project(named name: String, create: Bool) async throws -> ProjectAnswer {
        if let found = try await projects().first(where: { $0.name == name }) { return found }
        guard create else { throw CommandFailure(unknownProject(name, among: try await projects())) }
        return try await send("POST", "projects", body: ["name": name])
    }

    func projects() async throws -> [ProjectAnswer] {
        let list: ProjectList = try await send("GET", "projects")
        return list.projects
    }

    func startImport(project: Int64, request: ImportRequest) async throws -> JobAnswer {
        try await send("POST", "projects/\(project)/imports", body: request)
    }

    func planExport(project: Int64, order: ExportOrder) async throws -> ExportPreview {
        try await send("POST", "projects/\(project)/exports/plan", body: order)
    }

    func startExport(project: Int64, request: ExportOrder) async throws -> JobAnswer {
        try await send("POST", "projects/\(project)/exports", body: request)
    }

    func startSampleData(project: Int64, request: SampleRequest) async throws -> JobAnswer {
        try await send("POST", "projects/\(project)/samples", body: request)
    }

    func job(_ id: Int64) async throws -> JobAnswer { try await send("GET", "jobs/\(id)") }

    func cancel(_ id: Int64) async throws {
        let _: JobAnswer = try await send("POST", "jobs/\(id)/cancel", body: [String: String]())
    }

    func lint(project: Int64, query: String, after: String?) async throws -> LintPage {
        var items = [URLQueryItem(name: "query", value: query), URLQueryItem(name: "limit", value: "500")]
        if let after { items.append(URLQueryItem(name: "after", value: after)) }
        return try await send("GET", "projects/\(project)/lint", query: items)
    }

    func close() async {}

    private struct ProjectList: Decodable { var projects: [ProjectAnswer] }
    private struct Failure: Decodable {
        struct Body: Decodable { var message: String; var hint: String? }
        var error: Body
    }

    private func send<Answer: Decodable>(
        _ method: String, _ path: String, query: [URLQueryItem] = [], body: (any Encodable & Sendable)? = nil
    ) async throws -> Answer {
        var components = URLComponents(url: base.appendingPathComponent("api/v1/\(path)"), resolvingAgainstBaseURL: false)!
        if !query.isEmpty { components.queryItems = query }
        var request = URLRequest(url: components.url!)
        request.httpMethod = method
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        if let body {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try WireFormat.encoder().encode(body)
        }
        let (data, response): (Data, URLResponse)
        do { (data, response) = try await URLSession.shared.data(for: request) } catch let error as URLError {
            throw CommandFailure(
                "The server at \(base) has this workspace open and does not answer (\(error.localizedDescription)). Try again, or stop it first.")
        }
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status) else {
            if let failure = try? WireFormat.decoder().decode(Failure.self, from: data) {
                throw CommandFailure([failure.error.message, failure.error.hint].compactMap { $0 }.joined(separator: " "))
            }
            throw CommandFailure("The server at \(base) answered \(status). Look at its output.")
        }
        return try WireFormat.decoder().decode(Answer.self, from: data)
    }
}

/// Names the projects there are when one is asked for that is not.
func unknownProject(_ name: String, among projects: [ProjectAnswer]) -> String {
    projects.isEmpty
        ? "There is no project \"\(name)\", and no other in this workspace. Import something first."
        : "There is no project \"\(name)\". There are: \(projects.map(\.name).joined(separator: ", "))."
}

import Foundation
import Logging
import PolyptychCuration
import PolyptychImporting
import PolyptychShards
import PolyptychWorkshop

/// A workspace as a command reaches it: opened by this process, or through the server that has it open.
protocol Access: Sendable {
    func project(named name: String, create: Bool) async throws -> ProjectAnswer
    func projects() async throws -> [ProjectAnswer]
    func startImport(project: Int64, request: ImportRequest) async throws -> JobAnswer
    func planExport(project: Int64, order: ExportOrder) async throws -> ExportPreview
    func startExport(project: Int64, request: ExportOrder) async throws -> JobAnswer
    func startSampleData(project: Int64, request: SampleRequest) async throws -> JobAnswer
    func job(_ id: Int64) async throws -> JobAnswer
    func cancel(_ id: Int64) async throws
    func lint(project: Int64, query: String, after: String?) async throws -> LintPage
    func close() async
}

/// Opens the workspace at `root`: directly where nobody has it, else through the server that does.
///
/// - Parameter makes: whether a workspace is made where there is none; a command that only reads one leaves a misspelt path alone.
func openAccess(_ root: URL, command: String, makes: Bool = true) async throws -> any Access {
    if !makes, !FileManager.default.fileExists(atPath: root.appendingPathComponent("polyptych.sqlite3").path) {
        throw CommandFailure("There is no workspace at \(root.path). Name one with --workspace; `polyptych import` makes one.")
    }
    if let holder = Workspace.holder(of: root) {
        guard let address = holder.url, let url = URL(string: address) else {
            throw CommandFailure(Workspace.Fault.held(root: root.path, by: holder).description)
        }
        return try RemoteAccess(base: url, workspace: root)
    }
    return try await LocalAccess(root: root, command: command)
}

/// A workspace held by this process.
struct LocalAccess: Access {
    let workshop: Workshop

    init(root: URL, command: String) async throws {
        workshop = try await Workshop.open(workspace: Workspace(root: root, command: command), person: localPerson(), logger: quietLogger())
    }

    func project(named name: String, create: Bool) async throws -> ProjectAnswer { try await workshop.project(named: name, create: create) }
    func projects() async throws -> [ProjectAnswer] { try await workshop.projects() }
    func startImport(project: Int64, request: ImportRequest) async throws -> JobAnswer {
        try await workshop.startImport(project: project, request: request, by: localPerson())
    }
    func planExport(project: Int64, order: ExportOrder) async throws -> ExportPreview {
        ExportPreview(try await workshop.planExport(project: project, order: order))
    }
    func startExport(project: Int64, request: ExportOrder) async throws -> JobAnswer {
        try await workshop.startExport(project: project, order: request, by: localPerson())
    }
    func startSampleData(project: Int64, request: SampleRequest) async throws -> JobAnswer {
        try await workshop.startSampleData(project: project, request: request, by: localPerson())
    }
    func job(_ id: Int64) async throws -> JobAnswer { try await workshop.job(id) }
    func cancel(_ id: Int64) async throws { try await workshop.cancelJob(id) }
    func lint(project: Int64, query: String, after: String?) async throws -> LintPage {
        try await workshop.lint(project: project, query: query, after: after, limit: 500)
    }
    func close() async { await workshop.close() }
}

/// A command tells its failures itself, once.
private func quietLogger() -> Logger {
    var logger = Logger(label: "polyptych")
    logger.logLevel = .critical
    return logger
}

/// The name changes are recorded under when they come from a shell.
func localPerson() -> String {
    ProcessInfo.processInfo.environment["USER"] ?? ProcessInfo.processInfo.environment["LOGNAME"] ?? "owner"
}

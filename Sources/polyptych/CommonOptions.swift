import ArgumentParser
import Foundation
import PolyptychWorkshop

/// Where the workspace is; shared by every command that has one.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The workspace folder.", valueName: "dir"))
    var workspace = "workspace"

    var root: URL { URL(fileURLWithPath: (workspace as NSString).expandingTildeInPath).standardizedFileURL }
}

/// How a command reports.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Print the outcome as JSON on standard output.")
    var json = false

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false
}

/// Follows a job to its end and throws where it failed as a whole.
func follow(_ job: JobAnswer, on access: any Access, report: ReportOptions) async throws -> JobAnswer {
    var progress = ProgressLine(quiet: report.quiet)
    var current = job
    while !current.isOver {
        progress.show(current)
        try await Task.sleep(for: .milliseconds(current.total > 200 ? 150 : 40))
        current = try await access.job(job.id)
    }
    progress.show(current)
    progress.finish()
    if current.state == .failed { throw CommandFailure(current.message) }
    return current
}

func printJSON(_ value: some Encodable) throws {
    let encoder = WireFormat.encoder()
    encoder.outputFormatting.insert(.prettyPrinted)
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}

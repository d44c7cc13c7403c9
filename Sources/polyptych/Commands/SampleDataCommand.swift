import ArgumentParser
import Foundation
import PolyptychWorkshop

/// `polyptych sample-data`.
struct SampleData: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample-data",
        abstract: "Render image sets of little scenes with true captions, to try things with.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var report: ReportOptions

    @Option(help: "The project that receives them.")
    var project = "sample"

    @Option(help: "How many sets to render.")
    var sets = 12

    @Option(help: "The same seed renders the same pictures.")
    var seed: UInt64 = 1

    @Option(help: "Write folders of images and captions here instead of into the workspace.")
    var out: String?

    @Flag(help: "Do nothing where the workspace has a project already.")
    var ifMissing = false

    func validate() throws {
        if !(1...100_000).contains(sets) { throw ValidationError("--sets is 1 to 100000.") }
    }

    mutating func run() async throws {
        if let out {
            let folder = URL(fileURLWithPath: (out as NSString).expandingTildeInPath).standardizedFileURL
            try Workshop.writeSampleFolders(sets: sets, seed: seed, to: folder)
            print("\(sets) sets in \(folder.path)")
            return
        }
        if ifMissing, let holder = Workspace.holder(of: workspace.root), holder.url == nil { return }
        let access = try await openAccess(workspace.root, command: "sample-data")
        if ifMissing, try await !access.projects().isEmpty { return await access.close() }
        let target = try await access.project(named: project, create: true)
        let started = try await access.startSampleData(project: target.id, request: SampleRequest(sets: sets, seed: seed))
        let job = try await follow(started, on: access, report: report)
        await access.close()
        if report.json { try printJSON(ImportReport(project: project, job: job)) } else { print("\(project): \(job.message)") }
        if job.failed > 0 { throw CommandExit.doneWithFailures }
    }
}

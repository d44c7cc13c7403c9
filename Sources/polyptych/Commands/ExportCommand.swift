import ArgumentParser
import Foundation
import PolyptychShards
import PolyptychWorkshop

/// `polyptych export`.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Export a project as WebDataset shards, a trainer folder, or a Hugging Face imagefolder.",
        discussion: "Pins a snapshot first. The same project exported again gives the same bytes.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var report: ReportOptions

    @Option(help: "The project.")
    var project: String

    @Option(help: "webdataset, folder or imagefolder.")
    var format: ExportFormat = .webdataset

    @Option(help: "Where to write it. Default: exports/NAME in the workspace.")
    var out: String?

    @Option(help: "The export's name. Default: the project's name.")
    var name: String?

    @Option(help: "Sets in which review state: draft, ready, accepted, rejected or any.")
    var status: ExportOrder.Status = .accepted

    @Option(help: "Only sets that match this query as well.")
    var query = ""

    @Option(help: "png, or jpeg.")
    var image: ExportOrder.Image = .png

    @Option(help: "JPEG quality, 1–100.")
    var quality = 95

    @Option(help: "everything, pose (every fact determinate and confident) or identity (no pose words).")
    var policy: ExportPolicy = .everything

    @Option(help: "Share of the source objects kept out of training, 0–0.5.")
    var holdout = 0.0

    @Option(help: "Seed of the split.")
    var seed: UInt64 = 1

    @Option(help: "Further view orders per set, each with its prompt rendered anew.")
    var permutations = 0

    @Option(help: "Sets per shard.")
    var shardSize = 256

    @Flag(help: "Also write the separate views; an imagefolder always has them.")
    var includeViews = false

    @Flag(help: "Show the plan and write nothing.")
    var dryRun = false

    func validate() throws {
        if !(1...100).contains(quality) { throw ValidationError("--quality is 1 to 100.") }
        if !(0...0.5).contains(holdout) { throw ValidationError("--holdout is 0 to 0.5.") }
        if !(0...23).contains(permutations) { throw ValidationError("--permutations is 0 to 23.") }
        if shardSize < 1 { throw ValidationError("--shard-size is at least 1.") }
    }

    mutating func run() async throws {
        let access = try await openAccess(workspace.root, command: "export", makes: false)
        let target = try await access.project(named: project, create: false)
        var order = ExportOrder(name: name ?? project, format: format)
        order.status = status
        order.query = query
        order.image = image
        order.quality = quality
        order.policy = policy
        order.holdout = holdout
        order.seed = seed
        order.permutations = permutations
        order.setsPerShard = shardSize
        order.includeViews = includeViews ? true : nil
        order.directory = out.map { URL(fileURLWithPath: ($0 as NSString).expandingTildeInPath).standardizedFileURL.path }
        if dryRun {
            let plan = try await access.planExport(project: target.id, order: order)
            await access.close()
            return try printJSON(plan)
        }
        let job = try await follow(try await access.startExport(project: target.id, request: order), on: access, report: report)
        await access.close()
        if report.json { try printJSON(ImportReport(project: project, job: job)) } else {
            print(job.message)
            for problem in job.result?.problems ?? [] { print("  \(problem)") }
        }
        if job.failed > 0 || job.state == .cancelled { throw CommandExit.doneWithFailures }
    }
}

extension ExportFormat: ExpressibleByArgument {}
extension ExportOrder.Status: ExpressibleByArgument {}
extension ExportOrder.Image: ExpressibleByArgument {}
extension ExportPolicy: ExpressibleByArgument {}

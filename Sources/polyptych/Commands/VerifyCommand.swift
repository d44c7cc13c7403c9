import ArgumentParser
import Foundation
import PolyptychShards
import PolyptychWorkshop

/// `polyptych verify DIR`.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read an export again, whole, and compare every byte with its manifest.")

    @Argument(help: "The export's folder, or a workspace's export by name with --workspace.")
    var directory: String

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var report: ReportOptions

    mutating func run() async throws {
        var url = URL(fileURLWithPath: (directory as NSString).expandingTildeInPath).standardizedFileURL
        if !FileManager.default.fileExists(atPath: url.path) {
            let named = workspace.root.appendingPathComponent("exports").appendingPathComponent(directory)
            guard FileManager.default.fileExists(atPath: named.path) else {
                throw CommandFailure("\(url.path) does not exist. Name the folder of an export, the one that holds manifest.json.")
            }
            url = named
        }
        let outcome = ExportVerifier.verify(url)
        if report.json {
            try printJSON(outcome)
        } else {
            for problem in outcome.problems { print(problem.sentence) }
            print(
                outcome.isSound
                    ? "\(outcome.samplesChecked) composites in \(outcome.filesChecked) files agree with the manifest."
                    : "\(outcome.problems.count) \(outcome.problems.count == 1 ? "problem" : "problems") in \(url.path).")
        }
        if !outcome.problems.isEmpty { throw CommandExit.doneWithFailures }
    }
}

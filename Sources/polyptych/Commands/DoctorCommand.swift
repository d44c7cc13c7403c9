import ArgumentParser
import Foundation
import PolyptychWorkshop

/// `polyptych doctor`.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a workspace and this machine: database, originals, derived files, space, libraries.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var report: ReportOptions

    @Flag(help: "Also read every original again and compare its hash.")
    var deep = false

    mutating func run() async throws {
        let checks = try await Workshop.examine(root: workspace.root, deep: deep)
        if report.json {
            try printJSON(checks)
        } else {
            for check in checks { print("\(check.passed ? "ok  " : "FAIL")  \(check.name): \(check.detail)") }
        }
        if checks.contains(where: { !$0.passed }) { throw CommandExit.doneWithFailures }
    }
}

import ArgumentParser
import Foundation
import PolyptychCuration
import PolyptychWorkshop

/// `polyptych lint`.
struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what the linter finds in a project.",
        discussion: "Exits with 1 where an error stands undismissed.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var report: ReportOptions

    @Option(help: "The project.")
    var project: String

    @Option(help: "Only sets that match this query, for instance 'status:draft lint:marker'.")
    var query = ""

    @Option(help: "The least severity to list: information, warning or error.")
    var severity: Finding.Severity = .information

    mutating func run() async throws {
        let access = try await openAccess(workspace.root, command: "lint", makes: false)
        let target = try await access.project(named: project, create: false)
        var sets: [LintAnswer] = []
        var after: String?
        repeat {
            let page = try await access.lint(project: target.id, query: query, after: after)
            sets += page.sets
            after = page.next
        } while after != nil
        await access.close()
        let least = rank(severity)
        for index in sets.indices { sets[index].findings.removeAll { rank($0.severity) < least } }
        if report.json {
            try printJSON(LintReport(project: project, sets: sets))
        } else {
            show(sets)
        }
        if sets.contains(where: { $0.findings.contains { $0.severity == .error && $0.dismissal == nil } }) { throw CommandExit.doneWithFailures }
    }

    private func show(_ sets: [LintAnswer]) {
        var count = 0
        for set in sets {
            for finding in set.findings where finding.dismissal == nil {
                count += 1
                print("\(set.key): \(finding.severity.rawValue): \(finding.message) [\(finding.code.rawValue)]\(finding.fix.map { " Fix: \($0.title)." } ?? "")")
            }
        }
        print("\(sets.count) \(sets.count == 1 ? "set" : "sets"), \(count) \(count == 1 ? "finding" : "findings").")
    }
}

private func rank(_ severity: Finding.Severity) -> Int { Finding.Severity.allCases.firstIndex(of: severity)! }

struct LintReport: Encodable {
    var project: String
    var sets: [LintAnswer]
}

extension Finding.Severity: ExpressibleByArgument {}

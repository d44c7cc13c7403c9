import ArgumentParser
import Foundation
import PolyptychCuration
import PolyptychImporting
import PolyptychWorkshop

/// `polyptych import FOLDER`.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a folder of image sets, or a file of captions or joint prompts.",
        discussion: """
            A folder per set, MVImgNet, a COLMAP workspace, transforms.json, a flat folder with a pattern, or finished composites: \
            the kind is recognised unless you name it. A .jsonl or .csv file is matched to the sets that are there by name. \
            Running an import twice changes nothing; an interrupted one goes on where it stopped.
            """)

    @Argument(help: "A folder, or a .jsonl or .csv file.")
    var source: String

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var report: ReportOptions

    @Option(help: "The project; made where it does not exist. Default: the folder's name.")
    var project: String?

    @Option(help: "auto, folderPerSet, mvimgnet, colmap, transforms, flat or composites.")
    var kind: ImportKind = .auto

    @Option(help: "For a flat folder: a file name pattern such as {set}_{view}.")
    var pattern: String?

    @Option(help: "How composites are arranged: row, column or grid.")
    var layout: LayoutSpec.Arrangement?

    @Option(help: "Views in a composite, or views to choose from a scene with many frames (1–16).")
    var views: Int?

    @Option(name: .customLong("class"), help: "MVImgNet: import only this class (id or name); repeat for more.")
    var classes: [String] = []

    @Option(help: "Import at most this many sets.")
    var limit: Int?

    @Option(help: "A .jsonl or .csv file of captions to match by name.")
    var captions: String?

    @Flag(help: "Reference the originals where they are instead of copying them.")
    var inPlace = false

    @Flag(help: "Show what would be made, and make nothing.")
    var dryRun = false

    func validate() throws {
        if let views, !(1...16).contains(views) { throw ValidationError("--views is 1 to 16.") }
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
    }

    mutating func run() async throws {
        let url = URL(fileURLWithPath: (source as NSString).expandingTildeInPath).standardizedFileURL
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw CommandFailure("\(url.path) does not exist. Name a folder of image sets, or a .jsonl or .csv file.")
        }
        var options = ImportOptions()
        options.kind = kind
        options.pattern = pattern
        options.arrangement = layout
        options.viewsPerSet = views
        options.panels = views
        options.classes = classes.isEmpty ? nil : classes
        options.limit = limit
        options.inPlace = inPlace
        options.captions = captions.map { URL(fileURLWithPath: ($0 as NSString).expandingTildeInPath).standardizedFileURL.path }
        if dryRun {
            if Self.isCaptionFile(url) {
                throw ValidationError("--dry-run shows what a folder would become. The browser's import page shows which rows of \(url.lastPathComponent) match.")
            }
            return try preview(url, options)
        }
        let access = try await openAccess(workspace.root, command: "import")
        let name = project ?? defaultProject(for: url)
        let target = try await access.project(named: name, create: true)
        let started = try await access.startImport(project: target.id, request: ImportRequest(source: .path(url.path), options: options))
        let job = try await follow(started, on: access, report: report)
        await access.close()
        let result = job.result ?? JobResult()
        if report.json {
            try printJSON(ImportReport(project: name, job: job))
        } else {
            print("\(name): \(job.message)")
            for item in job.items where item.error != nil { print("  \(item.error!)") }
            for line in (result.problems ?? []) + (result.notes ?? []) { print("  \(line)") }
        }
        if job.failed > 0 || !(result.problems ?? []).isEmpty || job.state == .cancelled { throw CommandExit.doneWithFailures }
    }

    private func defaultProject(for url: URL) -> String {
        var isFolder: ObjCBool = false
        FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        return isFolder.boolValue ? url.lastPathComponent : url.deletingLastPathComponent().lastPathComponent
    }

    private static func isCaptionFile(_ url: URL) -> Bool {
        ["jsonl", "json", "csv", "tsv"].contains(url.pathExtension.lowercased())
    }

    /// Shows a plan; of an MVImgNet tree its classes as well, also where there are too many objects to plan without a choice.
    private func preview(_ url: URL, _ options: ImportOptions) throws {
        do {
            let plan = try Workshop.planImport(root: url, options: options)
            if plan.kind == .mvimgnet, !report.json { try show(classesOf: url, options) }
            try show(plan: plan)
        } catch let fault as ImportFault {
            switch fault {
            case .tooManyObjects:
                try show(classesOf: url, options)
                writeError(fault.sentence)
            case .classUnknown:
                if !report.json { try show(classesOf: url, options) }
                throw ValidationError(fault.sentence)
            default: throw fault
            }
        }
    }

    private func show(classesOf url: URL, _ options: ImportOptions) throws {
        let index = try MVImgNetIndex.scan(root: url.path, categories: options.categories)
        if report.json { return try printJSON(["classes": index.summary]) }
        for entry in index.summary { print("class \(entry.folder)  \(entry.name)  \(entry.objects) \(entry.objects == 1 ? "object" : "objects")") }
    }

    private func show(plan: ImportPlan) throws {
        if report.json { return try printJSON(plan) }
        for set in plan.sets.prefix(40) {
            print("\(set.key)  \(set.views.count) views\(set.candidates.isEmpty ? "" : ", \(set.candidates.count) more to swap in")\(set.note.map { "  \($0)" } ?? "")")
        }
        if plan.sets.count > 40 { print("… and \(plan.sets.count - 40) more") }
        print("\(plan.sets.count) sets, \(plan.sets.reduce(0) { $0 + $1.views.count }) views (\(plan.kind.rawValue)); nothing was imported.")
        for issue in plan.issues { print("  \(issue.sentence)") }
    }
}

struct ImportReport: Encodable {
    var project: String
    var job: JobAnswer
}

extension ImportKind: ExpressibleByArgument {}
extension LayoutSpec.Arrangement: ExpressibleByArgument {}

import Foundation

/// Holds the names in the folder against the manifest.
enum FolderCheck {
    /// Reports missing, extra and odd files; returns the listed files that are there and can be read as files.
    static func run(root: String, manifest: ExportManifest, into report: inout VerifyReport) -> Set<String> {
        var expected: Set<String> = []
        for file in manifest.files {
            if !isInside(file.path) || !expected.insert(file.path).inserted {
                report.problems.append(
                    .init(code: .manifestChanged, path: ExportManifest.fileName, sentence: "\(ExportManifest.fileName) lists “\(file.path)”, which no export writes there."))
                expected.remove(file.path)
            }
        }
        var found: Set<String> = []
        for path in ((try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []).sorted(by: ExportPlanner.precedes) {
            let kind = (try? FileManager.default.attributesOfItem(atPath: "\(root)/\(path)"))?[.type] as? FileAttributeType
            if kind == .typeDirectory || path == ExportManifest.fileName { continue }
            if kind != .typeRegular {
                report.problems.append(.init(code: .notAFile, path: path, sentence: "\(path) is not a plain file; exports hold nothing else. Remove it."))
            } else if expected.contains(path) {
                found.insert(path)
            } else {
                report.problems.append(
                    .init(code: .fileExtra, path: path, sentence: "\(path) does not belong to the export: the manifest does not list it. Remove it."))
            }
        }
        for file in manifest.files where expected.contains(file.path) && !found.contains(file.path) {
            report.problems.append(.init(code: .fileMissing, path: file.path, sentence: "\(file.path) is missing. Export again."))
        }
        return found
    }

    /// A relative path without ways out.
    private static func isInside(_ path: String) -> Bool {
        !path.isEmpty && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}

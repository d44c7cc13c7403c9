import Foundation

/// Why a golden did not pass.
public struct GoldenFault: Error, CustomStringConvertible {
    public var description: String
}

/// Compares `text` with the golden file `Goldens/name` beside the calling test.
///
/// A missing golden is recorded, and so is every golden while `POLYPTYCH_RECORD=1` is set; a recording run fails, so that each
/// golden is looked at before it is kept.
public func expectGolden(_ text: String, _ name: String, file: StaticString = #filePath) throws {
    let folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().appendingPathComponent("Goldens")
    let golden = folder.appendingPathComponent(name)
    let recording = ProcessInfo.processInfo.environment["POLYPTYCH_RECORD"] == "1"
    guard !recording, let kept = try? String(contentsOf: golden, encoding: .utf8) else {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden, options: .atomic)
        throw GoldenFault(description: "Recorded Goldens/\(name); look at it, then run the test again.")
    }
    guard kept != text else { return }
    let before = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let after = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(before, after).enumerated().first { $1.0 != $1.1 }?.offset ?? min(before.count, after.count)
    throw GoldenFault(
        description: """
            Goldens/\(name) differs in line \(line + 1):
            - \(line < before.count ? String(before[line]) : "(ends)")
            + \(line < after.count ? String(after[line]) : "(ends)")
            Set POLYPTYCH_RECORD=1 to record it anew.
            """)
}

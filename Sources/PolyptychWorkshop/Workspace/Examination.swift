import Foundation
import PolyptychImaging
import PolyptychStore

/// One thing that `doctor` looked at.
public struct ExaminationCheck: Codable, Sendable {
    public var name: String
    public var passed: Bool
    public var detail: String
}

extension Workshop {
    /// Looks at a workspace and this machine; changes nothing.
    public static func examine(root: URL, deep: Bool) async throws -> [ExaminationCheck] {
        var checks: [ExaminationCheck] = []
        func note(_ name: String, _ passed: Bool, _ detail: String) { checks.append(.init(name: name, passed: passed, detail: detail)) }

        note("machine", true, "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(ProcessInfo.processInfo.physicalMemory >> 30) GiB of memory")
        guard FileManager.default.fileExists(atPath: root.path) else {
            note("workspace", false, "\(root.path) does not exist. `polyptych serve --workspace \(root.path)` makes it.")
            return checks
        }
        let free = ((try? FileManager.default.attributesOfFileSystem(forPath: root.path))?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        note("space", free > 1 << 30, "\(free >> 20) MiB free\(free > 1 << 30 ? "" : "; exports and imports need more, free some")")
        if let holder = Workspace.holder(of: root) {
            note("holder", true, "open in process \(holder.pid) (\(holder.command))\(holder.url.map { " at \($0)" } ?? "")")
        } else {
            note("holder", true, "nobody has it open")
        }
        let token = root.appendingPathComponent("token").path
        if let mode = (try? FileManager.default.attributesOfItem(atPath: token))?[.posixPermissions] as? NSNumber {
            let isPrivate = mode.intValue & 0o077 == 0
            note("token", isPrivate, isPrivate ? "readable by its owner alone" : "\(token) is readable by others: chmod 600 it, then restart the server to rotate it")
        }
        let database = root.appendingPathComponent("polyptych.sqlite3").path
        guard FileManager.default.fileExists(atPath: database) else {
            note("database", true, "not made yet")
            return checks
        }
        do {
            let store = try Store.open(path: database, derivation: derivation(counter: try PromptCounter(folder: root.appendingPathComponent("tokenizers"))), recovers: false)
            defer { try? store.close() }
            let problems = try await store.check()
            for problem in problems { note("database", false, problem.detail) }
            if problems.isEmpty { note("database", true, "sound") }
            let missing = try await missingOriginals(store.allBlobs(), root: root, deep: deep)
            note(
                "originals", missing.isEmpty,
                missing.isEmpty
                    ? (deep ? "all there, every hash agrees" : "all there")
                    : "\(missing.count) missing or changed, for instance \(missing[0]). Put them back, or import them again.")
        } catch {
            note("database", false, sentence(error))
        }
        return checks
    }

    private static func missingOriginals(_ records: [BlobRecord], root: URL, deep: Bool) async throws -> [String] {
        let originals = Originals(
            blobs: BlobFiles(root: root.appendingPathComponent("blobs")), derived: DerivedImages(root: root.appendingPathComponent("derived")))
        return try await WorkPool(name: "polyptych.examine").run {
            records.compactMap { record in
                let url = originals.url(record)
                guard let size = (try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? NSNumber, size.intValue == record.bytes else {
                    return url.path
                }
                guard deep else { return nil }
                guard let data = try? AtomicFile.read(url), BlobFiles.sha256(data) == record.sha256 else { return url.path }
                return nil
            }
        }
    }
}

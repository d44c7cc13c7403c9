import Foundation
import PolyptychCuration

/// Checks one file of an export: its hash, and everything the manifest says about what is in it.
struct FileCheck: Sendable {
    struct Result: Sendable {
        var problems: [VerifyProblem] = []
        var members = 0
        var bytes = 0
    }

    private let root: String
    private let files: [String: ExportManifest.File]
    /// Parts with their set's entry by the file they are in, in writing order.
    private let parts: [String: [(part: ExportManifest.Part, entry: Int)]]
    private let manifest: ExportManifest
    private let content: PartCheck

    init(root: String, manifest: ExportManifest) {
        self.root = root
        self.manifest = manifest
        files = Dictionary(manifest.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var parts: [String: [(part: ExportManifest.Part, entry: Int)]] = [:]
        for (index, entry) in manifest.sets.enumerated() {
            for part in entry.parts { parts[part.path, default: []].append((part, index)) }
        }
        self.parts = parts
        content = PartCheck(manifest: manifest)
    }

    func run(_ path: String) -> Result {
        var result = Result()
        guard let file = files[path] else { return result }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)"), options: .mappedIfSafe) else {
            result.problems.append(.init(code: .fileUnreadable, path: path, sentence: "\(path) could not be read. Check its permissions and the disk."))
            return result
        }
        result.bytes = data.count
        if data.count != file.bytes || Hex.digest(data) != file.sha256 {
            let size = data.count == file.bytes ? "" : " (\(data.count) bytes instead of \(file.bytes))"
            result.problems.append(.init(code: .fileChanged, path: path, sentence: "\(path) was changed after it was written\(size). Export again."))
        }
        let expected = parts[path] ?? []
        switch manifest.request.format {
        case .webdataset where path.hasSuffix(".tar"): shard(path, data, expected, &result)
        case .imagefolder where path.hasSuffix("metadata.jsonl"): result.problems += content.rows(path, data)
        default:
            for (part, entry) in expected { result.problems += content.check(part, bytes: data, entry: manifest.sets[entry]) }
            if manifest.request.format == .folder, let (part, entry) = expected.first, part.role == .composite {
                result.problems += pairName(part, image: data, entry: manifest.sets[entry])
            }
        }
        return result
    }

    private func shard(_ path: String, _ data: Data, _ expected: [(part: ExportManifest.Part, entry: Int)], _ result: inout Result) {
        let members: [TarReader.Member]
        do { members = try TarReader.members(of: data) } catch {
            result.problems.append(.init(code: .tarBroken, path: path, sentence: "\(path) is broken as a tar file: \(error.words). Export again."))
            return
        }
        result.members = members.count
        let names = members.map(\.name)
        let wanted = expected.map { $0.part.member ?? "" }
        let known = Set(wanted)
        for name in names where !known.contains(name) {
            result.problems.append(.init(code: .memberExtra, path: path, member: name, sentence: "\(name) in \(path) is not listed in the manifest."))
        }
        var byName: [String: TarReader.Member] = [:]
        for member in members where byName.updateValue(member, forKey: member.name) != nil {
            result.problems.append(.init(code: .memberExtra, path: path, member: member.name, sentence: "\(member.name) is in \(path) more than once."))
        }
        for (part, entry) in expected {
            guard let name = part.member, let member = byName[name] else {
                let set = manifest.sets[entry].set
                result.problems.append(
                    .init(code: .memberMissing, path: path, member: part.member, set: set, sentence: "\(part.member ?? "A member") of “\(set)” is missing in \(path)."))
                continue
            }
            result.problems += content.check(part, bytes: data[member.range], entry: manifest.sets[entry])
        }
        if names != wanted, Set(names) == known, names.count == wanted.count {
            result.problems.append(
                .init(code: .memberOrder, path: path, sentence: "The members of \(path) are not in the order of the manifest; readers would mix up sets."))
        }
    }

    private func pairName(_ part: ExportManifest.Part, image: Data, entry: ExportManifest.Entry) -> [VerifyProblem] {
        let hash = TrainerFolderSink.hash8(image: Array(image), text: Array(entry.text.utf8))
        let folder = entry.parts.first { $0.role == .text }.map { $0.path.dropLast(3) } ?? ""
        let stem = part.path.dropLast(manifest.request.image.fileExtension.utf8.count)
        guard stem.hasSuffix("\(entry.key)-\(hash)."), stem == folder else {
            return [
                .init(
                    code: .nameHashDiffers, path: part.path, set: entry.set,
                    sentence: "The name of \(part.path) does not match its image and text; a trainer would take what it cached before.")
            ]
        }
        return []
    }
}

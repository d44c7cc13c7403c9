import Foundation
import PolyptychImaging

@testable import PolyptychShards

extension Corruption {
    /// Spoils the export in `root`; `AndSign` also writes the manifest anew, so that every hash in it agrees again.
    func plant(in root: URL) throws {
        var manifest = try ExportWorld.manifest(root)
        let entry = manifest.sets[0]
        func url(_ path: String) -> URL { root.appendingPathComponent(path) }
        func edit(_ path: String, _ change: (inout [UInt8]) throws -> Void) throws {
            var bytes = Array(try Data(contentsOf: url(path)))
            try change(&bytes)
            try Data(bytes).write(to: url(path))
        }
        func editManifest(_ old: String, _ new: String) throws {
            try edit("manifest.json") { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                precondition(text.contains(old), "nothing to edit")
                bytes = Array(text.replacingOccurrences(of: old, with: new).utf8)
            }
        }
        func part(_ role: ExportManifest.Part.Role) -> ExportManifest.Part { entry.parts.first { $0.role == role }! }
        func flip(_ role: ExportManifest.Part.Role) throws {
            let member = try members(root, part(role).path).first { $0.name == part(role).member! }!
            try edit(part(role).path) { $0[member.range.lowerBound + 20] ^= 1 }
        }
        let shard = manifest.files.first { $0.path.hasSuffix(".tar") }?.path ?? ""
        let rows = "train/metadata.jsonl"

        switch self {
        case .flipByteInImage: try flip(.composite)
        case .flipByteInText: try flip(.text)
        case .flipByteInRecord: try flip(.record)
        case .flipByteInTarHeader: try edit(shard) { $0[3] ^= 1 }
        case .flipByteInTarPadding:
            let member = try members(root, shard)[2]
            try edit(shard) { $0[member.range.upperBound] ^= 1 }
        case .flipByteInReadme: try edit("README.md") { $0[5] ^= 1 }
        case .flipByteInRows: try edit(rows) { $0[30] ^= 1 }
        case .flipByteInView: try edit(part(.view).path) { $0[$0.count / 2] ^= 1 }
        case .flipByteInManifest: try edit("manifest.json") { $0[$0.count / 2] ^= 1 }
        case .removeManifest: try FileManager.default.removeItem(at: url("manifest.json"))
        case .cutManifest: try edit("manifest.json") { $0.removeLast($0.count / 3) }
        case .emptyManifest: try edit("manifest.json") { $0 = [] }
        case .newerManifest: try editManifest("\"formatVersion\":1", "\"formatVersion\":2")
        case .foreignManifest: try editManifest("polyptych-export", "something-else")
        case .editManifestText: try editManifest("a mug on a table", "a cup on a table")
        case .editManifestOrder: try editManifest("\"order\":[1,2]", "\"order\":[2,1]")
        case .escapeInManifest: try editManifest("\"path\":\"README.md\"", "\"path\":\"../README.md\"")
        case .removeFile: try FileManager.default.removeItem(at: url(shard))
        case .addFile: try Data("x".utf8).write(to: url("notes.txt"))
        case .addHiddenFile: try Data("x".utf8).write(to: url(".DS_Store"))
        case .addFileInFolder:
            try FileManager.default.createDirectory(at: url("more"), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: url("more/x.png"))
        case .linkInsteadOfFile:
            let moved = root.deletingLastPathComponent().appendingPathComponent("moved.png")
            try FileManager.default.moveItem(at: url(part(.composite).path), to: moved)
            try FileManager.default.createSymbolicLink(at: url(part(.composite).path), withDestinationURL: moved)
        case .folderInsteadOfFile:
            try FileManager.default.removeItem(at: url(part(.text).path))
            try FileManager.default.createDirectory(at: url(part(.text).path), withIntermediateDirectories: true)
        case .emptyFile: try edit(part(.composite).path) { $0 = [] }
        case .truncateShard: try edit(shard) { $0.removeLast($0.count / 2) }
        case .cutShardEnd: try edit(shard) { $0.removeLast(512) }
        case .appendToShard: try edit(shard) { $0 += [0] }
        case .swapMembers, .swapMembersAndSign:
            try rebuild(root, shard) { $0.swapAt(0, 3) }
        case .removeMemberAndSign: try rebuild(root, shard) { $0.remove(at: 1) }
        case .addMemberAndSign: try rebuild(root, shard) { $0.append(("zeta.txt", [65])) }
        case .changeModeAndSign:
            try edit(shard) { bytes in
                bytes[106] = UInt8(ascii: "5")
                // 4 became 5 in the mode, so the sum of all bytes grows by one.
                let sum = USTARHeader.checksum(bytes[0..<512].map { $0 })
                let text = String(sum, radix: 8)
                bytes.replaceSubrange(148..<154, with: Array((String(repeating: "0", count: 6 - text.count) + text).utf8))
            }
        case .swapTextsAndSign:
            let other = manifest.sets[1].parts.first { $0.role == .text }!.path
            let mine = try Data(contentsOf: url(part(.text).path)), theirs = try Data(contentsOf: url(other))
            try theirs.write(to: url(part(.text).path))
            try mine.write(to: url(other))
        case .reviseTextAndSign: try edit(part(.text).path) { $0 += Array(" and more".utf8) }
        case .otherImageAndSign: try edit(part(.composite).path) { $0[$0.count - 20] ^= 1 }
        case .smallerImageAndSign:
            try Data(PNGWriter.encode(Bitmap(width: 64, height: 64))).write(to: url(part(.composite).path))
        case .swapViewsInRecordAndSign:
            try rebuild(root, shard) { members in
                var record = try JSONDecoder().decode(SampleRecord.self, from: Data(members[1].bytes))
                record.provenance.views.swapAt(0, 1)
                members[1].bytes = try ExportJSON.bytes(record)
            }
        case .renamePairAndSign:
            for index in manifest.sets[0].parts.indices {
                let old = manifest.sets[0].parts[index].path
                let new = old.replacingOccurrences(of: entry.key, with: "\(entry.key)-00000000")
                try FileManager.default.moveItem(at: url(old), to: url(new))
                manifest.sets[0].parts[index].path = new
                manifest.files[manifest.files.firstIndex { $0.path == old }!].path = new
            }
        case .swapRowsTextAndSign:
            try edit(rows) { $0 = Array(String(decoding: $0, as: UTF8.self).replacingOccurrences(of: "number 1", with: "number 2").utf8) }
        case .removeRowAndSign: try edit(rows) { $0.removeSubrange(0...$0.firstIndex(of: 10)!) }
        case .addRowAndSign: try edit(rows) { $0 += $0[...$0.firstIndex(of: 10)!] }
        case .cutRowsAndSign: try edit(rows) { $0.removeLast() }
        }
        if rawValue.hasSuffix("AndSign") { try sign(&manifest, root) }
    }

    private func members(_ root: URL, _ path: String) throws -> [TarReader.Member] {
        try TarReader.members(of: Data(contentsOf: root.appendingPathComponent(path)))
    }

    private func rebuild(_ root: URL, _ path: String, _ change: (inout [(name: String, bytes: [UInt8])]) throws -> Void) throws {
        let data = try Data(contentsOf: root.appendingPathComponent(path))
        var members = try TarReader.members(of: data).map { (name: $0.name, bytes: Array(data[$0.range])) }
        try change(&members)
        var bytes: [UInt8] = []
        for member in members {
            bytes += try USTARHeader(name: member.name, size: member.bytes.count).bytes() + member.bytes
            bytes += [UInt8](repeating: 0, count: USTARHeader.padding(after: member.bytes.count))
        }
        try Data(bytes + [UInt8](repeating: 0, count: 1024)).write(to: root.appendingPathComponent(path))
    }

    /// Writes the manifest as if the export had been made like this.
    private func sign(_ manifest: inout ExportManifest, _ root: URL) throws {
        for index in manifest.files.indices {
            let data = try Data(contentsOf: root.appendingPathComponent(manifest.files[index].path))
            manifest.files[index].bytes = data.count
            manifest.files[index].sha256 = Hex.digest(data)
        }
        for set in manifest.sets.indices {
            for part in manifest.sets[set].parts.indices {
                let place = manifest.sets[set].parts[part]
                var data = try Data(contentsOf: root.appendingPathComponent(place.path))
                if let member = place.member {
                    guard let found = try? TarReader.members(of: data).first(where: { $0.name == member }) else { continue }
                    data = Data(data[found.range])
                }
                manifest.sets[set].parts[part].bytes = data.count
                manifest.sets[set].parts[part].sha256 = Hex.digest(data)
            }
        }
        manifest.contentHash = String(repeating: "0", count: 64)
        var bytes = try ExportJSON.bytes(manifest)
        bytes.replaceSubrange(ManifestFile.opening.count..<ManifestFile.opening.count + 64, with: Array(Hex.digest(bytes).utf8))
        try Data(bytes).write(to: root.appendingPathComponent("manifest.json"))
    }
}

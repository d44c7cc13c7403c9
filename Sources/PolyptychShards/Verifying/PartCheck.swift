import Foundation
import PolyptychCuration

/// Holds the content of one part against its set.
struct PartCheck: Sendable {
    private let manifest: ExportManifest
    private let settingsHash: String
    private let images = ImageWork.live

    init(manifest: ExportManifest) {
        self.manifest = manifest
        settingsHash = (try? ExportJSON.bytes(manifest.settings)).map { Hex.digest($0) } ?? ""
    }

    func check(_ part: ExportManifest.Part, bytes: Data, entry: ExportManifest.Entry) -> [VerifyProblem] {
        let name = part.member ?? part.path
        var problems: [VerifyProblem] = []
        func problem(_ code: VerifyProblem.Code, _ sentence: String) {
            problems.append(.init(code: code, path: part.path, member: part.member, set: entry.set, sentence: sentence))
        }
        if bytes.count != part.bytes || Hex.digest(bytes) != part.sha256 {
            problem(part.member == nil ? .fileChanged : .memberChanged, "\(name) of “\(entry.set)” is not what the manifest lists for it.")
        }
        switch part.role {
        case .composite:
            image(bytes, name, width: entry.plan.width, height: entry.plan.height, problem)
        case .view:
            guard let position = part.view, entry.views.indices.contains(position - 1) else { break }
            let view = entry.views[position - 1].image
            image(bytes, name, width: view.width, height: view.height, problem)
        case .text:
            if !bytes.elementsEqual(entry.text.utf8) { problem(.textDiffers, "\(name) does not hold the prompt of “\(entry.set)” that the manifest states.") }
        case .record:
            record(bytes, name, entry, problem)
        }
        return problems
    }

    /// Every row of `metadata.jsonl` against the sets of its split.
    func rows(_ path: String, _ data: Data) -> [VerifyProblem] {
        let folder = path.dropLast("/metadata.jsonl".utf8.count)
        let request = manifest.request
        let entries = manifest.sets.filter { PathAssignment.folder(of: $0.split, request: request) == folder }
        var expected = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var problems: [VerifyProblem] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().enumerated() {
            guard let row = try? JSONDecoder().decode(ImageFolderSink.Row.self, from: Data(line)), let entry = expected.removeValue(forKey: row.key) else {
                problems.append(.init(code: .rowExtra, path: path, sentence: "Line \(index + 1) of \(path) is not a row of this export."))
                continue
            }
            if row != ImageFolderSink.Row(entry, image: request.image, hasViews: request.writesViews) {
                problems.append(
                    .init(
                        code: row.text == entry.text ? .recordDiffers : .textDiffers, path: path, set: entry.set,
                        sentence: "Line \(index + 1) of \(path) does not say what the manifest states for “\(entry.set)”."))
            }
        }
        if !data.isEmpty, data.last != UInt8(ascii: "\n") {
            problems.append(.init(code: .rowExtra, path: path, sentence: "\(path) ends in the middle of a line."))
        }
        for entry in entries where expected[entry.key] != nil {
            problems.append(.init(code: .rowMissing, path: path, set: entry.set, sentence: "\(path) has no row for “\(entry.set)”."))
        }
        return problems
    }

    private func image(_ bytes: Data, _ name: String, width: Int, height: Int, _ problem: (VerifyProblem.Code, String) -> Void) {
        do throws(ImageWork.Failure) {
            let header = try images.header(Array(bytes))
            if header.fileExtension != manifest.request.image.fileExtension {
                problem(.imageBroken, "\(name) is a \(header.fileExtension) file by its content.")
            }
            if (header.width, header.height) != (width, height) {
                problem(.imageSize, "\(name) has \(header.width) × \(header.height) pixels instead of \(width) × \(height).")
            }
        } catch {
            problem(.imageBroken, "\(name) is not a readable image: \(error.reason)")
        }
    }

    private func record(_ bytes: Data, _ name: String, _ entry: ExportManifest.Entry, _ problem: (VerifyProblem.Code, String) -> Void) {
        guard let record = try? JSONDecoder().decode(SampleRecord.self, from: bytes) else {
            return problem(.recordDiffers, "\(name) cannot be read as the record of “\(entry.set)”.")
        }
        let expected = SampleRecord(entry, snapshot: manifest.snapshot, settingsHash: settingsHash)
        if record.provenance.views != expected.provenance.views || record.provenance.order != expected.provenance.order {
            problem(.viewsDiffer, "\(name) names other views, or in another order, than the manifest does for “\(entry.set)”.")
        } else if record != expected {
            problem(.recordDiffers, "\(name) does not say what the manifest states for “\(entry.set)”.")
        }
    }
}

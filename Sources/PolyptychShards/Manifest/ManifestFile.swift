import Foundation
import PolyptychCuration

/// JSON as exports write it: sorted keys, no spaces, slashes as they are; equal values give equal bytes.
enum ExportJSON {
    static func bytes(_ value: some Encodable) throws(ExportFault) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            throw .encodingFailed(set: "", reason: "a value cannot be written as JSON (\(error))")
        }
    }
}

/// Writes and reads the manifest's bytes.
enum ManifestFile {
    /// The text before the digits of the content hash; the manifest begins with it.
    static let opening = Array("{\"contentHash\":\"".utf8)
    static let hashDigits = 64

    /// The manifest as bytes, its content hash filled in.
    static func bytes(
        plan: ExportPlan, planHash: String, files: [ExportManifest.File], parts: [[ExportManifest.Part]]
    ) throws(ExportFault) -> (bytes: [UInt8], contentHash: String) {
        var out = opening + Array(repeating: UInt8(ascii: "0"), count: hashDigits)
        out += Array("\",\n\"files\":[".utf8)
        for (index, file) in files.enumerated() {
            out += Array((index == 0 ? "\n" : ",\n").utf8)
            out += try ExportJSON.bytes(file)
        }
        out += Array("\n],\n\"formatVersion\":\(ExportManifest.currentVersion),\n\"kind\":\"\(ExportManifest.kind)\",\n\"planHash\":\"\(planHash)\",\n\"request\":".utf8)
        out += try ExportJSON.bytes(plan.request)
        out += Array(",\n\"sets\":[".utf8)
        for (index, sample) in plan.samples.enumerated() {
            out += Array((index == 0 ? "\n" : ",\n").utf8)
            out += try ExportJSON.bytes(ExportManifest.Entry(sample, parts: parts[index]))
        }
        out += Array("\n],\n\"settings\":".utf8)
        out += try ExportJSON.bytes(plan.settings)
        out += Array(",\n\"snapshot\":".utf8)
        out += try ExportJSON.bytes(plan.snapshot.hash)
        out += Array("\n}\n".utf8)
        let hash = Hex.digest(out)
        out.replaceSubrange(opening.count..<opening.count + hashDigits, with: Array(hash.utf8))
        return (out, hash)
    }

    /// What the content hash of these bytes should be; nil where they do not begin as a manifest does.
    static func contentHash(of bytes: [UInt8]) -> String? {
        guard bytes.starts(with: opening), bytes.count > opening.count + hashDigits else { return nil }
        var blank = bytes
        blank.replaceSubrange(opening.count..<opening.count + hashDigits, with: repeatElement(UInt8(ascii: "0"), count: hashDigits))
        return Hex.digest(blank)
    }

    static func parse(_ bytes: [UInt8]) -> ExportManifest? { try? JSONDecoder().decode(ExportManifest.self, from: Data(bytes)) }
}

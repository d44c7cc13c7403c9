import Foundation

/// Class names by number, from MVImgNet's `mvimgnet_category.txt` (lines `number,name`, numbers with gaps) or MVImgNet 2.0's JSON
/// object of `"number": "name"`.
public struct CategoryFile: Hashable, Sendable {
    public static let usualNames = ["mvimgnet_category.txt", "mvimgnet2_category.json", "category.txt", "categories.txt"]

    public var names: [Int: String] = [:]
    /// Lines that are no class: 1-based number and text.
    public var badLines: [BadLine] = []

    public struct BadLine: Hashable, Sendable {
        public var number: Int
        public var text: String
    }

    public init(contents: [UInt8]) {
        if let first = contents.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }), first == UInt8(ascii: "{"),
            let table = (try? JSONSerialization.jsonObject(with: Data(contents))) as? [String: Any]
        {
            for (key, value) in table.sorted(by: { $0.key < $1.key }) {
                if let id = Int(key), let name = value as? String, !name.trimmed.isEmpty {
                    names[id] = name.trimmed
                } else {
                    badLines.append(BadLine(number: 1, text: key))
                }
            }
            return
        }
        var text = String(decoding: contents, as: UTF8.self)
        if text.hasPrefix("\u{FEFF}") { text.unicodeScalars.removeFirst() }
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = String(line).trimmed
            if line.isEmpty { continue }
            // Names hold commas; numbers do not.
            let parts = line.split(separator: ",", maxSplits: 1).map { String($0).trimmed }
            if parts.count == 2, let id = Int(parts[0]), !parts[1].isEmpty {
                if names[id] == nil { names[id] = parts[1] }
            } else {
                badLines.append(BadLine(number: index + 1, text: String(line.prefix(60))))
            }
        }
    }
}

extension String {
    /// Without white space, control characters and byte order marks at both ends.
    var trimmed: String {
        trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}\0")))
    }
}

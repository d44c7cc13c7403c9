import Foundation
import PolyptychCuration

/// Captions and joint prompts from a JSONL, JSON or CSV file, row by row, before they are matched to anything.
public struct CaptionFile: Hashable, Sendable {
    /// One row: which set or image it speaks of, and what it says.
    public struct Row: Hashable, Sendable {
        /// 1-based line in the file (of a CSV row its first line, of a JSON array its element).
        public var line: Int
        public var set: String?
        /// A file name, a path or a stem.
        public var file: String?
        /// Text for one view, where the row names a file; else for the whole set.
        public var text: String?
        public var summary: String?
        public var arrangement: LayoutSpec.Arrangement?

        public init(
            line: Int, set: String? = nil, file: String? = nil, text: String? = nil, summary: String? = nil,
            arrangement: LayoutSpec.Arrangement? = nil
        ) {
            self.line = line
            self.set = set
            self.file = file
            self.text = text
            self.summary = summary
            self.arrangement = arrangement
        }
    }

    public var name: String
    public var rows: [Row]
    /// Lines that could not be read.
    public var badRows: [CaptionReport.Row]

    /// Reads a file by its path; the form is decided by its contents, not by its name.
    public init(path: String) throws(ImportFault) {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.contents(of: path, limit: 1 << 30)
        } catch {
            throw .captionsUnreadable(path: path, why: error.reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .captionsUnreadable(path: path, why: "it is not UTF-8 text")
        }
        try self.init(text: text, name: PathName.last(of: path))
    }

    public init(text: String, name: String) throws(ImportFault) {
        self.name = name
        rows = []
        badRows = []
        let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        switch body.first(where: { !$0.isWhitespace }) {
        case "{": readLines(body)
        case "[": try readArray(body)
        case nil: throw .captionsUnreadable(path: name, why: "it is empty")
        default: try readTable(body)
        }
    }

    private mutating func readLines(_ text: String) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }).enumerated() {
            if line.allSatisfy(\.isWhitespace) { continue }
            guard let object = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] else {
                let words = String(line.prefix(40))
                badRows.append(.init(line: index + 1, name: words, sentence: "This line is not a JSON object; mend it and import again."))
                continue
            }
            add(object.compactMapValues(Self.string), line: index + 1)
        }
    }

    private mutating func readArray(_ text: String) throws(ImportFault) {
        guard let objects = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [[String: Any]] else {
            throw .captionsUnreadable(path: name, why: "it is neither JSON lines nor a JSON list of objects")
        }
        for (index, object) in objects.enumerated() { add(object.compactMapValues(Self.string), line: index + 1) }
    }

    private mutating func readTable(_ text: String) throws(ImportFault) {
        let table = DelimitedText.parse(text)
        guard let header = table.first else { throw .captionsUnreadable(path: name, why: "it is empty") }
        var columns = header.fields.map { $0.trimmed.lowercased() }
        var body = table.dropFirst()
        if !columns.contains(where: { Self.isKnown($0) }) {
            guard columns.count >= 2 else {
                throw .captionsUnreadable(path: name, why: "its first line names no column such as set, file, caption or prompt")
            }
            // No header: a name and a text.
            columns = ["name", "text"]
            body = table[...]
        }
        for row in body where !row.fields.allSatisfy(\.isEmpty) {
            var values: [String: String] = [:]
            for (column, value) in zip(columns, row.fields) where values[column] == nil { values[column] = value }
            add(values, line: row.line)
        }
    }

    private mutating func add(_ raw: [String: String], line: Int) {
        var values: [String: String] = [:]
        for (key, value) in raw where !value.trimmed.isEmpty { values[key.lowercased()] = value }
        func first(_ keys: [String]) -> String? { keys.lazy.compactMap { values[$0]?.trimmed }.first }
        var row = Row(line: line)
        row.set = first(Self.setKeys)
        row.file = first(Self.fileKeys)
        row.text = first(Self.textKeys)
        row.summary = first(["summary"])
        row.arrangement = first(["layout", "arrangement"]).flatMap { LayoutSpec.Arrangement(rawValue: $0.lowercased()) }
        if row.set == nil, row.file == nil {
            let words = row.text.map { String($0.prefix(40)) } ?? ""
            badRows.append(.init(line: line, name: words, sentence: "This row names no set and no file; add a column “set” or “file”."))
        } else if row.text == nil, row.summary == nil {
            let name = row.set ?? row.file ?? ""
            badRows.append(.init(line: line, name: name, sentence: "This row has no text; add a column “caption” or “prompt”."))
        } else {
            rows.append(row)
        }
    }

    private static let setKeys = ["set", "key", "set_key", "group", "name"]
    private static let fileKeys = ["file", "file_name", "filename", "image", "image_path", "file_path", "path", "view"]
    private static let textKeys = ["prompt", "joint_prompt", "caption", "text", "description"]

    private static func isKnown(_ column: String) -> Bool {
        setKeys.contains(column) || fileKeys.contains(column) || textKeys.contains(column) || column == "summary"
    }

    private static func string(_ value: Any) -> String? {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }
}

/// Comma, semicolon or tab separated values (RFC 4180): quoted fields may hold separators, quotes and line breaks.
enum DelimitedText {
    struct Row { var line: Int, fields: [String] }

    static func parse(_ text: String) -> [Row] {
        let scalars = Array(text.unicodeScalars)
        let separator = separator(of: scalars)
        var rows: [Row] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var line = 1
        var start = 1
        var isQuoted = false
        var index = 0
        func close() {
            fields.append(String(field))
            field = .init()
        }
        while index < scalars.count {
            let scalar = scalars[index]
            if isQuoted {
                if scalar == "\"" {
                    if index + 1 < scalars.count, scalars[index + 1] == "\"" {
                        field.append("\"")
                        index += 1
                    } else {
                        isQuoted = false
                    }
                } else {
                    if scalar == "\n" { line += 1 }
                    field.append(scalar)
                }
            } else if scalar == "\"", field.isEmpty {
                isQuoted = true
            } else if scalar == separator {
                close()
            } else if scalar == "\n" || scalar == "\r" {
                if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
                close()
                rows.append(Row(line: start, fields: fields))
                fields = []
                line += 1
                start = line
            } else {
                field.append(scalar)
            }
            index += 1
        }
        if !field.isEmpty || !fields.isEmpty {
            close()
            rows.append(Row(line: start, fields: fields))
        }
        return rows
    }

    /// The most frequent of the usual separators in the first line.
    private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
        let choices: [Unicode.Scalar] = [",", "\t", ";"]
        return choices.max { a, b in first.count { $0 == a } < first.count { $0 == b } } ?? ","
    }
}

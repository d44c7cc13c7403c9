/// Why a query cannot be read, and where.
public struct QueryFault: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case unknownField(String, nearest: String?)
        case unknownValue(field: Query.Field, value: String, nearest: String?, allowed: [String])
        case missingValue(field: Query.Field)
        case notANumber(field: Query.Field, value: String)
        case notADay(String)
        case emptyRange(field: Query.Field, value: String)
        case unclosedQuote
        case nothingToSearch(String)
    }

    public var reason: Reason
    /// UTF-16 offset of the doubtful text, as browsers count, and its length.
    public var position: Int
    public var length: Int

    /// What is wrong and what to write instead.
    public var sentence: String {
        switch reason {
        case .unknownField(let name, let nearest):
            let hint = nearest.map { "Did you mean \($0):?" } ?? "Fields are \(Query.Field.allCases.map { "\($0.rawValue):" }.joined(separator: " "))."
            return "There is no field \(name):. \(hint) To search for the text itself, put it in quotes."
        case .unknownValue(let field, let value, let nearest, let allowed):
            let hint = nearest.map { "Did you mean \(field.rawValue):\($0)?" } ?? "Write one of \(allowed.prefix(12).joined(separator: ", "))."
            return "\(field.rawValue): does not know “\(value)”. \(hint)"
        case .missingValue(let field):
            return "\(field.rawValue): needs a value, for instance \(field.example)."
        case .notANumber(let field, let value):
            return "“\(value)” is not a whole number. Write \(field.rawValue):3, \(field.rawValue):>3, \(field.rawValue):<=3 or \(field.rawValue):2..4."
        case .notADay(let value):
            return "“\(value)” is not a day. Write updated:2026-01-31, updated:>2026-01-31 or updated:2026-01-01..2026-01-31."
        case .emptyRange(let field, let value):
            return "\(field.rawValue):\(value) ends before it begins. Write the smaller bound first."
        case .unclosedQuote:
            return "The quote that opens here is never closed. Add a \" at the end of the phrase."
        case .nothingToSearch(let value):
            return "“\(value)” holds no letter or digit to search for. Remove it."
        }
    }
}

extension Query.Field {
    /// A term of this field that can be read.
    public var example: String {
        switch self {
        case .status: "status:draft"
        case .lint: "lint:marker-missing"
        case .severity: "severity:error"
        case .views: "views:2..4"
        case .tokens: "tokens:>77"
        case .t5: "t5:>512"
        case .tag: "tag:red"
        case .category: "category:mug"
        case .source: "source:object-1"
        case .key: "key:mug*"
        case .by: "by:Mei"
        case .updated: "updated:>2026-01-31"
        case .flag: "is:near-duplicate"
        }
    }
}

/// The candidate that is fewest typing errors away, where it is near enough to be meant.
func nearest(_ text: String, among candidates: [String]) -> String? {
    let scored = candidates.map { ($0, editDistance(Array(text.lowercased().unicodeScalars), Array($0.unicodeScalars))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(1, min(3, best.0.count / 3)) else { return nil }
    return best.0
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard a.count <= 64 else { return a.count }
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
        var row = [i + 1]
        for j in 0..<b.count {
            var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}

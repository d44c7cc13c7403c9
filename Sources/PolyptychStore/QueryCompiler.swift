import GRDB
import PolyptychCuration

/// A query as conditions on `imageSet s`: text of ours with question marks, and what somebody typed only as arguments.
struct CompiledQuery {
    private(set) var sql: String
    private(set) var arguments: StatementArguments

    /// Conditions that always hold: the project, and not deleted unless deleted ones are asked for.
    init(_ query: Query, project: Int64) {
        let wantsDeleted = query.terms.contains { term in
            if case .flag(let flags) = term.match { return !term.isExcluded && flags.contains(.deleted) }
            return false
        }
        sql = "s.project = ? AND s.deleted = ?"
        arguments = [project, wantsDeleted]
        let scope = Scope(project: project, isHidden: wantsDeleted)

        // All wanted words are one search, so that the index intersects them; each unwanted one is a search of its own.
        let words = query.terms.filter { !$0.isExcluded }.compactMap(\.match.search)
        if !words.isEmpty { add("s.id IN (SELECT rowid FROM setText WHERE setText MATCH ?)", [words.joined(separator: " AND ")]) }
        for term in query.terms {
            if let search = term.match.search {
                if term.isExcluded { add("s.id NOT IN (SELECT rowid FROM setText WHERE setText MATCH ?)", [search]) }
            } else {
                let (condition, values) = term.match.condition(scope)
                add(term.isExcluded ? "NOT coalesce((\(condition)), 0)" : "(\(condition))", values)
            }
        }
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        sql += " AND " + condition
        arguments += values
    }

    struct Scope {
        var project: Int64
        var isHidden: Bool
    }
}

extension Query.Match {
    /// As FTS5 reads it: always inside quotes, with quotes doubled, so that nothing in it is an operator.
    fileprivate var search: String? {
        // The full-text parser takes NUL for the end of its expression; to its tokenizer a space means the same.
        func quoted(_ text: String) -> String {
            "\"\(text.replacing("\0", with: " ").split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
        }
        switch self {
        case .word(let word): return quoted(word) + "*"
        case .phrase(let phrase): return quoted(phrase)
        default: return nil
        }
    }

    fileprivate func condition(_ scope: CompiledQuery.Scope) -> (String, StatementArguments) {
        switch self {
        case .word, .phrase: ("1", [])
        case .status(let values): ("s.status IN (\(marks(values.count)))", StatementArguments(values.map(\.rawValue)))
        case .severity(let values): either(values) { bySeverity($0, scope) }
        case .lint(let patterns):
            {
                let codes = patterns.flatMap(\.codes).map(\.rawValue)
                return (
                    "s.id IN (SELECT imageSet FROM findingCode WHERE project = ? AND hidden = ? AND dismissed = 0 AND code IN (\(marks(codes.count))))",
                    [scope.project, scope.isHidden] + StatementArguments(codes)
                )
            }()
        case .views(let ranges): either(ranges) { number("s.viewCount", $0) }
        case .tokens(let ranges): either(ranges) { number("s.clipTokens", $0) }
        case .t5(let ranges): either(ranges) { number("s.t5Tokens", $0) }
        case .tag(let patterns):
            {
                let (condition, values) = either(patterns) { text("tag", $0) }
                return ("s.id IN (SELECT imageSet FROM tag WHERE project = ? AND hidden = ? AND (\(condition)))", [scope.project, scope.isHidden] + values)
            }()
        case .category(let patterns): either(patterns) { text("s.category", $0) }
        case .source(let patterns): either(patterns) { text("s.source", $0) }
        case .key(let patterns): either(patterns) { text("s.key", $0) }
        case .by(let patterns): either(patterns) { text("s.updatedBy", $0) }
        case .updated(let ranges): either(ranges) { days($0) }
        case .flag(let flags): either(flags) { byFlag($0, scope) }
        }
    }
}

private func marks(_ count: Int) -> String { databaseQuestionMarks(count: count) }

private func either<T>(_ values: [T], _ body: (T) -> (String, StatementArguments)) -> (String, StatementArguments) {
    let parts = values.map(body)
    return (parts.map { "(\($0.0))" }.joined(separator: " OR "), parts.reduce(into: StatementArguments()) { $0 += $1.1 })
}

private func number(_ column: String, _ range: Query.NumberRange) -> (String, StatementArguments) {
    ("\(column) BETWEEN ? AND ?", [range.lower ?? 0, range.upper ?? Int64.max])
}

private func text(_ column: String, _ pattern: Query.TextPattern) -> (String, StatementArguments) {
    // A range instead of LIKE: it uses the index and knows no wildcards. U+10FFFF sorts behind every text.
    pattern.isPrefix ? ("\(column) >= ? AND \(column) < ?", [pattern.text, pattern.text + "\u{10FFFF}"]) : ("\(column) = ?", [pattern.text])
}

private func days(_ range: Query.DayRange) -> (String, StatementArguments) {
    let day: Int64 = 86_400_000
    return (
        "s.updatedAt >= ? AND s.updatedAt < ?",
        [range.first.map { Int64($0.sinceEpoch) * day } ?? Int64.min, range.last.map { Int64($0.sinceEpoch + 1) * day } ?? Int64.max]
    )
}

private func bySeverity(_ severity: Finding.Severity, _ scope: CompiledQuery.Scope) -> (String, StatementArguments) {
    switch severity {
    case .error: ("s.badness >= 1000", [])
    case .warning: ("s.badness > 0 AND s.warnings > 0", [])
    case .information:
        (
            "s.id IN (SELECT imageSet FROM findingCode WHERE project = ? AND hidden = ? AND dismissed = 0 AND severity = 0)",
            [scope.project, scope.isHidden]
        )
    }
}

private func byFlag(_ flag: Query.Flag, _ scope: CompiledQuery.Scope) -> (String, StatementArguments) {
    func finding(_ condition: String) -> (String, StatementArguments) {
        ("s.id IN (SELECT imageSet FROM findingCode WHERE project = ? AND hidden = ? AND \(condition))", [scope.project, scope.isHidden])
    }
    switch flag {
    case .dismissed: return finding("dismissed = 1")
    case .duplicate:
        let shared = """
            EXISTS (SELECT 1 FROM view v JOIN view w ON w.blob = v.blob JOIN imageSet o ON o.id = w.imageSet
                WHERE v.imageSet = s.id AND (w.imageSet, w.view) <> (v.imageSet, v.view) AND o.project = s.project AND o.deleted = 0)
            """
        return (shared, [])
    case .nearDuplicate:
        let (within, values) = finding("dismissed = 0 AND code IN ('views-near-identical', 'views-identical')")
        let across = """
            s.id IN (SELECT v.imageSet FROM nearDuplicate n JOIN view v ON v.blob IN (n.a, n.b)
                JOIN view w ON w.blob = CASE v.blob WHEN n.a THEN n.b ELSE n.a END JOIN imageSet o ON o.id = w.imageSet
                WHERE o.project = ? AND o.deleted = 0 AND w.imageSet <> v.imageSet)
            """
        return ("\(within) OR \(across)", values + [scope.project])
    case .deleted: return ("s.deleted = 1", [])
    case .verbatim: return ("s.verbatim = 1", [])
    case .uncaptioned: return ("s.uncaptioned > 0", [])
    case .clean: return ("s.badness = 0", [])
    case .untagged: return ("NOT EXISTS (SELECT 1 FROM tag WHERE imageSet = s.id)", [])
    }
}

import GRDB
import PolyptychCuration

/// Counts what a query's sets can be narrowed by.
struct FacetCounter {
    let db: Database
    let project: Int64
    let query: Query

    func facets() throws -> [Facet] {
        var counted = query.terms.isEmpty ? try unrestricted() : try restricted()
        for field in [Query.Field.status, .severity, .views, .category] {
            // Counted without its own restriction.
            let others = Query(terms: query.terms.filter { $0.field != field || $0.isExcluded })
            guard others != query else { continue }
            var sums = Sums()
            try sums.add(rows(groups(of: others)))
            counted[field] = sums.counts[field]
        }
        return [Query.Field.status, .severity, .lint, .views, .category, .tag].map { field in
            Facet(
                name: field.rawValue,
                values: (counted[field] ?? []).map { Facet.Value(value: $0.0, count: $0.1, term: Query.term(field, $0.0)) })
        }
    }

    /// Every set of the project: three statements, each answered by one covering index read in its own order.
    private func unrestricted() throws -> [Query.Field: [(String, Int)]] {
        var sums = Sums()
        try sums.add(rows(groups(of: query)))
        try sums.add(rows((Self.findings(""), [project, wantsDeleted])))
        try sums.add(rows((Self.tags(""), [project, wantsDeleted])))
        return sums.counts
    }

    /// The sets that a query finds: looked for once, counted three ways.
    private func restricted() throws -> [Query.Field: [(String, Int)]] {
        let compiled = CompiledQuery(query, project: project)
        let sql = """
            WITH m AS MATERIALIZED (SELECT s.id, s.status, s.viewCount, s.category, s.badness FROM imageSet s WHERE \(compiled.sql))
            SELECT 0, status, viewCount, category, badness, count(*) FROM m GROUP BY category, status, viewCount, badness
            UNION ALL \(Self.findings(" AND imageSet IN (SELECT id FROM m)"))
            UNION ALL \(Self.tags(" AND imageSet IN (SELECT id FROM m)"))
            """
        var sums = Sums()
        try sums.add(rows((sql, compiled.arguments + [project, wantsDeleted, project, wantsDeleted])))
        return sums.counts
    }

    private func groups(of query: Query) -> (String, StatementArguments) {
        let compiled = CompiledQuery(query, project: project)
        return (
            """
            SELECT 0, s.status, s.viewCount, s.category, s.badness, count(*) FROM imageSet s WHERE \(compiled.sql)
            GROUP BY s.category, s.status, s.viewCount, s.badness
            """, compiled.arguments
        )
    }

    /// Sets per code.
    private static func findings(_ scope: String) -> String {
        """
        SELECT 1, code, max(severity), NULL, NULL, count(*) FROM findingCode
        WHERE project = ? AND hidden = ? AND dismissed = 0\(scope) GROUP BY code
        """
    }

    private static func tags(_ scope: String) -> String {
        "SELECT 2, tag, NULL, NULL, NULL, count(*) FROM tag WHERE project = ? AND hidden = ?\(scope) GROUP BY tag"
    }

    private func rows(_ statement: (String, StatementArguments)) throws -> RowCursor {
        try Row.fetchCursor(db.cachedStatement(sql: statement.0), arguments: statement.1)
    }

    private var wantsDeleted: Bool {
        query.terms.contains { term in
            if case .flag(let flags) = term.match { return !term.isExcluded && flags.contains(.deleted) }
            return false
        }
    }
}

/// Counts that are added up row by row, and how they are shown.
private struct Sums {
    private var status: [String: Int] = [:], views: [Int: Int] = [:], category: [String: Int] = [:], severity = [0, 0, 0]
    private var lint: [(code: String, severity: Int, count: Int)] = []
    private var tag: [(String, Int)] = []

    /// The first column tells what a row counts: 0 groups of sets, 1 a finding's code, 2 a tag.
    mutating func add(_ rows: RowCursor) throws {
        while let row = try rows.next() {
            let name: String = row[1], count: Int = row[5]
            switch row[0] as Int {
            case 0:
                let badness: Int = row[4]
                status[name, default: 0] += count
                views[row[2], default: 0] += count
                if let category: String = row[3] { self.category[category, default: 0] += count }
                severity[badness >= 1000 ? 2 : badness > 0 ? 1 : 0] += count
            case 1: lint.append((name, row[2], count))
            default: tag.append((name, count))
            }
        }
    }

    var counts: [Query.Field: [(String, Int)]] {
        [
            .status: ReviewStatus.allCases.compactMap { name in status[name.rawValue].map { (name.rawValue, $0) } },
            .views: views.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) },
            .category: Array(category.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(60)),
            .severity: [("error", severity[2]), ("warning", severity[1])].filter { $0.1 > 0 },
            .lint: lint.sorted { ($1.severity, $1.count, $0.code) < ($0.severity, $0.count, $1.code) }.map { ($0.code, $0.count) },
            .tag: Array(tag.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(60)),
        ]
    }
}

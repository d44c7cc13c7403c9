import GRDB
import PolyptychCuration

/// Counts what a query's sets can be narrowed by.
struct FacetCounter {
    let db: Database
    let project: Int64
    let query: Query

    func facets() throws -> [Facet] {
        let shared = try passes(query)
        var counted: [Query.Field: [(String, Int)]] = [:]
        for field in [Query.Field.status, .severity, .views, .category] {
            // Counted without its own restriction; the other fields share one pass.
            let others = Query(terms: query.terms.filter { $0.field != field || $0.isExcluded })
            counted[field] = others == query ? shared[field] ?? [] : try passes(others, only: field)[field] ?? []
        }
        counted[.lint] = try findings()
        counted[.tag] = try tags()
        return [Query.Field.status, .severity, .lint, .views, .category, .tag].map { field in
            Facet(
                name: field.rawValue,
                values: (counted[field] ?? []).map { Facet.Value(value: $0.0, count: $0.1, term: Query.term(field, $0.0)) })
        }
    }

    /// One pass over the sets that are found, grouped by everything at once in the order of `imageSetByFacet`; the sums are made here.
    private func passes(_ query: Query, only: Query.Field? = nil) throws -> [Query.Field: [(String, Int)]] {
        let compiled = CompiledQuery(query, project: project)
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT s.status, s.viewCount, s.category, s.badness, count(*)
                    FROM imageSet s WHERE \(compiled.sql) GROUP BY s.category, s.status, s.viewCount, s.badness
                    """), arguments: compiled.arguments)
        var status: [String: Int] = [:], views: [Int: Int] = [:], category: [String: Int] = [:], severity = [0, 0, 0]
        while let row = try rows.next() {
            let count: Int = row[4]
            status[row[0], default: 0] += count
            views[row[1], default: 0] += count
            if let name: String = row[2] { category[name, default: 0] += count }
            let badness: Int = row[3]
            severity[badness >= 1000 ? 2 : badness > 0 ? 1 : 0] += count
        }
        return [
            .status: ReviewStatus.allCases.compactMap { name in status[name.rawValue].map { (name.rawValue, $0) } },
            .views: views.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) },
            .category: category.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(60).map { ($0.key, $0.value) },
            .severity: [("error", severity[2]), ("warning", severity[1])].filter { $0.1 > 0 },
        ]
    }

    private func findings() throws -> [(String, Int)] {
        let (scope, arguments) = restriction()
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT code, count(*) FROM (
                        SELECT code, max(severity) AS severity FROM finding WHERE project = ? AND hidden = ? AND dismissed = 0\(scope)
                        GROUP BY code, imageSet)
                    GROUP BY code ORDER BY max(severity) DESC, 2 DESC, 1
                    """), arguments: [project, wantsDeleted] + arguments
        ).map { ($0[0], $0[1]) }
    }

    private func tags() throws -> [(String, Int)] {
        let (scope, arguments) = restriction()
        return try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT tag, count(*) FROM tag WHERE project = ? AND hidden = ?\(scope) GROUP BY tag ORDER BY 2 DESC, 1 LIMIT 60"),
            arguments: [project, wantsDeleted] + arguments
        ).map { ($0[0], $0[1]) }
    }

    private var wantsDeleted: Bool {
        query.terms.contains { term in
            if case .flag(let flags) = term.match { return !term.isExcluded && flags.contains(.deleted) }
            return false
        }
    }

    private func restriction() -> (String, StatementArguments) {
        guard !query.terms.isEmpty else { return ("", []) }
        let compiled = CompiledQuery(query, project: project)
        return (" AND imageSet IN (SELECT s.id FROM imageSet s WHERE \(compiled.sql))", compiled.arguments)
    }
}

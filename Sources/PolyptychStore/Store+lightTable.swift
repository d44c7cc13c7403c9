import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// The whole order of the sets that a query finds, as of one moment.
    public func order(project: Int64, query: Query, sort: SetSort) async throws -> SetOrder {
        try await read { db in
            let compiled = CompiledQuery(query, project: project)
            let source = query.isPlain ? "imageSet s INDEXED BY \(sort.index)" : "imageSet s"
            let statement = try db.cachedStatement(sql: "SELECT s.id, s.aspect FROM \(source) WHERE \(compiled.sql) ORDER BY \(sort.columns)")
            var order = SetOrder(ids: [], aspects: [])
            let rows = try Row.fetchCursor(statement, arguments: compiled.arguments)
            while let row = try rows.next() {
                order.ids.append(UInt32(truncatingIfNeeded: row[0] as Int64))
                order.aspects.append(UInt16(truncatingIfNeeded: row[1] as Int64))
            }
            return order
        }
    }

    /// How many sets a query finds.
    public func count(project: Int64, query: Query) async throws -> Int {
        try await read { db in
            let compiled = CompiledQuery(query, project: project)
            return try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM imageSet s WHERE \(compiled.sql)"), arguments: compiled.arguments) ?? 0
        }
    }

    /// The sets that exist among `ids` as cards, in that order, of one moment.
    public func cards(_ ids: [Int64]) async throws -> [SetCardRecord] {
        guard !ids.isEmpty else { return [] }
        return try await read { db in try db.loadCards(ids) }
    }

    /// One page of cards, `limit` of them, behind the cursor `after`. A page costs the same wherever it is.
    public func page(project: Int64, query: Query, sort: SetSort, after: String? = nil, limit: Int = 60) async throws -> SetCardPage {
        let cursor = try after.map { try PageCursor($0) }
        return try await read { db in
            let compiled = CompiledQuery(query, project: project)
            var sql = "SELECT s.id, \(sort.cursorColumn) FROM imageSet s"
            if query.isPlain { sql += " INDEXED BY \(sort.index)" }
            var arguments = StatementArguments()
            sql += " WHERE \(compiled.sql)"
            arguments += compiled.arguments
            if let cursor {
                let (condition, values) = cursor.condition(sort)
                sql += " AND " + condition
                arguments += values
            }
            sql += " ORDER BY \(sort.columns) LIMIT ?"
            arguments += [limit + 1]
            let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
            let shown = rows.prefix(limit)
            let next = rows.count > limit ? shown.last.map { PageCursor(value: $0[1], id: $0[0]).text } : nil
            return SetCardPage(cards: try db.loadCards(shown.map { $0[0] }), next: next)
        }
    }

    /// Counts by status, lint, severity, views, category and tag over the sets that a query finds. A field that a set has one value of is counted as if the
    /// query did not restrict it, so that somebody sees what else could be chosen. Categories and tags: the 60 most frequent.
    public func facets(project: Int64, query: Query) async throws -> [Facet] {
        try await read { db in try FacetCounter(db: db, project: project, query: query).facets() }
    }
}

extension Query {
    /// Restricts nothing that an order's index does not hold.
    fileprivate var isPlain: Bool {
        terms.allSatisfy { term in
            switch term.match {
            case .status, .views: true
            case .flag(let flags): flags == [.deleted]
            default: false
            }
        }
    }
}

/// Where a page ended.
private struct PageCursor: Sendable {
    var value: DatabaseValue
    var id: Int64

    init(value: DatabaseValue, id: Int64) {
        self.value = value
        self.id = id
    }

    init(_ text: String) throws {
        let parts = Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) }?.split(separator: "\u{1F}", maxSplits: 2, omittingEmptySubsequences: false)
        guard let parts, parts.count == 3, let id = Int64(parts[1]) else {
            throw StoreError.invalid(what: "This page mark is not one of ours. Start again from the first page.")
        }
        self.id = id
        value = parts[0] == "i" ? (Int64(parts[2]) ?? 0).databaseValue : String(parts[2]).databaseValue
    }

    var text: String {
        let kind = Int64.fromDatabaseValue(value).map { "i\u{1F}\(id)\u{1F}\($0)" } ?? "t\u{1F}\(id)\u{1F}\(String.fromDatabaseValue(value) ?? "")"
        return Data(kind.utf8).base64EncodedString()
    }

    func condition(_ sort: SetSort) -> (String, StatementArguments) {
        switch sort {
        case .key: ("(s.orderKey, s.id) > (?, ?)", [value, id])
        case .worst: ("s.badness <= ? AND (s.badness < ? OR s.id > ?)", [value, value, id])
        case .recent: ("(s.updatedAt, s.id) < (?, ?)", [value, id])
        case .created: ("s.id > ?", [id])
        case .views: ("(s.viewCount, s.id) > (?, ?)", [value, id])
        }
    }
}

extension Database {
    fileprivate func loadCards(_ ids: [Int64]) throws -> [SetCardRecord] {
        let list = "[\(ids.map(String.init).joined(separator: ","))]"
        var tags: [Int64: [String]] = [:]
        for row in try Row.fetchAll(
            cachedStatement(sql: "SELECT imageSet, tag FROM tag WHERE imageSet IN (SELECT value FROM json_each(?)) ORDER BY imageSet, tag"), arguments: [list])
        {
            tags[row[0], default: []].append(row[1])
        }
        var findings: [Int64: [SetCardRecord.Mark]] = [:]
        for row in try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT imageSet, code, severity FROM findingCode WHERE imageSet IN (SELECT value FROM json_each(?)) AND dismissed = 0
                    ORDER BY imageSet, severity DESC, code
                    """), arguments: [list])
        {
            guard let code = FindingCode(rawValue: row[1]) else { continue }
            findings[row[0], default: []].append(.init(code: code, severity: .init(rank: row[2])))
        }
        var views: [Int64: [SetCardRecord.ViewCard]] = [:]
        for row in try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT v.imageSet, v.view, b.sha256, v.name FROM view v JOIN blob b ON b.id = v.blob
                    WHERE v.imageSet IN (SELECT value FROM json_each(?)) ORDER BY v.imageSet, v.position
                    """), arguments: [list])
        {
            views[row[0], default: []].append(.init(id: ViewID(rawValue: row[1]), sha256: row[2], name: row[3]))
        }
        var cards: [Int64: SetCardRecord] = [:]
        for row in try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT id, key, version, status, viewCount, width, height, aspect, excerpt, category, deleted, clipTokens, t5Tokens, updatedAt, updatedBy
                    FROM imageSet WHERE id IN (SELECT value FROM json_each(?))
                    """), arguments: [list])
        {
            let id: Int64 = row[0]
            cards[id] = SetCardRecord(
                id: id, key: row[1], version: row[2], status: ReviewStatus(rawValue: row[3]) ?? .draft, viewCount: row[4], width: row[5],
                height: row[6], aspect: row[7], excerpt: row[8], category: row[9], tags: tags[id] ?? [], findings: findings[id] ?? [],
                views: views[id] ?? [], isDeleted: row[10], clipTokens: row[11], t5Tokens: row[12], updatedAt: Date(milliseconds: row[13]),
                updatedBy: row[14])
        }
        return ids.compactMap { cards[$0] }
    }
}

import GRDB

@testable import PolyptychStore

/// The `detail` column of a query plan.
func queryPlan(_ db: Database, _ sql: String, _ compiled: CompiledQuery) throws -> [String] {
    try Row.fetchAll(db, sql: sql, arguments: compiled.arguments).map { $0["detail"] }
}

import Foundation
import PolyptychCuration
import PolyptychStore

/// What is wrong with a dataset as a whole; every number leads to the sets behind it.
public struct HealthAnswer: Codable, Sendable {
    public var sets: Int
    public var views: Int
    public var facts: [Fact]

    /// One number about the dataset.
    public struct Fact: Codable, Sendable {
        /// Stable name.
        public var code: String
        public var title: String
        public var severity: Finding.Severity
        public var count: Int
        /// The query that lists the sets.
        public var query: String
    }
}

extension Workshop {
    /// What is wrong with a project as a whole, worst first.
    public func health(project id: Int64) async throws -> HealthAnswer {
        let counts = try await store.counts(project: id)
        var facts: [HealthAnswer.Fact] = []
        for facet in try await store.facets(project: id, query: Query()) where facet.name == "lint" {
            for value in facet.values {
                guard let code = FindingCode(rawValue: value.value) else { continue }
                facts.append(.init(code: code.rawValue, title: code.title, severity: code.usualSeverity, count: value.count, query: value.term))
            }
        }
        let questions: [(String, String, Finding.Severity, String)] = [
            ("not-accepted", "Sets that nobody accepted yet", .information, "-status:accepted -status:rejected"),
            ("rejected", "Rejected sets", .information, "status:rejected"),
            ("near-duplicate-across", "Sets that share a nearly identical view with another set", .warning, "is:near-duplicate"),
            ("verbatim", "Prompts kept to the letter, not structured", .information, "is:verbatim"),
            ("no-caption", "Sets with a view without caption", .warning, "is:uncaptioned"),
        ]
        for (code, title, severity, query) in questions {
            let count = try await store.count(project: id, query: Query.parse(query))
            if count > 0 { facts.append(.init(code: code, title: title, severity: severity, count: count, query: query)) }
        }
        return HealthAnswer(
            sets: counts.sets, views: counts.views,
            facts: facts.sorted { ($0.severity.weight, $0.count, $1.code) > ($1.severity.weight, $1.count, $0.code) })
    }
}

extension Finding.Severity {
    fileprivate var weight: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
}

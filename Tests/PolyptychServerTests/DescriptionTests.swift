import Foundation
import Testing

@testable import PolyptychServer

@Suite struct DescriptionTests {
    @Test func `every route that runs is described, and every route described runs`() async throws {
        let running = Set(try await routes().filter { $0.path.hasPrefix("/api/") }.map { "\($0.method) \($0.path)" })
        let described = Set(try Description().operations.keys)
        try #require(running.count > 40)
        #expect(running.subtracting(described).sorted() == [], "running, not described")
        #expect(described.subtracting(running).sorted() == [], "described, not running")
    }

    @Test func `every reference leads somewhere, and every operation has a summary and an error`() throws {
        let description = try Description()
        func references(_ value: Any) -> [String] {
            if let object = value as? [String: Any] { return (object["$ref"] as? String).map { [$0] } ?? object.values.flatMap(references) }
            return (value as? [Any])?.flatMap(references) ?? []
        }
        for reference in Set(references(description.root)) {
            let target = reference.dropFirst(2).split(separator: "/").reduce(description.root as Any?) { ($0 as? [String: Any])?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
        for (name, operation) in description.operations {
            #expect((operation["summary"] as? String)?.isEmpty == false, "\(name)")
            #expect((operation["responses"] as? [String: Any])?["default"] != nil, "\(name)")
        }
    }

    @Test(arguments: [
        (#"{"code":"x","message":"y","hint":null,"details":null}"#, false), (#"{"error":{"code":"x","message":"y","hint":null,"details":{"a":1}}}"#, true),
        (#"{"error":{"code":1,"message":"y","hint":null,"details":null}}"#, false), (#"{"error":{"code":"x","message":"y"}}"#, false),
        (#"{"error":{"code":"x","message":"y","hint":null,"details":null,"more":1}}"#, false),
    ])
    func `the checker of answers tells right from wrong`(json: String, isRight: Bool) throws {
        let faults = try Description().faults(operation: "GET /api/v1/status", status: 401, contentType: "application/json", body: Data(json.utf8))
        #expect(faults.isEmpty == isRight, "\(faults)")
    }
}

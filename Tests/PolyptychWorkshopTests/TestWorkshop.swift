import Foundation
import Logging
import PolyptychCuration
import PolyptychImaging
import PolyptychImporting
import PolyptychTestSupport
import Testing

@testable import PolyptychWorkshop

/// A workshop on a workspace of its own, with a folder beside it to import from.
struct TestWorkshop {
    let folder: URL
    let workshop: Workshop
    var source: URL { folder.appendingPathComponent("source") }

    /// Runs `body` with a fresh workshop and closes it afterwards.
    static func with(_ body: (TestWorkshop) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            let here = try await TestWorkshop(folder)
            try await body(here)
            await here.workshop.close()
        }
    }

    init(_ folder: URL) async throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("source"), withIntermediateDirectories: true)
        workshop = try await Self.open(folder)
    }

    static func open(_ folder: URL) async throws -> Workshop {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try await Workshop.open(
            workspace: Workspace(root: folder.appendingPathComponent("workspace"), command: "test"), person: "ada", logger: logger)
    }

    func write(_ bytes: [UInt8], _ path: String) throws {
        let url = source.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Writes a set folder of photograph-like images that differ from one another.
    func writeSet(_ key: String, views: Int, width: Int = 96, height: Int = 64) throws {
        for view in 0..<views {
            let seed = UInt64(key.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }) &* 64 &+ UInt64(view)
            try write(PNGWriter.encode(FixtureImages.noise(width: width, height: height, seed: seed)), "\(key)/\(view + 1).png")
        }
    }

    func project(_ name: String = "p") async throws -> ProjectAnswer { try await workshop.project(named: name, create: true, by: "ada") }

    /// Imports the source folder and waits for the end.
    @discardableResult
    func importSource(into project: Int64, path: String? = nil, _ change: (inout ImportOptions) -> Void = { _ in }) async throws -> JobAnswer {
        var options = ImportOptions()
        change(&options)
        let job = try await workshop.startImport(
            project: project, request: ImportRequest(source: .path(path ?? source.path), options: options), by: "ada")
        return try await finished(job)
    }

    func finished(_ job: JobAnswer) async throws -> JobAnswer {
        for _ in 0..<3000 {
            let now = try await workshop.job(job.id)
            if now.isOver { return now }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("The job \(job.title) did not end within 30 s")
        return job
    }

    func sets(_ project: Int64, query: String = "") async throws -> [SetCard] {
        try await workshop.page(project: project, query: query, sort: .key, after: nil, limit: 200).sets
    }

    func set(_ key: String, _ project: Int64) async throws -> SetDetail {
        let card = try #require(try await sets(project).first { $0.key == key })
        return try await workshop.set(card.id)
    }
}

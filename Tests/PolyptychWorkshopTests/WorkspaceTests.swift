import Foundation
import PolyptychTestSupport
import Testing

@testable import PolyptychWorkshop

@Suite struct WorkspaceTests {
    @Test func `a second holder of a workspace is told who has it`() throws {
        try withTemporaryDirectory { folder in
            let first = try Workspace(root: folder, command: "serve")
            first.announce(.init(pid: 42, command: "serve", since: Date(), url: "http://127.0.0.1:1"))
            do {
                _ = try Workspace(root: folder, command: "import")
                Issue.record("Two holders of one workspace")
            } catch Workspace.Fault.held(_, let holder) {
                #expect(holder?.pid == 42)
                #expect(holder?.url == "http://127.0.0.1:1")
            }
            withExtendedLifetime(first) {}
        }
    }

    @Test func `a workspace is free once its holder is gone`() throws {
        try withTemporaryDirectory { folder in
            do { _ = try Workspace(root: folder, command: "serve") }
            #expect(Workspace.holder(of: folder) == nil)
            _ = try Workspace(root: folder, command: "serve")
        }
    }

    @Test func `a file appears whole or not at all`() throws {
        try withTemporaryDirectory { folder in
            let target = folder.appendingPathComponent("a")
            try AtomicFile.write(Data("one".utf8), to: target)
            try AtomicFile.write(Data("two".utf8), to: target)
            #expect(try String(contentsOf: target, encoding: .utf8) == "two")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
            #expect(throws: FileFault.self) { try AtomicFile.write(Data(), to: folder.appendingPathComponent("missing/a")) }
        }
    }

    @Test func `derived files can be deleted at any time`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let detail = try await here.set("chair", project.id)
            let hash = detail.state.views[0].image.sha256
            let before = try await here.workshop.image(hash, size: 256).data
            try FileManager.default.removeItem(at: here.workshop.workspace.derived)
            #expect(try await here.workshop.image(hash, size: 256).data == before)
            #expect(try await here.workshop.composite(set: detail.id, longestSide: 512, format: .jpeg).data.isEmpty == false)
        }
    }

    @Test func `the doctor finds a sound workspace sound and a lost original`() async throws {
        try await withTemporaryDirectory { folder in
            let here = try await TestWorkshop(folder)
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let hash = try await here.set("chair", project.id).state.views[0].image.sha256
            let blob = here.workshop.blobs.url(hash)
            let root = here.workshop.workspace.root
            await here.workshop.close()
            #expect(try await Workshop.examine(root: root, deep: true).allSatisfy(\.passed))
            try FileManager.default.removeItem(at: blob)
            let checks = try await Workshop.examine(root: root, deep: false)
            #expect(checks.filter { !$0.passed }.map(\.name) == ["originals"])
        }
    }
}

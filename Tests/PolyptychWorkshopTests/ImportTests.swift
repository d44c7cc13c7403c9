import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychTestSupport
import Testing

@testable import PolyptychWorkshop

@Suite struct ImportTests {
    @Test func `a folder of set folders becomes sets, and a second time changes nothing`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            try here.writeSet("table", views: 3)
            let project = try await here.project()
            let first = try await here.importSource(into: project.id)
            #expect(first.state == .finished)
            #expect(first.result?.sets == 2)
            #expect(first.result?.views == 5)
            let before = try await here.sets(project.id)
            let second = try await here.importSource(into: project.id)
            #expect(second.result?.sets == 0)
            #expect(second.result?.unchanged == 2)
            let after = try await here.sets(project.id)
            #expect(before.map(\.key) == ["chair", "table"])
            #expect(before.map(\.version) == after.map(\.version))
        }
    }

    @Test func `originals are stored unchanged under their hash`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let detail = try await here.set("chair", project.id)
            let bytes = try Data(contentsOf: here.source.appendingPathComponent("chair/1.png"))
            let stored = try await here.workshop.image(detail.state.views[0].image.sha256, size: nil)
            #expect(stored.data == bytes)
            #expect(BlobFiles.sha256(bytes) == detail.state.views[0].image.sha256)
        }
    }

    @Test func `a broken image is named and the rest goes on`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("good", views: 2)
            try here.writeSet("mixed", views: 2)
            let jpeg = FixtureImages.jpeg(width: 200, height: 150)
            try here.write(FixtureImages.truncated(jpeg, keeping: 0.5), "mixed/broken.jpg")
            let project = try await here.project()
            let job = try await here.importSource(into: project.id)
            #expect(job.state == .finished)
            let sentences = job.items.compactMap(\.error) + (job.result?.problems ?? [])
            #expect(sentences.contains { $0.contains("broken.jpg") }, "\(sentences)")
            let cards = try await here.sets(project.id)
            #expect(cards.map(\.key) == ["good", "mixed"])
            #expect(cards.map(\.viewCount) == [2, 2])
        }
    }

    @Test func `an image that was broken and is repaired joins its set at the next import, unless the set was changed since`() async throws {
        try await TestWorkshop.with { here in
            for key in ["left", "touched"] {
                try here.writeSet(key, views: 2)
                try here.write(FixtureImages.truncated(FixtureImages.jpeg(width: 200, height: 150), keeping: 0.5), "\(key)/broken.jpg")
            }
            let project = try await here.project()
            let first = try await here.importSource(into: project.id)
            #expect(first.message == "2 sets with 4 views imported, 2 with problems")
            let again = try await here.importSource(into: project.id)
            #expect(again.items.compactMap(\.error).count == 2, "a problem that stays is told each time: \(again.items)")

            let touched = try await here.set("touched", project.id)
            _ = try await here.workshop.edit(
                set: touched.id, base: 1, edits: [.setCaption(view: touched.state.views[0].id, text: "a cup")], why: nil, by: "ada")
            for key in ["left", "touched"] { try here.write(FixtureImages.jpeg(width: 200, height: 150), "\(key)/broken.jpg") }
            let repaired = try await here.importSource(into: project.id)
            #expect(try await here.set("left", project.id).state.views.map(\.image.name) == ["1.png", "2.png", "broken.jpg"])
            #expect(try await here.set("touched", project.id).state.views.map(\.image.name) == ["1.png", "2.png"])
            #expect(repaired.message == "1 view added to 1 set, 1 with problems")
            #expect(repaired.items.compactMap(\.error).allSatisfy { $0.contains("“touched”") && $0.contains("changed since") })
        }
    }

    @Test func `the same import asked for twice at once is done once`() async throws {
        try await TestWorkshop.with { here in
            for index in 0..<24 { try here.writeSet("set-\(index)", views: 2, width: 48, height: 48) }
            let project = try await here.project()
            let request = ImportRequest(source: .path(here.source.path), options: .init())
            let first = try await here.workshop.startImport(project: project.id, request: request, by: "ada")
            let second = try await here.workshop.startImport(project: project.id, request: request, by: "mei")
            #expect(first.id == second.id)
            let end = try await here.finished(first)
            #expect(end.failed == 0)
            #expect(try await here.sets(project.id).count == 24)
        }
    }

    @Test func `an import in place leaves the bytes where they lie and notices when they change`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id) { $0.inPlace = true }
            let detail = try await here.set("chair", project.id)
            let hash = detail.state.views[0].image.sha256
            #expect(!FileManager.default.fileExists(atPath: here.workshop.blobs.url(hash).path))
            #expect(try await here.workshop.image(hash, size: nil).data.isEmpty == false)
            try here.write(FixtureImages.png(width: 10, height: 10), "chair/1.png")
            await #expect(throws: OriginalChanged.self) { _ = try await here.workshop.image(hash, size: nil) }
        }
    }

    @Test func `an import is undone as one action`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            try here.writeSet("table", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let undone = try await here.workshop.undo(project: project.id, by: "ada")
            #expect(undone.sets.count == 2)
            #expect(try await here.sets(project.id).isEmpty)
            _ = try await here.workshop.redo(project: project.id, by: "ada")
            #expect(try await here.sets(project.id).map(\.key) == ["chair", "table"])
        }
    }

    @Test func `joint prompts from a file become structure where they are right and stay to the letter where not`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            try here.writeSet("table", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let right = "[TWO-VIEWS] A red chair on a lawn; [LEFT] its front with a torn seat; [RIGHT] its back with two bars."
            let wrong = "[THREE-VIEWS] A round table; [LEFT] its top; [RIGHT] its legs."
            let rows = [["set": "chair", "layout": "row", "prompt": right], ["set": "table", "layout": "row", "prompt": wrong], ["set": "lamp", "prompt": "x"]]
            let text = try rows.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }.joined(separator: "\n")
            try here.write(Array(text.utf8), "prompts.jsonl")
            let job = try await here.importSource(into: project.id, path: here.source.appendingPathComponent("prompts.jsonl").path)
            #expect(job.result?.sets == 2)
            #expect(job.result?.problems?.count == 1)
            let chair = try await here.set("chair", project.id)
            #expect(chair.rendered.text == right)
            #expect(chair.state.views.map(\.caption) == ["its front with a torn seat", "its back with two bars"])
            let table = try await here.set("table", project.id)
            #expect(table.state.prompt == .verbatim(.init(text: wrong, viewOrder: table.state.views.map(\.id))))
            #expect(table.findings.map(\.code) == [.headerCount])
            let again = try await here.importSource(into: project.id, path: here.source.appendingPathComponent("prompts.jsonl").path)
            #expect(again.result?.sets == 0)
        }
    }

    @Test func `an import that was stopped in the middle goes on at the next opening without doing anything twice`() async throws {
        try await withTemporaryDirectory { folder in
            var here: TestWorkshop? = try await TestWorkshop(folder)
            for index in 0..<60 { try here!.writeSet("set-\(index)", views: 2, width: 48, height: 48) }
            let project = try await here!.project()
            let job = try await here!.workshop.startImport(
                project: project.id, request: ImportRequest(source: .path(here!.source.path), options: .init()), by: "ada")
            await here!.workshop.close()
            here = nil
            let workshop = try await TestWorkshop.open(folder)
            var now = try await workshop.job(job.id)
            for _ in 0..<3000 where !now.isOver {
                try await Task.sleep(for: .milliseconds(10))
                now = try await workshop.job(job.id)
            }
            #expect(now.state == .finished)
            let page = try await workshop.page(project: project.id, query: "", sort: .key, after: nil, limit: 200)
            #expect(page.sets.count == 60)
            #expect(page.sets.allSatisfy { $0.version == 1 && $0.viewCount == 2 })
            await workshop.close()
        }
    }
}

import Foundation
import PolyptychCuration
import PolyptychTestSupport
import Testing

@testable import PolyptychWorkshop

@Suite struct EditingTests {
    @Test func `words follow their image and one undo takes both back, also after a restart`() async throws {
        try await withTemporaryDirectory { folder in
            let here = try await TestWorkshop(folder)
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            var detail = try await here.set("chair", project.id)
            let ids = detail.state.views.map(\.id)
            detail = try await here.workshop.edit(
                set: detail.id, base: detail.version,
                edits: [.setCaption(view: ids[0], text: "the front"), .setCaption(view: ids[1], text: "the back"), .setSummary(text: "shows a chair")],
                why: nil, by: "ada")
            let before = detail.rendered.text
            detail = try await here.workshop.edit(set: detail.id, base: detail.version, edits: [.reorder(views: ids.reversed())], why: nil, by: "ada")
            #expect(detail.state.views.map(\.caption) == ["the back", "the front"])
            #expect(detail.rendered.text != before)
            await here.workshop.close()

            let workshop = try await TestWorkshop.open(folder)
            _ = try await workshop.undo(project: project.id, by: "ada")
            let undone = try await workshop.set(detail.id)
            #expect(undone.state.views.map(\.id) == ids)
            #expect(undone.rendered.text == before)
            await workshop.close()
        }
    }

    @Test func `a stale write is refused with what stands`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let detail = try await here.set("chair", project.id)
            _ = try await here.workshop.edit(set: detail.id, base: detail.version, edits: [.setSummary(text: "shows a chair")], why: nil, by: "mei")
            do {
                _ = try await here.workshop.edit(set: detail.id, base: detail.version, edits: [.setSummary(text: "shows a stool")], why: nil, by: "ada")
                Issue.record("A stale write won")
            } catch WorkshopError.stale(let current, let by, _) {
                #expect(by == "mei")
                #expect(current.version == detail.version + 1)
                #expect(current.rendered.text.contains("a chair"))
            }
        }
    }

    @Test func `an accepted set keeps its words until it is reopened, and only departs when the settings change`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            var detail = try await here.set("chair", project.id)
            let views = detail.state.views.map(\.id)
            detail = try await here.workshop.edit(
                set: detail.id, base: detail.version,
                edits: [.setCaption(view: views[0], text: "the front"), .setCaption(view: views[1], text: "the back"), .setSummary(text: "shows a chair"), .accept],
                why: nil, by: "ada")
            let pinned = detail.rendered.text
            await #expect(throws: WorkshopError.self) {
                _ = try await here.workshop.edit(set: detail.id, base: detail.version, edits: [.setSummary(text: "other")], why: nil, by: "ada")
            }
            var settings = project.settings
            settings.perViewCount[2] = ViewCountSettings(
                template: .plain, scheme: .positional, layout: LayoutSpec(arrangement: .column))
            _ = try await here.workshop.updateProject(project.id, base: project.version, name: nil, settings: settings, by: "ada")
            for job in try await here.workshop.jobs() { _ = try await here.finished(job) }
            detail = try await here.workshop.set(detail.id)
            #expect(detail.state.review.pinned?.text == pinned)
            #expect(detail.findings.contains { $0.code == .departsFromProject })
            let plan = try await here.workshop.planExport(project: project.id, order: ExportOrder(name: "x", format: .folder))
            #expect(plan.samples.map(\.text) == [pinned])
        }
    }

    @Test func `a batch is previewed, can leave sets out, and is undone as one`() async throws {
        try await TestWorkshop.with { here in
            for key in ["a", "b", "c"] { try here.writeSet(key, views: 2) }
            let project = try await here.project()
            try await here.importSource(into: project.id)
            for card in try await here.sets(project.id) {
                _ = try await here.workshop.edit(set: card.id, base: card.version, edits: [.setSummary(text: "shows a grey thing")], why: nil, by: "ada")
            }
            let action = BatchAction.replace(find: "grey", with: "gray", regex: false, scope: .all)
            let preview = try await here.workshop.previewBatch(project: project.id, selection: Selection(query: ""), action: action, by: "ada")
            #expect(preview.changes.map(\.key) == ["a", "b", "c"])
            let result = try await here.workshop.applyBatch(
                project: project.id, preview: preview.preview, exclude: [preview.changes[1].set], by: "ada")
            #expect(result.applied == 2)
            #expect(try await here.sets(project.id, query: "gray").map(\.key) == ["a", "c"])
            await #expect(throws: WorkshopError.self) {
                _ = try await here.workshop.applyBatch(project: project.id, preview: preview.preview, exclude: [], by: "ada")
            }
            _ = try await here.workshop.undo(project: project.id, by: "ada")
            #expect(try await here.sets(project.id, query: "gray").isEmpty)
        }
    }

    @Test func `sets are split, merged, duplicated, deleted and restored, each undone in one step`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("four", views: 4)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let four = try await here.set("four", project.id)
            var request = RegroupRequest(action: .split)
            request.set = four.id
            request.at = 2
            let split = try await here.workshop.regroup(project: project.id, request: request, by: "ada")
            #expect(try await here.sets(project.id).map(\.viewCount) == [2, 2])
            request = RegroupRequest(action: .merge)
            request.sets = split.sets
            request.key = "whole"
            _ = try await here.workshop.regroup(project: project.id, request: request, by: "ada")
            #expect(try await here.sets(project.id).map(\.key) == ["whole"])
            #expect(try await here.set("whole", project.id).state.views.map(\.image) == four.state.views.map(\.image))
            request = RegroupRequest(action: .duplicate)
            request.sets = [four.id]
            _ = try await here.workshop.regroup(project: project.id, request: request, by: "ada")
            #expect(try await here.sets(project.id).map(\.key) == ["whole", "whole-2"])
            request = RegroupRequest(action: .delete)
            request.sets = [four.id]
            _ = try await here.workshop.regroup(project: project.id, request: request, by: "ada")
            #expect(try await here.sets(project.id).map(\.key) == ["whole-2"])
            for expected in [["whole", "whole-2"], ["whole"]] {
                _ = try await here.workshop.undo(project: project.id, by: "ada")
                #expect(try await here.sets(project.id).map(\.key) == expected)
            }
        }
    }

    @Test func `the preview of a composite has the very pixels of the exported file`() async throws {
        try await TestWorkshop.with { here in
            try here.writeSet("chair", views: 2, width: 300, height: 200)
            let project = try await here.project()
            try await here.importSource(into: project.id)
            let detail = try await here.set("chair", project.id)
            let preview = try await here.workshop.composite(set: detail.id, longestSide: nil, format: .png)
            var order = ExportOrder(name: "x", format: .folder)
            order.status = .any
            let job = try await here.finished(try await here.workshop.startExport(project: project.id, order: order, by: "ada"))
            let folder = URL(fileURLWithPath: try #require(job.result?.directory))
            let png = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".png") })
            #expect(try Data(contentsOf: folder.appendingPathComponent(png)) == preview.data)
        }
    }
}

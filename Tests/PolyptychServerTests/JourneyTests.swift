import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import PolyptychCuration
import PolyptychImaging
import PolyptychTestSupport
import PolyptychWorkshop
import Testing

@testable import PolyptychServer

/// The product over HTTP, from files to an export; every answer fits the description.
@Suite(.timeLimit(.minutes(5))) struct JourneyTests {
    @Test func `a project from nothing to an export, every route of the interface asked`() async throws {
        try await withHouse { house in
            for path in ["status", "templates", "openapi.yaml", "presence"] { try await house.ask("GET /api/v1/\(path)", status: 200) }
            try await house.ask("GET /api/v1/ping", status: 204)
            try await house.ask("POST /api/v1/presence", body: #"{"client":"t","project":1,"set":1}"#, status: 204)
            let project = try await house.furnished()
            try await house.ask("GET /api/v1/projects", status: 200)
            let sets = try await house.sets(project)
            let chair = try #require(sets["chair"])
            let lamp = try #require(sets["lamp"])

            // The light table.
            let ticket: TicketAnswer = try await house.ask("POST /api/v1/projects/{project}/query", [project], body: #"{"query":"status:draft","sort":"key"}"#).json()
            #expect(ticket.count == 3)
            #expect(Data(base64Encoded: ticket.ids)?.count == 12)
            let cards: SetPage = try await house.ask("GET /api/v1/projects/{project}/sets", [project], query: "ids=\(lamp),\(chair)").json()
            #expect(cards.sets.map(\.key) == ["lamp", "chair"])
            try await house.ask("GET /api/v1/projects/{project}/facets", [project], query: "query=lamp", status: 200)
            try await house.ask("GET /api/v1/projects/{project}/health", [project], status: 200)
            try await house.ask("GET /api/v1/projects/{project}/lint", [project], query: "limit=2", status: 200)

            // One set.
            var detail: SetDetail = try await house.ask("GET /api/v1/sets/{set}", [chair]).json()
            #expect(detail.rendered.text.contains("a chair seen from side 1"))
            let view = detail.state.views[0].id
            let edited = try await house.ask(
                "POST /api/v1/sets/{set}/edits", [chair], body: #"{"edits":[{"edit":"setCaption","view":"\#(view)","text":"an oak chair"},{"edit":"setSummary","text":"a chair"}],"why":"clearer"}"#,
                version: detail.version, status: 200)
            let before = detail
            detail = try edited.json()
            #expect(detail.version == before.version + 1)
            #expect(edited.headers[.eTag] == "\"\(detail.version)\"")
            try await house.ask("POST /api/v1/sets/{set}/fixes", [chair], body: #"{"findings":[]}"#, version: detail.version)
            let history: [String: [HistoryEntry]] = try await house.ask("GET /api/v1/sets/{set}/history", [chair]).json()
            let first = try #require(history["revisions"]?.last)
            detail = try await house.ask("GET /api/v1/sets/{set}", [chair]).json()
            detail = try await house.ask("POST /api/v1/sets/{set}/revisions/{revision}/restore", [chair, first.id], version: detail.version, status: 200).json()
            #expect(detail.state.views[0].caption == "a chair seen from side 1")

            // Taking back, and many sets at once.
            try await house.ask("POST /api/v1/projects/{project}/undo", [project], status: 200)
            try await house.ask("POST /api/v1/projects/{project}/redo", [project], status: 200)
            let preview: BatchPreview = try await house.ask(
                "POST /api/v1/projects/{project}/batch/preview", [project],
                body: #"{"selection":{"query":""},"action":{"kind":"replace","find":"seen from","with":"from"}}"#
            ).json()
            #expect(preview.count == 3)
            let result: BatchResult = try await house.ask(
                "POST /api/v1/projects/{project}/batch", [project], body: #"{"preview":"\#(preview.preview)","exclude":[\#(lamp)]}"#).json()
            #expect(result.applied == 2)
            try await house.ask("POST /api/v1/projects/{project}/regroup", [project], body: #"{"action":"duplicate","sets":[\#(lamp)]}"#, status: 200)
            try await house.ask("GET /api/v1/projects/{project}/history", [project], status: 200)

            // Settings.
            var answer: ProjectAnswer = try await house.ask("GET /api/v1/projects/{project}", [project]).json()
            let settings = String(decoding: try JSON.encoder().encode(answer.settings), as: UTF8.self).replacingOccurrences(of: "\"targetResolution\":1024", with: "\"targetResolution\":512")
            try await house.ask("POST /api/v1/projects/{project}/settings/preview", [project], body: #"{"settings":\#(settings)}"#, status: 200)
            answer = try await house.ask("PATCH /api/v1/projects/{project}", [project], body: #"{"name":"rooms 2"}"#, version: answer.version, status: 200).json()
            #expect(answer.name == "rooms 2")

            // Pixels.
            let sha256 = detail.state.views[0].image.sha256
            try await house.ask("GET /api/v1/images/{sha256}", [sha256], query: "size=256", status: 200)
            try await house.ask("GET /api/v1/sets/{set}/composite", [chair], query: "format=png", status: 200)

            // Snapshots and exports.
            let one: [String: Int64] = try await ["id": house.ask("POST /api/v1/projects/{project}/snapshots", [project], body: #"{"name":"one"}"#, status: 201).identifier()]
            detail = try await house.ask("GET /api/v1/sets/{set}", [chair]).json()
            try await house.ask("POST /api/v1/sets/{set}/edits", [chair], body: #"{"edits":[{"edit":"setSummary","text":"a fine chair"}]}"#, version: detail.version, status: 200)
            let two = try await house.ask("POST /api/v1/projects/{project}/snapshots", [project], body: #"{"name":"two"}"#, status: 201).identifier()
            try await house.ask("GET /api/v1/projects/{project}/snapshots", [project], status: 200)
            let diff = try await house.ask("GET /api/v1/snapshots/{from}/diff/{to}", [one["id"]!, two], status: 200)
            #expect(diff.text.contains("fine"))
            let order = #"{"name":"e","format":"folder","status":"any"}"#
            try await house.ask("POST /api/v1/projects/{project}/exports/plan", [project], body: order, status: 200)
            let job = try await house.finish(try await house.ask("POST /api/v1/projects/{project}/exports", [project], body: order))
            #expect(job.state == .finished, "\(job)")
            let export = try #require(job.result?.export)
            try await house.ask("GET /api/v1/projects/{project}/exports", [project], status: 200)
            let made: ExportAnswer = try await house.ask("GET /api/v1/exports/{export}", [export]).json()
            let manifest = try #require(made.files.first { $0.hasSuffix("manifest.json") })
            let file = try await house.ask("GET /api/v1/exports/{export}/files/{path}", [export, manifest], status: 200)
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            let verified = try await house.finish(try await house.ask("POST /api/v1/exports/{export}/verify", [export]))
            #expect(verified.state == .finished && verified.result?.problems?.isEmpty != false, "\(verified)")
            let jobs = try await house.ask("GET /api/v1/jobs", query: "project=\(project)", status: 200)
            #expect(jobs.text.contains("\"verify\""))
            for verb in ["pause", "resume", "retry", "cancel"] { try await house.ask("POST /api/v1/jobs/{job}/\(verb)", [job.id], body: "{}") }

            // Away with it.
            answer = try await house.ask("GET /api/v1/projects/{project}", [project]).json()
            try await house.ask("DELETE /api/v1/projects/{project}", [project], version: answer.version, status: 204)
            try await house.ask("GET /api/v1/projects/{project}", [project], status: 404)

            let described = Set(house.description.operations.keys)
            #expect(described.subtracting(house.asked.value).subtracting(Self.askedElsewhere).sorted() == [])
        }
    }

    /// Asked by other tests of this suite and by ``SessionTests``, ``EventTests`` and ``UploadTests``; or needing what this project lacks.
    static let askedElsewhere: Set<String> = [
        "POST /api/v1/session", "DELETE /api/v1/session", "POST /api/v1/token/rotate", "GET /api/v1/events", "POST /api/v1/projects/{project}/uploads",
        "GET /api/v1/uploads/{upload}", "PATCH /api/v1/uploads/{upload}/{index}", "DELETE /api/v1/uploads/{upload}",
        "POST /api/v1/projects/{project}/imports/preview", "POST /api/v1/projects/{project}/imports/classes", "POST /api/v1/projects/{project}/samples", "POST /api/v1/sets/{set}/candidates/{candidate}/take",
        "GET /api/v1/sets/{set}/candidates/{candidate}/image", "POST /api/v1/jobs/{job}/pause", "POST /api/v1/jobs/{job}/resume",
        "POST /api/v1/jobs/{job}/retry", "POST /api/v1/jobs/{job}/cancel", "POST /api/v1/sets/{set}/fixes",
    ]

    @Test func `files from a browser become sets`() async throws {
        try await withHouse { house in
            let project: ProjectAnswer = try await house.ask("POST /api/v1/projects", body: #"{"name":"drop"}"#, status: 201).json()
            let images = (1...2).map { FixtureImages.jpeg(width: 64 * $0, height: 64) }
            let files = images.enumerated().map { #"{"path":"drop/cup & saucer/\#($0.offset).jpg","size":\#($0.element.count)}"# }.joined(separator: ",")
            let upload: UploadAnswer = try await house.ask("POST /api/v1/projects/{project}/uploads", [project.id], body: #"{"files":[\#(files)]}"#, status: 201).json()
            let request = #"{"source":{"upload":\#(upload.upload)},"options":{}}"#
            let early = try await house.ask("POST /api/v1/projects/{project}/imports", [project.id], body: request)
            try expectError(early, status: .conflict, code: "incomplete")
            for (index, image) in images.enumerated() {
                try await house.ask(
                    "PATCH /api/v1/uploads/{upload}/{index}", [upload.upload, index], raw: ByteBuffer(bytes: image),
                    headers: [.contentType: "application/octet-stream", .uploadOffset: "0"], status: 200)
            }
            try await house.ask("GET /api/v1/uploads/{upload}", [upload.upload], status: 200)
            let plan = try await house.ask("POST /api/v1/projects/{project}/imports/preview", [project.id], body: request, status: 200)
            #expect(plan.text.contains("cup"))
            let job = try await house.finish(try await house.ask("POST /api/v1/projects/{project}/imports", [project.id], body: request))
            #expect(job.result?.sets == 1 && job.result?.views == 2, "\(job)")
            try await house.ask("DELETE /api/v1/uploads/{upload}", [upload.upload], status: 204)

            let other: ProjectAnswer = try await house.ask("POST /api/v1/projects", body: #"{"name":"other"}"#, status: 201).json()
            let foreign = try await house.ask("POST /api/v1/projects/{project}/imports", [other.id], body: request)
            try expectError(foreign, status: .notFound, code: "not-found")
        }
    }

    @Test func `classes of an MVImgNet tree are counted and a frame that was not chosen is swapped in`() async throws {
        try await withTemporaryDirectory { folder in
            let images = folder.appendingPathComponent("53/1e00a5f4/images")
            try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
            try Data("53,toy figure\n".utf8).write(to: folder.appendingPathComponent("mvimgnet_category.txt"))
            for frame in 1...6 {
                let bytes = PNGWriter.encode(FixtureImages.noise(width: 64, height: 48, seed: UInt64(frame)))
                try Data(bytes).write(to: images.appendingPathComponent("00\(frame).png"))
            }
            try await withHouse { house in
                let project: ProjectAnswer = try await house.ask("POST /api/v1/projects", body: #"{"name":"toys"}"#, status: 201).json()
                let request = #"{"source":{"path":"\#(folder.path)"},"options":{"kind":"mvimgnet","viewsPerSet":2}}"#
                let classes: ImportClasses = try await house.ask("POST /api/v1/projects/{project}/imports/classes", [project.id], body: request, status: 200).json()
                #expect(classes.classes.map(\.name) == ["toy figure"])
                #expect(classes.objects == 1)
                let job = try await house.finish(try await house.ask("POST /api/v1/projects/{project}/imports", [project.id], body: request))
                #expect(job.result?.views == 2, "\(job)")
                let page: SetPage = try await house.ask("GET /api/v1/projects/{project}/sets", [project.id], query: "limit=5", status: 200).json()
                let card = try #require(page.sets.first)
                let before: SetDetail = try await house.ask("GET /api/v1/sets/{set}", [card.id], status: 200).json()
                #expect(before.candidates.count == 4)
                let frame = before.candidates[1]
                try await house.ask("GET /api/v1/sets/{set}/candidates/{candidate}/image", [card.id, frame.index], status: 200)
                let view = before.state.views[0]
                let after: SetDetail = try await house.ask(
                    "POST /api/v1/sets/{set}/candidates/{candidate}/take", [card.id, frame.index], body: #"{"view":"\#(view.id)"}"#, version: before.version, status: 200
                ).json()
                #expect(after.state.views[0].image.name == frame.name)
                #expect(after.candidates.map(\.name).contains(view.image.name))
            }
        }
    }

    @Test func `a stale change is refused with the other person's state, and a change without a version too`() async throws {
        try await withHouse { house in
            let project = try await house.furnished()
            let id = try #require(try await house.sets(project)["lamp"])
            let detail: SetDetail = try await house.ask("GET /api/v1/sets/{set}", [id]).json()
            let edit = #"{"edits":[{"edit":"setSummary","text":"TEXT"}]}"#
            try await house.ask("POST /api/v1/sets/{set}/edits", [id], body: edit.replacingOccurrences(of: "TEXT", with: "theirs"), version: detail.version, status: 200)
            let stale = try await house.ask("POST /api/v1/sets/{set}/edits", [id], body: edit, version: detail.version)
            let error = try expectError(stale, status: .preconditionFailed, code: "stale")
            let current = try #require((error["details"] as? [String: Any])?["current"] as? [String: Any])
            #expect(current["version"] as? Int == detail.version + 1)
            #expect(((current["state"] as? [String: Any])?["prompt"] as? [String: Any])?["summary"] as? String == "theirs")
            #expect((error["details"] as? [String: Any])?["by"] as? String == "ada")
            try expectError(try await house.ask("POST /api/v1/sets/{set}/edits", [id], body: edit), status: .preconditionRequired, code: "version-required")
        }
    }

    @Test func `HTML in every text field comes back as text`() async throws {
        try await withHouse { house in
            let project = try await house.furnished()
            let id = try #require(try await house.sets(project)["lamp"])
            let detail: SetDetail = try await house.ask("GET /api/v1/sets/{set}", [id]).json()
            let html = "<img src=x onerror=alert(1)>"
            let view = detail.state.views[0].id
            let edits = [
                #"{"edit":"setSummary","text":"\#(html)"}"#, #"{"edit":"setCaption","view":"\#(view)","text":"\#(html)"}"#,
                #"{"edit":"setCategory","category":"\#(html)"}"#, #"{"edit":"setTags","tags":["\#(html)"]}"#,
            ]
            let answer = try await house.ask(
                "POST /api/v1/sets/{set}/edits", [id], body: #"{"edits":[\#(edits.joined(separator: ","))],"why":"\#(html)"}"#, version: detail.version, status: 200)
            let changed: SetDetail = try answer.json()
            #expect(changed.state.category == html && changed.state.tags == [html] && changed.state.views[0].caption == html)
            for response in [
                answer, try await house.ask("GET /api/v1/sets/{set}/history", [id]), try await house.ask("GET /api/v1/projects/{project}/sets", [project]),
                try await house.ask("GET /api/v1/projects/{project}/facets", [project]),
            ] {
                #expect(response.headers[.contentType] == "application/json; charset=utf-8")
                #expect(response.text.contains("onerror"))
            }
        }
    }

    @Test func `an edit that cannot be made, a query that cannot be read, an unknown thing: each in the one shape`() async throws {
        try await withHouse { house in
            let project = try await house.furnished()
            let id = try #require(try await house.sets(project)["lamp"])
            let unknown = try await house.ask("POST /api/v1/sets/{set}/edits", [id], body: #"{"edits":[{"edit":"removeView","view":"nope"}]}"#, version: 1)
            try expectError(unknown, status: .unprocessableContent, code: "refused")
            let query = try await house.ask("POST /api/v1/projects/{project}/query", [project], body: #"{"query":"red colour:blue"}"#)
            let error = try expectError(query, status: .badRequest, code: "query")
            #expect((error["details"] as? [String: Any])?["position"] as? Int == 4)
            for (operation, path) in [
                ("GET /api/v1/projects/{project}", "99"), ("GET /api/v1/sets/{set}", "99"), ("GET /api/v1/jobs/{job}", "99"), ("GET /api/v1/exports/{export}", "99"),
                ("GET /api/v1/images/{sha256}", String(repeating: "0", count: 64)), ("GET /api/v1/images/{sha256}", "../token"),
                ("GET /api/v1/sets/{set}/composite", "99"), ("GET /api/v1/uploads/{upload}", "99"),
            ] {
                try expectError(try await house.ask(operation, [path]), status: .notFound, code: "not-found")
            }
            try expectError(try await house.ask("POST /api/v1/projects", body: #"{"name":"rooms"}"#), status: .conflict, code: "name-taken")
            try expectError(try await house.ask("POST /api/v1/projects", body: #"{"name":"a\nb"}"#), status: .unprocessableContent, code: "invalid")
            try expectError(try await house.ask("GET /api/v1/projects/{project}/sets", [project], query: "limit=0"), status: .badRequest, code: "invalid-parameter")
            try expectError(try await house.ask("GET /api/v1/projects/{project}/sets", [project], query: "sort=sideways"), status: .badRequest, code: "invalid-parameter")
            try expectError(try await house.ask("POST /api/v1/sets/{set}/edits", [id], body: #"{"edits":[{"edit":"fly"}]}"#, version: 1), status: .badRequest, code: "invalid-json")
            try expectError(try await house.ask("POST /api/v1/projects/{project}/redo", [project]), status: .conflict, code: "nothing-to-undo")
        }
    }

    @Test func `images are served by what was decoded and cached by their content`() async throws {
        try await withHouse { house in
            let project = try await house.furnished()
            let id = try #require(try await house.sets(project)["lamp"])
            let detail: SetDetail = try await house.ask("GET /api/v1/sets/{set}", [id]).json()
            let sha256 = detail.state.views[0].image.sha256
            for (size, type) in [("256", "image/jpeg"), ("full", "image/jpeg")] {
                let response = try await house.ask("GET /api/v1/images/{sha256}", [sha256], query: "size=\(size)", status: 200)
                #expect(response.headers[.contentType] == type)
                #expect(response.headers[.cacheControl] == "private, max-age=31536000, immutable")
                #expect(response.data.starts(with: [0xFF, 0xD8]))
                let again = try await house.client.execute(
                    uri: "/api/v1/images/\(sha256)?size=\(size)", method: .get, headers: house.bearer.with(.ifNoneMatch, response.headers[.eTag]))
                #expect(again.status == .notModified)
            }
            let address = try await house.client.execute(uri: detail.composite, method: .get, headers: house.bearer)
            #expect(address.status == .ok && address.headers[.contentType] == "image/jpeg" && address.headers[.cacheControl]?.contains("immutable") == true)
            let png = try await house.ask("GET /api/v1/sets/{set}/composite", [id], query: "format=png", status: 200)
            #expect(png.headers[.contentType] == "image/png" && png.data.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(png.headers[.cacheControl] == "private, no-cache")
            try expectError(try await house.ask("GET /api/v1/images/{sha256}", [sha256], query: "size=7"), status: .badRequest, code: "invalid-parameter")
        }
    }

    @Test(arguments: ["../token", "..%2F..%2Ftoken", "%2e%2e/%2e%2e/token", "/etc/passwd", "manifest.json/../../../token", "nothing.txt", "%00"])
    func `an export gives out what it lists and nothing else`(path: String) async throws {
        try await withHouse { house in
            let project = try await house.furnished()
            let job = try await house.finish(
                try await house.ask("POST /api/v1/projects/{project}/exports", [project], body: #"{"name":"e","format":"folder","status":"any"}"#))
            let export = try #require(job.result?.export)
            let response = try await house.ask("GET /api/v1/exports/{export}/files/{path}", [export, path])
            try expectError(response, status: .notFound, code: "not-found")
            #expect(!response.text.contains(house.token))
        }
    }

    @Test func `a change is told to whoever listens, over a socket`() async throws {
        try await withHouse(.live) { house, port in
            let port = try #require(port)
            let token = house.token
            async let heard = RawHTTP.exchange(
                port: port, "GET /api/v1/events HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(token)\r\nLast-Event-ID: 0\r\n\r\n", until: "\"by\":\"ada\"")
            _ = try await house.workshop.createProject(name: "news", by: "ada")
            #expect(try await heard.contains("event: project\ndata: {\"by\":\"ada\""))
        }
    }
}

extension TestResponse {
    /// The number under `id`.
    func identifier() throws -> Int64 {
        struct Identified: Decodable { var id: Int64 }
        return try json(Identified.self).id
    }
}

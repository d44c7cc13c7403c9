import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PolyptychShards
import PolyptychWorkshop

/// Exports: a plan to look at, a job that writes, the finished files, and reading them again.
struct ExportController {
    let workshop: Workshop
    let pool: WorkPool

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.post("projects/:project/exports/plan", use: plan)
        api.post("projects/:project/exports", use: start)
        api.get("projects/:project/exports", use: list)
        api.get("exports/:export", use: show)
        api.post("exports/:export/verify", use: verify)
        api.get("exports/:export/files/**", use: file)
    }

    @Sendable func plan(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let order = try await request.json(ExportOrder.self)
        try expectOwner(order, context: context)
        return try JSON.response(ExportPreview(try await workshop.planExport(project: project, order: order)))
    }

    @Sendable func start(request: Request, context: ServerContext) async throws -> Response {
        let project = try context.projectID()
        let order = try await request.json(ExportOrder.self)
        try expectOwner(order, context: context)
        return try JSON.response(try await workshop.startExport(project: project, order: order, by: try context.person().name), status: .accepted)
    }

    @Sendable func list(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(["exports": try await workshop.exports(project: try context.projectID())])
    }

    @Sendable func show(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.export(try context.exportID()))
    }

    @Sendable func verify(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(try await workshop.startVerify(export: try context.exportID(), by: try context.person().name), status: .accepted)
    }

    /// A file of an export, for download: only names that the export itself lists.
    @Sendable func file(request: Request, context: ServerContext) async throws -> Response {
        let id = try context.exportID()
        let path = context.parameters.getCatchAll().map { String($0).removingPercentEncoding ?? String($0) }.joined(separator: "/")
        let url = try await workshop.exportFile(id, path: path)
        let name = url.lastPathComponent.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        let reader = try await pool.run(urgent: true) { try FileReader(url) }
        return Response(
            status: .ok,
            headers: [
                .contentType: Self.contentType(of: url.pathExtension), .cacheControl: "private, no-cache",
                .contentDisposition: "attachment; filename=\"\(name.isEmpty ? "file" : name)\"",
            ],
            body: .init(contentLength: reader.size) { writer in
                while let chunk = try await pool.run(urgent: true, { try reader.next() }) { try await writer.write(chunk) }
                try await writer.finish(nil)
            })
    }

    private static func contentType(of suffix: String) -> String {
        switch suffix {
        case "json": "application/json; charset=utf-8"
        case "png": "image/png"
        case "jpg": "image/jpeg"
        case "tar": "application/x-tar"
        case "txt", "jsonl": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }

    /// Only an owner names paths on the server.
    private func expectOwner(_ order: ExportOrder, context: ServerContext) throws {
        guard try order.directory == nil || context.person().role == .owner else {
            throw APIError(.forbidden, "owners-only", "Only an owner may choose a folder on the server.", hint: "Leave it out to export into the workspace.")
        }
    }
}

extension ServerContext {
    func exportID() throws -> Int64 { try id("export", of: "The export") }
}

/// A file read in pieces, one at a time, on the pool; closed with the last of its users.
private final class FileReader: @unchecked Sendable {
    let size: Int
    private let handle: FileHandle

    init(_ url: URL) throws {
        do {
            handle = try FileHandle(forReadingFrom: url)
            size = Int(try handle.seekToEnd())
            try handle.seek(toOffset: 0)
        } catch {
            throw FileFault(path: url.path, operation: "read", code: ENOENT)
        }
    }

    deinit { try? handle.close() }

    /// The next piece of up to 256 KiB; nil at the end.
    func next() throws -> ByteBuffer? {
        guard let data = try handle.read(upToCount: 256 << 10), !data.isEmpty else { return nil }
        return ByteBuffer(bytes: data)
    }
}

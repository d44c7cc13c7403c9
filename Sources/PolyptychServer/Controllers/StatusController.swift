import Foundation
import HTTPTypes
import Hummingbird
import PolyptychCuration
import PolyptychWorkshop

/// What this server is, who asks, and what it takes; and the empty route that timings are compared with.
struct StatusController {
    let workshop: Workshop
    let assets: AssetMap
    let limits: UploadStore.Limits
    let startedAt: Date

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("status", use: status)
        api.get("ping") { _, _ in Response(status: .noContent) }
        api.get("templates", use: templates)
        api.get("openapi.yaml", use: description)
    }

    struct Status: Encodable {
        struct WorkspaceName: Encodable { var name: String }
        struct User: Encodable {
            var name: String
            var role: Identity.Role
        }
        struct Tokenizers: Encodable {
            var clip: Bool
            var t5: Bool
        }
        struct Limits: Encodable {
            var fileBytes: Int
            var uploadFiles: Int
            var views: Int
            var cardsPerRequest: Int
        }
        var version: String
        var workspace: WorkspaceName
        var user: User
        var startedAt: Date
        var tokenizers: Tokenizers
        var limits: Limits
    }

    @Sendable func status(request: Request, context: ServerContext) async throws -> Response {
        let person = try context.person()
        return try JSON.response(
            Status(
                version: productVersion, workspace: .init(name: workshop.workspace.name), user: .init(name: person.name, role: person.role),
                startedAt: startedAt, tokenizers: .init(clip: workshop.counter.knowsCLIP, t5: workshop.counter.knowsT5),
                limits: .init(fileBytes: limits.fileBytes, uploadFiles: limits.files, views: 16, cardsPerRequest: 200)))
    }

    @Sendable func templates(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(["templates": Template.presets])
    }

    @Sendable func description(request: Request, context: ServerContext) async throws -> Response {
        guard let asset = assets["/openapi.yaml"] else { throw APIError.notFound("The description of this interface") }
        return request.answer(asset.body, contentType: asset.contentType, eTag: asset.eTag, cacheControl: asset.cacheControl)
    }
}

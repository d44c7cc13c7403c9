import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What happens, as it happens: `GET /events`, and who is looking: `POST /presence`.
struct EventController {
    let hub: EventHub
    let feed: any ChangeFeed

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("events", use: events)
        api.get("presence", use: presence)
        api.post("presence", use: look)
    }

    @Sendable func events(request: Request, context: ServerContext) async throws -> Response {
        let session: String? = if case .session(let session) = try context.person().proof { session } else { nil }
        let lastSeen = (request.headers[.lastEventID] ?? request.query("after")).flatMap { Int64($0) }
        let stream = EventStream(hub: hub, feed: feed, lastSeen: lastSeen.map { max(0, $0) }, session: session)
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .xAccelBuffering: "no"],
            body: .init { writer in
                let shared = WriterBox(writer)
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await stream.run { try await shared.write($0) }
                }
                try await writer.finish(nil)
            })
    }

    @Sendable func presence(request: Request, context: ServerContext) async throws -> Response {
        try JSON.response(["presence": hub.presence()])
    }

    struct Look: Decodable, Sendable {
        var client: String
        var project: Int64?
        var set: Int64?
    }

    @Sendable func look(request: Request, context: ServerContext) async throws -> Response {
        let look = try await request.json(Look.self, limit: 1024)
        guard !look.client.isEmpty, look.client.utf8.count <= 64 else { throw APIError.invalid("client is a word of 1 to 64 bytes.", field: "client") }
        hub.look(client: look.client, by: try context.person().name, project: look.project, set: look.set)
        return Response(status: .noContent)
    }
}

extension HTTPField.Name {
    static let lastEventID = Self("Last-Event-ID")!
    static let xAccelBuffering = Self("X-Accel-Buffering")!
}

/// Lets one task write while another watches the connection; only the stream's own task ever writes.
private final class WriterBox: @unchecked Sendable {
    private var writer: any ResponseBodyWriter
    init(_ writer: any ResponseBodyWriter) { self.writer = writer }
    func write(_ buffer: ByteBuffer) async throws { try await writer.write(buffer) }
}

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import PolyptychWorkshop
import ServiceLifecycle
import Testing

@testable import PolyptychServer

/// The server's own layers over a temporary folder, with one open route (`POST /api/v1/echo`) and none of the product's verbs.
final class Gate: Sendable {
    let folder: URL
    let keys: AccessKeys
    let hub = EventHub()
    let feed = ListFeed()
    let rule: HostRule
    let uploads: UploadStore
    let parts: ServerParts

    struct Echo: Codable, Sendable {
        struct Inner: Codable, Sendable { var count: Int }
        var text: String
        var inner: [Inner]?
    }

    init(rule: HostRule = HostRule(), limits: UploadStore.Limits = .init(), clock: Clock = Clock(), assets: [String: String] = Gate.pages) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("polyptych-gate-\(UUID().uuidString)")
        let web = folder.appendingPathComponent("web")
        for (name, text) in assets {
            let file = web.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let uploadFolder = folder.appendingPathComponent("uploads")
        try FileManager.default.createDirectory(at: uploadFolder, withIntermediateDirectories: true)
        let pool = WorkPool(name: "gate", width: 2)
        self.rule = rule
        keys = try AccessKeys(tokenFile: folder.appendingPathComponent("token"), now: { clock.now })
        uploads = UploadStore(root: uploadFolder, pool: pool, limits: limits, now: { clock.now })
        parts = ServerParts(
            keys: keys, rule: rule, assets: try AssetMap(folder: web), uploads: uploads, hub: hub, feed: feed, pool: pool, owner: "ada")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let pages = [
        "index.html": "<!doctype html><title>Polyptych</title>", "sign-in.html": "<!doctype html><title>Sign in</title>",
        "launch.html": "<!doctype html><a href=\"/\">Open</a>", "index.js": "export {}", "helpers/a.3f9c2d1e.js": "export {}",
        "styles/index.css": "body {}", "icon.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", ".hidden.js": "secret", "notes.bak": "secret",
    ]

    func application(services: [any Service] = []) -> some ApplicationProtocol {
        let session = SessionController(keys: keys, rule: rule, hub: hub, pool: parts.pool)
        let router = makeRouter(parts, publicRoutes: session.addPublicRoutes) { api in
            session.addRoutes(to: api)
            UploadController(uploads: uploads, expectProject: { id in if id != 1 { throw APIError.notFound("The project \(id)") } }).addRoutes(to: api)
            api.post("echo") { request, _ in try JSON.response(try await request.json(Echo.self, limit: 4096)) }
            api.get("echo/:id") { _, context in try JSON.response(["id": try context.id("id", of: "The thing")]) }
            api.post("versioned") { request, _ in try JSON.response(["version": try request.basedOnVersion()]) }
            api.get("broken") { _, _ -> Response in throw Gate.Unforeseen() }
        }
        var logger = Logger(label: "gate")
        logger.logLevel = .critical
        let rule = rule
        return Application(
            router: router, server: .http1(configuration: .init(additionalChannelHandlers: [SecurityHeadersHandler()])),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)), services: services,
            onServerRunning: { rule.listens(on: $0.localAddress!.port!) }, logger: logger)
    }

    struct Unforeseen: Error {}

    /// The headers of a script.
    var bearer: HTTPFields { [.authorization: "Bearer \(keys.token)"] }

    /// The headers of a page of ours in a browser that is signed in.
    func browser(_ origin: String = "http://localhost") throws -> HTTPFields {
        [.cookie: "\(keys.cookieName)=\(try keys.beginSession())", .origin: origin, .secFetchSite: "same-origin"]
    }
}

/// A clock that a test moves.
final class Clock: Sendable {
    private let box = Box(Date(timeIntervalSince1970: 1_800_000_000))
    var now: Date { box.value }
    func advance(_ seconds: TimeInterval) { box.change { $0 += seconds } }
}

/// A value that tests share between tasks.
final class Box<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value
    init(_ value: Value) { stored = value }
    var value: Value { lock.withLock { stored } }
    func change(_ body: (inout Value) -> Void) { lock.withLock { body(&stored) } }
}

/// A change table in memory.
final class ListFeed: ChangeFeed {
    let events = Box<[ServerEvent]>([])
    let forgotten = Box<Int64>(0)

    func append(_ count: Int = 1) {
        events.change { events in
            for _ in 0..<count {
                let next = Int64(events.count + 1)
                events.append(ServerEvent(sequence: next, kind: .set, ChangeNotice(id: next, project: 1, version: 1, by: "ada")))
            }
        }
    }

    func changes(after sequence: Int64, limit: Int) async throws -> [ServerEvent] {
        Array(events.value.filter { $0.sequence! > sequence }.prefix(limit))
    }
    func changeRange() async throws -> (first: Int64, last: Int64) {
        let all = events.value
        return (all.isEmpty ? 0 : forgotten.value + 1, Int64(all.count))
    }
}

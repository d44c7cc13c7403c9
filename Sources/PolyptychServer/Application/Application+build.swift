import Foundation
import Hummingbird
import Logging
import NIOCore
import PolyptychWorkshop

/// Builds the whole application over an open workspace; tests and `polyptych serve` call the same function.
///
/// Throws ``PolyptychWorkshop/FileFault`` where the token or the front end's files cannot be read.
public func buildApplication(
    workshop: Workshop, configuration: ServerConfiguration = .init(), owner: String = "owner",
    onRunning: @escaping @Sendable (ServerAddress) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let parts = try ServerParts(workshop: workshop, configuration: configuration, owner: owner)
    let router = makeRouter(parts, workshop: workshop)
    var logger = workshop.logger
    logger[metadataKey: "part"] = "server"
    return Application(
        router: router,
        server: .http1(configuration: .init(additionalChannelHandlers: [SecurityHeadersHandler()], idleTimeout: .seconds(75))),
        configuration: .init(address: .hostname(configuration.host, port: configuration.port)),
        services: [
            ChangeService(workshop: workshop, hub: parts.hub), HeartbeatService(hub: parts.hub, interval: configuration.heartbeat),
            UploadSweepService(uploads: parts.uploads, isNeeded: { try await workshop.needsUpload($0) }),
        ],
        onServerRunning: { channel in
            let port = channel.localAddress?.port ?? configuration.port
            parts.rule.listens(on: port)
            await onRunning(ServerAddress(host: configuration.host, port: port, launchCode: parts.keys.newLaunchCode()))
        },
        logger: logger)
}

/// Where a running server answers.
public struct ServerAddress: Sendable {
    /// For people and commands, for instance `http://127.0.0.1:8080`.
    public var url: String
    /// Signs one browser in, once, within a quarter of an hour.
    public var launchURL: String
    public var port: Int

    init(host: String, port: Int, launchCode: String) {
        let name = ["0.0.0.0", "::", "localhost", "::1"].contains(host) ? "127.0.0.1" : host
        self.port = port
        url = "http://\(name):\(port)"
        launchURL = "\(url)/launch?token=\(launchCode)"
    }
}

extension ServerParts {
    init(workshop: Workshop, configuration: ServerConfiguration, owner: String) throws {
        let pool = WorkPool(name: "polyptych.server", width: 4)
        self.init(
            keys: try AccessKeys(tokenFile: workshop.workspace.token),
            rule: HostRule(allowedHosts: configuration.allowedHosts, port: configuration.port == 0 ? nil : configuration.port),
            assets: try configuration.webAssets.map { try AssetMap(folder: $0) } ?? AssetMap(),
            uploads: UploadStore(root: workshop.workspace.uploads, pool: pool, limits: configuration.uploads),
            hub: EventHub(), feed: StoreFeed(store: workshop.store), pool: pool, owner: owner)
    }
}

/// Every route over the layers that all routes share.
func makeRouter(_ parts: ServerParts, workshop: Workshop) -> Router<ServerContext> {
    let session = SessionController(keys: parts.keys, rule: parts.rule, hub: parts.hub, pool: parts.pool)
    return makeRouter(parts, publicRoutes: session.addPublicRoutes) { api in
        session.addRoutes(to: api)
        StatusController(workshop: workshop, assets: parts.assets, limits: parts.uploads.limits, startedAt: Date()).addRoutes(to: api)
        ProjectController(workshop: workshop).addRoutes(to: api)
        LightTableController(workshop: workshop).addRoutes(to: api)
        SetController(workshop: workshop).addRoutes(to: api)
        BatchController(workshop: workshop).addRoutes(to: api)
        ImageController(workshop: workshop).addRoutes(to: api)
        UploadController(uploads: parts.uploads, expectProject: { _ = try await workshop.project($0) }).addRoutes(to: api)
        ImportController(workshop: workshop, uploads: parts.uploads).addRoutes(to: api)
        JobController(workshop: workshop).addRoutes(to: api)
        ExportController(workshop: workshop, pool: parts.pool).addRoutes(to: api)
        SnapshotController(workshop: workshop).addRoutes(to: api)
    }
}

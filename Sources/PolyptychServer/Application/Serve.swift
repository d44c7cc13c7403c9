import Foundation
import Hummingbird
import NIOCore
import PolyptychWorkshop
import ServiceLifecycle

/// Why a server could not start.
public enum ServerFault: Error, CustomStringConvertible {
    case portTaken(host: String, port: Int)
    case addressUnusable(host: String, reason: String)

    public var description: String {
        switch self {
        case .portTaken(let host, let port):
            "Port \(port) of \(host) is taken by another program. Choose another with --port, or --port 0 for any free one."
        case .addressUnusable(let host, let reason):
            "The server cannot listen on \(host): \(reason). Use --host 127.0.0.1, or an address of this machine."
        }
    }
}

/// Serves a workspace until SIGINT or SIGTERM; `onRunning` is told the address once the socket is bound.
///
/// The workspace's lock file then names the address, so that commands find the server.
public func serve(
    workshop: Workshop, configuration: ServerConfiguration, owner: String, onRunning: @escaping @Sendable (ServerAddress) async -> Void
) async throws {
    let application = try buildApplication(workshop: workshop, configuration: configuration, owner: owner) { address in
        workshop.workspace.announce(
            .init(pid: ProcessInfo.processInfo.processIdentifier, command: "serve", since: Date(), url: address.url))
        await onRunning(address)
    }
    do {
        try await application.runService()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
        throw ServerFault.portTaken(host: configuration.host, port: configuration.port)
    } catch let error as IOError where [EADDRNOTAVAIL, EACCES].contains(error.errnoCode) {
        throw ServerFault.addressUnusable(host: configuration.host, reason: String(cString: strerror(error.errnoCode)))
    }
}

import Foundation

/// How the server is reached; loopback unless somebody decides otherwise.
public struct ServerConfiguration: Sendable {
    /// The address to bind to.
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    /// Names beside the loopback ones that the server answers to, for instance behind a reverse proxy.
    public var allowedHosts: [String]
    /// The folder of the front end; nil serves the API alone.
    public var webAssets: URL?
    public var uploads: UploadStore.Limits
    /// Seconds between heartbeats of the event stream.
    public var heartbeat: Duration

    public init(
        host: String = "127.0.0.1", port: Int = 8080, allowedHosts: [String] = [], webAssets: URL? = nil,
        uploads: UploadStore.Limits = .init(), heartbeat: Duration = .seconds(15)
    ) {
        self.host = host
        self.port = port
        self.allowedHosts = allowedHosts
        self.webAssets = webAssets
        self.uploads = uploads
        self.heartbeat = heartbeat
    }

    /// Whether only this machine can reach the server.
    public var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
}

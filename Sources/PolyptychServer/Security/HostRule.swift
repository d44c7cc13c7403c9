import Foundation
import Synchronization

/// Which names this server answers to; everything else is refused before anything is looked up.
///
/// A page elsewhere can point its own name at 127.0.0.1 and then talk to this server as if it were its own ("DNS rebinding").
/// The browser still sends that name as Host, so an allow-list stops it. Loopback names must carry the port that the server
/// listens on; names given with `--allowed-host` may come through a proxy with any port.
public final class HostRule: Sendable {
    static let loopback: Set<String> = ["127.0.0.1", "[::1]", "localhost"]

    private let allowed: Set<String>
    private let port: Mutex<Int?>

    /// `port` nil accepts any port until ``listens(on:)`` is told.
    public init(allowedHosts: [String] = [], port: Int? = nil) {
        allowed = Set(allowedHosts.map { $0.lowercased() })
        self.port = Mutex(port)
    }

    /// Called once the socket is bound and the port is known.
    public func listens(on port: Int) { self.port.withLock { $0 = port } }

    /// Whether a Host header (or the host of an Origin) names this server.
    public func accepts(_ authority: String, defaultPort: Int = 80) -> Bool {
        guard let parsed = Self.parse(authority) else { return false }
        if allowed.contains(parsed.host) || allowed.contains(authority.lowercased()) { return true }
        guard Self.loopback.contains(parsed.host) else { return false }
        guard let port = port.withLock({ $0 }) else { return true }
        return (parsed.port ?? defaultPort) == port
    }

    /// Whether the name was added by `--allowed-host`, and so may stand behind a proxy.
    func isAdded(_ authority: String) -> Bool {
        Self.parse(authority).map { allowed.contains($0.host) } ?? false || allowed.contains(authority.lowercased())
    }

    /// Host in lower case (IPv6 in brackets) and port; nil for anything that is not exactly `host` or `host:port`.
    static func parse(_ authority: String) -> (host: String, port: Int?)? {
        let text = authority.lowercased()
        let host: Substring
        let rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[...end]
            rest = text[text.index(after: end)...]
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            host = text[..<end]
            rest = text[end...]
            guard !host.isEmpty, host.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }) else { return nil }
        }
        if rest.isEmpty { return (String(host), nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits), port <= 65535 else { return nil }
        return (String(host), port)
    }
}

import Foundation
import PolyptychWorkshop
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who may come in: one token per workspace, one-time launch codes, and the sessions of browsers that signed in.
///
/// The token lies in a file that only the owner can read; sessions are kept beside it as fingerprints, so that a restart signs
/// nobody out and the file lets nobody in. ``rotate()`` makes a new token and ends every session.
public final class AccessKeys: Sendable {
    /// How long a launch URL works, in seconds, and how long a session lasts.
    public static let launchLife: TimeInterval = 15 * 60
    public static let sessionLife: TimeInterval = 30 * 24 * 3600
    static let maximumSessions = 64

    /// Cookies ignore ports, so the name is the workspace's own.
    public let cookieName: String

    private let tokenFile: URL
    private let sessionsFile: URL
    private let now: @Sendable () -> Date
    private let state: Mutex<State>

    private struct State {
        var token: String
        /// Fingerprint of a launch code → when it ends.
        var launches: [String: Date] = [:]
        /// Fingerprint of a session → when it began.
        var sessions: [String: Date]
    }

    /// Reads the token of a workspace, or makes one.
    public init(tokenFile: URL, now: @escaping @Sendable () -> Date = { Date() }) throws {
        self.tokenFile = tokenFile
        self.now = now
        sessionsFile = tokenFile.deletingLastPathComponent().appendingPathComponent("sessions")
        cookieName = "polyptych-" + Secret.fingerprint(tokenFile.standardizedFileURL.path).prefix(12)
        let kept = (try? String(contentsOf: tokenFile, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
        let token: String
        if let kept, kept.utf8.count >= 43 {
            chmod(tokenFile.path, 0o600)
            token = kept
        } else {
            token = Secret.random()
            try AtomicFile.write(Data((token + "\n").utf8), to: tokenFile, mode: 0o600)
        }
        let sessions = (try? Data(contentsOf: sessionsFile)).flatMap { try? JSON.decoder().decode([String: Date].self, from: $0) } ?? [:]
        state = Mutex(State(token: token, sessions: sessions))
    }

    /// What scripts send and people paste.
    public var token: String { state.withLock { $0.token } }

    /// A new code for `/launch?token=…`: works once, and not for long.
    public func newLaunchCode() -> String {
        let code = Secret.random()
        let now = now()
        state.withLock { state in
            state.launches = state.launches.filter { $0.value > now }
            state.launches[Secret.fingerprint(code)] = now.addingTimeInterval(Self.launchLife)
        }
        return code
    }

    /// Spends a launch code; returns the value of a new session's cookie, or nil where the code is spent, too old or unknown.
    public func redeem(launchCode: String) throws -> String? {
        let ends = state.withLock { $0.launches.removeValue(forKey: Secret.fingerprint(launchCode)) }
        guard let ends, ends > now() else { return nil }
        return try beginSession()
    }

    /// Returns the value of a new session's cookie, or nil where the token is wrong.
    public func signIn(token given: String) throws -> String? {
        guard accepts(bearer: given.trimmingCharacters(in: .whitespacesAndNewlines)) else { return nil }
        return try beginSession()
    }

    public func accepts(bearer given: String) -> Bool { Secret.equal(given, token) }

    /// The fingerprint of a living session, or nil.
    public func session(cookie: String) -> String? {
        let fingerprint = Secret.fingerprint(cookie)
        let earliest = now().addingTimeInterval(-Self.sessionLife)
        return state.withLock { $0.sessions[fingerprint] }.flatMap { $0 > earliest ? fingerprint : nil }
    }

    func isAlive(session fingerprint: String) -> Bool { state.withLock { $0.sessions[fingerprint] != nil } }

    /// Ends one session.
    public func signOut(session fingerprint: String) throws {
        state.withLock { _ = $0.sessions.removeValue(forKey: fingerprint) }
        try keepSessions()
    }

    /// Makes a new token and ends every session; what was open stays closed until somebody signs in anew.
    public func rotate() throws -> String {
        let token = Secret.random()
        try AtomicFile.write(Data((token + "\n").utf8), to: tokenFile, mode: 0o600)
        state.withLock { state in
            state.token = token
            state.launches = [:]
            state.sessions = [:]
        }
        try keepSessions()
        return token
    }

    /// Begins a session and returns its cookie's value.
    func beginSession() throws -> String {
        let secret = Secret.random()
        let now = now()
        state.withLock { state in
            state.sessions = state.sessions.filter { $0.value > now.addingTimeInterval(-Self.sessionLife) }
            if state.sessions.count >= Self.maximumSessions, let oldest = state.sessions.min(by: { $0.value < $1.value }) {
                state.sessions.removeValue(forKey: oldest.key)
            }
            state.sessions[Secret.fingerprint(secret)] = now
        }
        try keepSessions()
        return secret
    }

    private func keepSessions() throws {
        let sessions = state.withLock { $0.sessions }
        try AtomicFile.write(try JSON.encoder().encode(sessions), to: sessionsFile, mode: 0o600)
    }
}

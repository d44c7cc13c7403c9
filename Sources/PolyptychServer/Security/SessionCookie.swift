import Hummingbird

extension AccessKeys {
    /// The cookie of a session: for this server's pages only, out of reach of scripts, never sent along from another site.
    ///
    /// `secure` where the browser came through TLS.
    func cookie(_ value: String, secure: Bool) -> Cookie {
        Cookie(name: cookieName, value: value, maxAge: Int(Self.sessionLife), path: "/", secure: secure, httpOnly: true, sameSite: .strict)
    }

    /// Makes the browser forget its session.
    func expiredCookie(secure: Bool) -> Cookie {
        Cookie(name: cookieName, value: "", maxAge: 0, path: "/", secure: secure, httpOnly: true, sameSite: .strict)
    }
}

extension HostRule {
    /// Whether the browser reached a proxy through TLS; believed only for names that were added by hand.
    func isBehindTLS(_ request: Request) -> Bool {
        isAdded(request.head.authority ?? "") && request.headers[.xForwardedProto] == "https"
    }
}

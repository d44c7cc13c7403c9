import Testing

@testable import PolyptychServer

@Suite struct HostRuleTests {
    @Test(arguments: ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "LocalHost:8080", "[::1]:8080"])
    func `answers to loopback names with its own port`(host: String) {
        #expect(HostRule(port: 8080).accepts(host))
    }

    @Test(arguments: [
        "evil.test", "evil.test:8080", "127.0.0.1.nip.io:8080", "localhost.evil.test:8080", "localhost:8081", "localhost", "127.0.0.1", "[::1]",
        "", ":8080", "localhost:", "localhost:8080:8080", "localhost:+8080", "localhost@evil.test:8080", "local host:8080", "127.0.0.1\u{0}:8080",
        "[::1", "[::1]8080", "[::1]:", "[::2]:8080", "127.1:8080", "2130706433:8080", "0.0.0.0:8080", "localhost.:8080", "localhost:80800",
    ])
    func `answers to nothing else`(host: String) {
        #expect(!HostRule(port: 8080).accepts(host))
    }

    @Test func `a name may be added and comes through a proxy with any port`() {
        let rule = HostRule(allowedHosts: ["Sets.Example.org"], port: 8080)
        #expect(rule.accepts("sets.example.org"))
        #expect(rule.accepts("SETS.example.org:443"))
        #expect(!rule.accepts("other.example.org"))
        #expect(!rule.accepts("sets.example.org.evil.test"))
    }

    @Test func `without a port in the Host header the scheme's own counts`() {
        #expect(HostRule(port: 80).accepts("localhost"))
        #expect(!HostRule(port: 8080).accepts("localhost"))
    }
}

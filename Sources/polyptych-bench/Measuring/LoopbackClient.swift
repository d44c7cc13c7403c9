import Foundation

/// One connection to a server on this machine that stays open, with blocking calls: adds as little as possible to what is measured.
final class LoopbackClient {
    struct Answer {
        var status: Int
        var body: Data
        /// Milliseconds from the first byte sent to the last one received.
        var milliseconds: Double
    }

    private let descriptor: Int32
    private let port: Int
    private let token: String
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    init(port: Int, token: String) throws {
        self.port = port
        self.token = token
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { throw BenchFault("No connection to the server on port \(port).") }
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Sends a request and waits for its whole answer; another status than 2xx is a fault.
    func send(_ method: String, _ path: String, json: String? = nil, version: Int? = nil) throws -> Answer {
        var head = "\(method) /api/v1/\(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAuthorization: Bearer \(token)\r\n"
        if let version { head += "If-Match: \"\(version)\"\r\n" }
        if let json { head += "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n" }
        let bytes = Array((head + "\r\n" + (json ?? "")).utf8)
        let started = ContinuousClock.now
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw BenchFault("The server closed the connection at \(path).") }
            sent += count
        }
        var received = Data()
        var bodyStart: Int?
        var length = 0
        var status = 0
        while bodyStart.map({ received.count < $0 + length }) ?? true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw BenchFault("The server closed the connection at \(path).") }
            received.append(contentsOf: buffer[0..<count])
            if bodyStart == nil, let end = received.range(of: Data("\r\n\r\n".utf8)) {
                let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
                status = Int(lines[0].split(separator: " ")[1]) ?? 0
                let field = lines.first { $0.lowercased().hasPrefix("content-length:") }
                length = field.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
                bodyStart = end.upperBound
            }
        }
        let taken = (ContinuousClock.now - started).components
        let body = Data(received[bodyStart!...])
        guard (200..<300).contains(status) else { throw BenchFault("\(method) \(path) answered \(status): \(String(decoding: body, as: UTF8.self))") }
        return Answer(status: status, body: body, milliseconds: Double(taken.seconds) * 1e3 + Double(taken.attoseconds) / 1e15)
    }
}

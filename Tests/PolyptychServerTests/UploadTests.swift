import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import PolyptychServer

@Suite(.timeLimit(.minutes(1))) struct UploadTests {
    private func announce(_ client: some TestClientProtocol, _ gate: Gate, _ files: [(String, Int)]) async throws -> UploadAnswer {
        let list = files.map { #"{"path":\#(quoted($0.0)),"size":\#($0.1)}"# }.joined(separator: ",")
        let response = try await client.execute(
            uri: "/api/v1/projects/1/uploads", method: .post, headers: gate.bearer.json, body: body(#"{"files":[\#(list)]}"#))
        #expect(response.status == .created, "\(response.text)")
        return try response.json()
    }

    private func quoted(_ text: String) -> String { String(decoding: try! JSONEncoder().encode(text), as: UTF8.self) }

    private func send(_ client: some TestClientProtocol, _ gate: Gate, _ upload: Int64, _ index: Int, at offset: Int, _ bytes: [UInt8]) async throws -> TestResponse {
        let headers = gate.bearer.with(.contentType, "application/octet-stream").with(.uploadOffset, "\(offset)")
        return try await client.execute(uri: "/api/v1/uploads/\(upload)/\(index)", method: .patch, headers: headers, body: ByteBuffer(bytes: bytes))
    }

    @Test func `a file arrives in chunks and lies in the folder as it was dropped`() async throws {
        let gate = try Gate()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await gate.application().test(.router) { client in
            let upload = try await announce(client, gate, [("garden/chair one/a.jpg", bytes.count), ("garden/b.txt", 0)])
            #expect(upload.files.map(\.offset) == [0, 0])
            let first = try await send(client, gate, upload.upload, 0, at: 0, Array(bytes[..<70_000]))
            #expect(try first.json([String: Int].self) == ["offset": 70_000])
            #expect(first.headers[.uploadOffset] == "70000")
            await #expect(throws: UploadFault.incomplete(missing: 1)) { try await gate.uploads.tree(upload.upload) }
            let second = try await send(client, gate, upload.upload, 0, at: 70_000, Array(bytes[70_000...]))
            #expect(try second.json([String: Int].self) == ["offset": 200_000])
            let state: UploadAnswer = try await client.execute(uri: "/api/v1/uploads/\(upload.upload)", method: .get, headers: gate.bearer).json()
            #expect(state.complete)

            let tree = try await gate.uploads.tree(upload.upload)
            #expect(try Data(contentsOf: tree.appendingPathComponent("garden/chair one/a.jpg")) == Data(bytes))
            #expect(try Data(contentsOf: tree.appendingPathComponent("garden/b.txt")).isEmpty)
            #expect(try await gate.uploads.tree(upload.upload) == tree, "asking twice changes nothing")
        }
    }

    @Test func `a wrong offset is answered with the right one`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let upload = try await announce(client, gate, [("a.jpg", 10)])
            _ = try await send(client, gate, upload.upload, 0, at: 0, [1, 2, 3, 4])
            for offset in [0, 3, 5] {
                let error = try expectError(try await send(client, gate, upload.upload, 0, at: offset, [9]), status: .conflict, code: "wrong-offset")
                #expect((error["details"] as? [String: Any])?["offset"] as? Int == 4)
            }
        }
    }

    @Test func `more than was announced is refused, and what fits is kept`() async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let upload = try await announce(client, gate, [("a.jpg", 3)])
            try expectError(try await send(client, gate, upload.upload, 0, at: 0, [1, 2, 3, 4]), status: .contentTooLarge, code: "too-large")
            let rest = try await send(client, gate, upload.upload, 0, at: 0, [1, 2, 3])
            #expect(try rest.json([String: Int].self) == ["offset": 3])
        }
    }

    @Test func `a browser that disappears leaves an upload to continue, after a restart too`() async throws {
        let gate = try Gate()
        let upload = try await gate.uploads.begin(project: 1, files: [.init(path: "a.jpg", size: 6)])
        let broken = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            continuation.yield(ByteBuffer(bytes: [1, 2, 3]))
            continuation.finish(throwing: CancellationError())
        }
        await #expect(throws: CancellationError.self) { try await gate.uploads.append(upload.upload, index: 0, offset: 0, bytes: broken) }
        let restarted = UploadStore(root: gate.folder.appendingPathComponent("uploads"), pool: gate.parts.pool)
        #expect(try await restarted.answer(upload.upload).files[0].offset == 3)
        let rest = AsyncStream<ByteBuffer> { $0.yield(ByteBuffer(bytes: [4, 5, 6])); $0.finish() }
        #expect(try await restarted.append(upload.upload, index: 0, offset: 3, bytes: rest) == 6)
        let tree = try await restarted.tree(upload.upload)
        #expect(try Data(contentsOf: tree.appendingPathComponent("a.jpg")) == Data([1, 2, 3, 4, 5, 6]))
    }

    @Test func `over a socket: a connection cut in the midst keeps what arrived`() async throws {
        let gate = try Gate()
        let upload = try await gate.uploads.begin(project: 1, files: [.init(path: "a.jpg", size: 100_000)])
        try await gate.application().test(.live) { client in
            let port = try #require(client.port)
            let head = "PATCH /api/v1/uploads/\(upload.upload)/0 HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(gate.keys.token)\r\nContent-Type: application/octet-stream\r\nUpload-Offset: 0\r\nContent-Length: 100000\r\n\r\n"
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                Thread.detachNewThread {
                    continuation.resume(with: Result {
                        let socket = try RawHTTP(port: port)
                        socket.send(head + String(repeating: "x", count: 40_000))
                        Thread.sleep(forTimeInterval: 0.3)
                    })
                }
            }
            // As a page does it: ask how far the file came, send the rest from there, and believe the server where it knows better.
            var answer = ""
            for _ in 0..<200 {
                let offset = try await gate.uploads.answer(upload.upload).files[0].offset
                if offset > 0 {
                    #expect(offset <= 40_000)
                    answer = try await RawHTTP.exchange(
                        port: port,
                        "PATCH /api/v1/uploads/\(upload.upload)/0 HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(gate.keys.token)\r\nContent-Type: application/octet-stream\r\nUpload-Offset: \(offset)\r\nContent-Length: \(100_000 - offset)\r\nConnection: close\r\n\r\n\(String(repeating: "x", count: 100_000 - offset))")
                    if !answer.contains("wrong-offset") { break }
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(answer.contains(#"{"offset":100000}"#), "\(answer)")
            let file = try await gate.uploads.tree(upload.upload).appendingPathComponent("a.jpg")
            #expect(try Data(contentsOf: file) == Data(repeating: UInt8(ascii: "x"), count: 100_000))
        }
    }

    @Test func `who comes later takes over from one who hangs`() async throws {
        let gate = try Gate()
        let upload = try await gate.uploads.begin(project: 1, files: [.init(path: "a.jpg", size: 4)])
        let (hanging, hand) = AsyncStream.makeStream(of: ByteBuffer.self)
        let first = Task { try await gate.uploads.append(upload.upload, index: 0, offset: 0, bytes: hanging) }
        hand.yield(ByteBuffer(bytes: [1, 2]))
        while try await gate.uploads.answer(upload.upload).files[0].offset < 2 { try await Task.sleep(for: .milliseconds(5)) }
        let rest = AsyncStream<ByteBuffer> { $0.yield(ByteBuffer(bytes: [3, 4])); $0.finish() }
        #expect(try await gate.uploads.append(upload.upload, index: 0, offset: 2, bytes: rest) == 4)
        hand.yield(ByteBuffer(bytes: [9, 9]))
        hand.finish()
        await #expect(throws: UploadFault.superseded) { try await first.value }
        let tree = try await gate.uploads.tree(upload.upload)
        #expect(try Data(contentsOf: tree.appendingPathComponent("a.jpg")) == Data([1, 2, 3, 4]))
    }

    @Test(arguments: ["../a.jpg", "/etc/passwd", "a/../../b.jpg", "a//b.jpg", "./a.jpg", "..\\a.jpg", "C:\\a.jpg", "", "a\u{0}b.jpg", "a/."])
    func `a name that leaves its folder is refused`(name: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let response = try await client.execute(
                uri: "/api/v1/projects/1/uploads", method: .post, headers: gate.bearer.json, body: body(#"{"files":[{"path":\#(quoted(name)),"size":1}]}"#))
            try expectError(response, status: .unprocessableContent, code: "unusable-name")
        }
    }

    @Test(arguments: ["\u{202E}gpj.exe.jpg", "naïve é e\u{301}.jpg", "quote\"'<b>.jpg", "line\nbreak.jpg", String(repeating: "長", count: 300) + ".jpg", "a b.jpg", "-rf.jpg"])
    func `any other name arrives, harmless on disk and to the letter in the answer`(name: String) async throws {
        let gate = try Gate()
        try await gate.application().test(.router) { client in
            let upload = try await announce(client, gate, [(name, 1)])
            #expect(upload.files[0].path == name)
            _ = try await send(client, gate, upload.upload, 0, at: 0, [7])
            let tree = try await gate.uploads.tree(upload.upload)
            let names = try FileManager.default.contentsOfDirectory(atPath: tree.path)
            #expect(names.count == 1)
            #expect(names[0].hasSuffix(".jpg") && names[0].utf8.count <= UploadPath.maximumPartBytes && !names[0].contains("\n"))
        }
    }

    @Test func `limits are told before a byte is sent`() async throws {
        var limits = UploadStore.Limits()
        limits.fileBytes = 100
        limits.files = 2
        let gate = try Gate(limits: limits)
        try await gate.application().test(.router) { client in
            let cases: [(String, HTTPResponse.Status, String)] = [
                (#"[{"path":"a","size":101}]"#, .contentTooLarge, "file-too-large"), (#"[{"path":"a","size":-1}]"#, .contentTooLarge, "file-too-large"),
                (#"[{"path":"a","size":1},{"path":"b","size":1},{"path":"c","size":1}]"#, .contentTooLarge, "too-many-files"),
                ("[]", .unprocessableContent, "invalid"),
            ]
            for (files, status, code) in cases {
                let response = try await client.execute(
                    uri: "/api/v1/projects/1/uploads", method: .post, headers: gate.bearer.json, body: body(#"{"files":\#(files)}"#))
                try expectError(response, status: status, code: code)
            }
            let unknown = try await client.execute(
                uri: "/api/v1/projects/2/uploads", method: .post, headers: gate.bearer.json, body: body(#"{"files":[{"path":"a","size":1}]}"#))
            try expectError(unknown, status: .notFound, code: "not-found")
        }
    }

    @Test func `a disk without room is told in bytes`() async throws {
        var limits = UploadStore.Limits()
        limits.reserve = .max / 2
        let gate = try Gate(limits: limits)
        try await gate.application().test(.router) { client in
            let response = try await client.execute(
                uri: "/api/v1/projects/1/uploads", method: .post, headers: gate.bearer.json, body: body(#"{"files":[{"path":"a","size":1}]}"#))
            try expectError(response, status: .insufficientStorage, code: "disk-full")
        }
    }

    @Test func `what nobody continues is swept after three days, and nothing sooner`() async throws {
        let clock = Clock()
        let gate = try Gate(clock: clock)
        let upload = try await gate.uploads.begin(project: 1, files: [.init(path: "a.jpg", size: 1)])
        let sooner = UploadStore(root: gate.folder.appendingPathComponent("uploads"), pool: gate.parts.pool)
        #expect(try await sooner.sweep() == 0)
        let later = UploadStore(
            root: gate.folder.appendingPathComponent("uploads"), pool: gate.parts.pool, now: { Date().addingTimeInterval(3 * 24 * 3600 + 60) })
        #expect(try await later.sweep() == 1)
        await #expect(throws: UploadFault.unknown(upload.upload)) { try await later.answer(upload.upload) }
    }

    @Test func `a hundred uploads leave no file descriptor open`() async throws {
        let gate = try Gate()
        func descriptors() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
                .filter { $0.hasPrefix(gate.folder.path) }.count
        }
        try await gate.application().test(.router) { client in
            for round in 0..<100 {
                let upload = try await announce(client, gate, [("a.jpg", 2)])
                _ = try await send(client, gate, upload.upload, 0, at: round % 2, [1])
                _ = try await send(client, gate, upload.upload, 0, at: 0, [1, 2, 3])
                _ = try await client.execute(uri: "/api/v1/uploads/\(upload.upload)", method: .delete, headers: gate.bearer)
            }
        }
        #expect(try descriptors() == 0)
    }
}

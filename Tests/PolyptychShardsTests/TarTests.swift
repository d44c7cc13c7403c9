import Foundation
import Testing

@testable import PolyptychShards

@Suite struct TarTests {
    @Test func `a header is the one that the specification gives`() throws {
        let header = try USTARHeader(name: "mug.txt", size: 1234).bytes()
        #expect(header.count == 512)
        #expect(String(decoding: header[0..<8], as: UTF8.self) == "mug.txt\0")
        #expect(String(decoding: header[100..<108], as: UTF8.self) == "0000644\0")
        #expect(String(decoding: header[108..<124], as: UTF8.self) == "0000000\00000000\0")
        #expect(String(decoding: header[124..<136], as: UTF8.self) == "00000002322\0")
        #expect(String(decoding: header[136..<148], as: UTF8.self) == "00000000000\0")
        #expect(String(decoding: header[156..<158], as: UTF8.self) == "0\0")
        #expect(String(decoding: header[257..<265], as: UTF8.self) == "ustar\000")
        #expect(header[265..<329].allSatisfy { $0 == 0 }, "no user and group names")
        let sum = header.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(header[$1])) }
        #expect(String(decoding: header[148..<156], as: UTF8.self) == "0\(String(sum, radix: 8))\0 ")
    }

    @Test(arguments: [
        (String(repeating: "n", count: 100), true), (String(repeating: "n", count: 101), false),
        (String(repeating: "p", count: 155) + "/" + String(repeating: "n", count: 100), true),
        (String(repeating: "p", count: 156) + "/" + String(repeating: "n", count: 100), false),
        ("p/" + String(repeating: "n", count: 101), false), ("", false), ("a\0b", false),
    ]) func `a long name is split at a slash or refused`(name: String, fits: Bool) {
        #expect((fault { _ = try USTARHeader(name: name, size: 0).bytes() } == nil) == fits)
        if fits {
            let bytes = (try? USTARHeader(name: name, size: 0).bytes()) ?? []
            let members = try? TarReader.members(of: Data(bytes + [UInt8](repeating: 0, count: 1024)))
            #expect(members?.map(\.name) == [name])
        } else {
            #expect(fault { _ = try USTARHeader(name: name, size: 0).bytes() } == .memberNameTooLong(name: name))
        }
    }

    @Test func `a member of 8 GiB is refused`() throws {
        #expect(fault { _ = try USTARHeader(name: "a", size: 1 << 33).bytes() } == .memberTooLarge(name: "a", bytes: 1 << 33))
        #expect(try USTARHeader(name: "a", size: 1 << 33 - 1).bytes().count == 512)
    }

    @Test(arguments: [0, 1, 511, 512, 513, 200_000]) func `members of any size come back whole`(size: Int) throws {
        let world = try ExportWorld()
        let path = world.folder.appendingPathComponent("a.tar").path
        let shard = try ShardFile(path: path, system: { Foundation.write($0, $1, $2) })
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try shard.append(name: "first.bin", bytes: bytes)
        try shard.append(name: "second.txt", bytes: [65])
        let digest = try shard.finish()
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(digest == FileDigest(bytes: data.count, sha256: Hex.digest(data)))
        let members = try TarReader.members(of: data)
        #expect(members.map(\.name) == ["first.bin", "second.txt"])
        #expect(Array(data[members[0].range]) == bytes)
    }

    @Test func `no prefix of a tar file passes as a whole one`() throws {
        var bytes = try USTARHeader(name: "a.txt", size: 600).bytes()
        bytes += [UInt8](repeating: 7, count: 600) + [UInt8](repeating: 0, count: 424)
        bytes += [UInt8](repeating: 0, count: 1024)
        #expect(try TarReader.members(of: Data(bytes)).count == 1)
        for length in Array(stride(from: 0, to: bytes.count, by: 37)) + [512, 1536, 2048, bytes.count - 1] {
            #expect(throws: TarFault.self) { try TarReader.members(of: Data(bytes[..<length])) }
        }
        #expect(throws: TarFault.trailingBytes(512)) { try TarReader.members(of: Data(bytes + [UInt8](repeating: 0, count: 512))) }
    }

    @Test func `a header that lies about its size is refused before memory is asked for`() throws {
        let bytes = try USTARHeader(name: "a", size: USTARHeader.largestSize).bytes()
        #expect(throws: TarFault.truncated(at: 1536)) { try TarReader.members(of: Data(bytes + [UInt8](repeating: 0, count: 1024))) }
    }
}

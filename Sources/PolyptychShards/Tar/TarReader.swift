import Foundation

/// What is wrong with a tar file; offsets in bytes.
enum TarFault: Error, Hashable {
    case truncated(at: Int)
    case checksum(at: Int)
    case notUSTAR(at: Int)
    /// Name, size and checksum are right, another field is not what an export writes.
    case unusualHeader(member: String)
    case paddingNotEmpty(member: String)
    case noEnd
    case trailingBytes(Int)

    var words: String {
        switch self {
        case .truncated(let offset): "it ends in the middle of a member (at byte \(offset))"
        case .checksum(let offset): "the header at byte \(offset) does not match its checksum"
        case .notUSTAR(let offset): "the header at byte \(offset) is not a plain file in USTAR format"
        case .unusualHeader(let member): "the header of \(member) has fields that an export never writes"
        case .paddingNotEmpty(let member): "there are stray bytes after \(member)"
        case .noEnd: "the two empty blocks at its end are missing"
        case .trailingBytes(let count): "\(count) bytes follow its end"
        }
    }
}

/// Reads the tar files that exports write, and nothing else.
enum TarReader {
    struct Member: Hashable {
        var name: String
        var range: Range<Int>
    }

    /// The members in order. Every byte is accounted for: headers as ``USTARHeader`` writes them, empty padding, two empty blocks, the end.
    static func members(of data: Data) throws(TarFault) -> [Member] {
        let block = USTARHeader.blockSize
        var members: [Member] = []
        var offset = data.startIndex
        while true {
            guard offset < data.endIndex else { throw .noEnd }
            guard offset + block <= data.endIndex else { throw .truncated(at: offset) }
            let header = Array(data[offset..<offset + block])
            if header.allSatisfy({ $0 == 0 }) { break }
            guard octal(header[148..<156]) == USTARHeader.checksum(header) else { throw .checksum(at: offset) }
            guard header[257..<263].elementsEqual("ustar\u{0}".utf8), header[156] == UInt8(ascii: "0"), let size = octal(header[124..<136]) else {
                throw .notUSTAR(at: offset)
            }
            let prefix = string(header[345..<500])
            let name = (prefix.isEmpty ? "" : prefix + "/") + string(header[0..<100])
            guard (try? USTARHeader(name: name, size: size).bytes()) == header else { throw .unusualHeader(member: name) }
            let start = offset + block
            let padding = USTARHeader.padding(after: size)
            guard size <= data.endIndex - start, padding <= data.endIndex - start - size else { throw .truncated(at: data.endIndex) }
            guard data[(start + size)..<(start + size + padding)].allSatisfy({ $0 == 0 }) else { throw .paddingNotEmpty(member: name) }
            members.append(Member(name: name, range: start..<start + size))
            offset = start + size + padding
        }
        guard offset + 2 * block <= data.endIndex, data[offset..<offset + 2 * block].allSatisfy({ $0 == 0 }) else { throw .noEnd }
        offset += 2 * block
        guard offset == data.endIndex else { throw .trailingBytes(data.endIndex - offset) }
        return members
    }

    /// Octal digits up to a NUL or a space; nil for anything else.
    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        var value = 0
        var hasDigits = false
        for byte in field {
            if byte == 0 || byte == UInt8(ascii: " ") { break }
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { return nil }
            value = value << 3 | Int(byte - UInt8(ascii: "0"))
            hasDigits = true
        }
        return hasDigits ? value : nil
    }

    private static func string(_ field: ArraySlice<UInt8>) -> String { String(decoding: field.prefix { $0 != 0 }, as: UTF8.self) }
}

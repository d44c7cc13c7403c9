/// One 512-byte member header of the USTAR format (POSIX.1-1988), for plain files only.
///
/// Every field that could differ between two runs is fixed: mode 0644, owner and group 0 without names, time 0.
struct USTARHeader: Equatable {
    static let blockSize = 512
    /// Eleven octal digits.
    static let largestSize = 0o77777777777

    var name: String
    var size: Int

    /// The header's bytes.
    /// - Throws: ``ExportFault/memberNameTooLong(name:)`` for a name that neither fits 100 bytes nor splits at a slash into at most 155 and
    ///   100; ``ExportFault/memberTooLarge(name:bytes:)`` from 8 GiB on.
    func bytes() throws(ExportFault) -> [UInt8] {
        guard size <= Self.largestSize else { throw .memberTooLarge(name: name, bytes: size) }
        guard let (prefix, base) = Self.split(Array(name.utf8)) else { throw .memberNameTooLong(name: name) }
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ field: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in field.enumerated() { block[offset + index] = byte }
        }
        put(base, at: 0)
        put("0000644".utf8, at: 100)
        put("0000000".utf8, at: 108)
        put("0000000".utf8, at: 116)
        put(Self.octal(size, digits: 11), at: 124)
        put("00000000000".utf8, at: 136)
        put("        ".utf8, at: 148)
        block[156] = UInt8(ascii: "0")
        put("ustar\u{0}00".utf8, at: 257)
        put("0000000".utf8, at: 329)
        put("0000000".utf8, at: 337)
        put(prefix, at: 345)
        put(Self.octal(Self.checksum(block), digits: 6), at: 148)
        block[154] = 0
        return block
    }

    /// Zero bytes that fill the last block of a member of `size` bytes.
    static func padding(after size: Int) -> Int { (blockSize - size % blockSize) % blockSize }

    /// The sum of all bytes, the checksum field itself read as spaces.
    static func checksum(_ block: some Sequence<UInt8>) -> Int {
        var sum = 0
        for (index, byte) in block.enumerated() { sum += (148..<156).contains(index) ? 32 : Int(byte) }
        return sum
    }

    private static func split(_ name: [UInt8]) -> (prefix: ArraySlice<UInt8>, base: ArraySlice<UInt8>)? {
        guard !name.isEmpty, !name.contains(0) else { return nil }
        if name.count <= 100 { return ([], name[...]) }
        guard let slash = name.indices.first(where: { name[$0] == UInt8(ascii: "/") && name.count - $0 - 1 <= 100 }),
            slash > 0, slash <= 155, slash + 1 < name.count
        else { return nil }
        return (name[..<slash], name[(slash + 1)...])
    }

    private static func octal(_ value: Int, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }
}

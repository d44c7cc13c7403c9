/// The parts of a SentencePiece model (`sentencepiece_model.proto`) that a unigram tokenizer needs.
struct SentencePieceFile {
    var pieces: [(text: [UInt8], score: Double)] = []
    /// Control, unknown and user-defined pieces, recognised before normalising.
    var specials: [(text: String, id: Int)] = []
    var unknownID = 0
    var characterMap: [UInt8] = []

    init(_ bytes: [UInt8]) throws(VocabularyFault) {
        var reader = ProtocolReader(bytes[...])
        while let field = try reader.next() {
            switch field {
            case (1, .bytes(let piece)): try readPiece(piece)
            case (3, .bytes(let normalizer)): try readNormalizer(normalizer)
            default: continue
            }
        }
        guard !pieces.isEmpty else { throw .badProtocolBuffer }
    }

    private mutating func readPiece(_ bytes: ArraySlice<UInt8>) throws(VocabularyFault) {
        var text: [UInt8] = []
        var score: Float = 0
        var kind: UInt64 = 1
        var reader = ProtocolReader(bytes)
        while let field = try reader.next() {
            switch field {
            case (1, .bytes(let value)): text = Array(value)
            case (2, .fixed32(let value)): score = Float(bitPattern: value)
            case (3, .number(let value)): kind = value
            default: continue
            }
        }
        // 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte.
        if kind == 2 { unknownID = pieces.count }
        if kind == 2 || kind == 3 || kind == 4 { specials.append((String(decoding: text, as: UTF8.self), pieces.count)) }
        pieces.append((text, Double(score)))
    }

    private mutating func readNormalizer(_ bytes: ArraySlice<UInt8>) throws(VocabularyFault) {
        var reader = ProtocolReader(bytes)
        while let field = try reader.next() {
            if case (2, .bytes(let map)) = field { characterMap = Array(map) }
        }
    }
}

/// Reads the fields of one message of a protocol buffer.
struct ProtocolReader {
    enum Value {
        case number(UInt64)
        case fixed64(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed32(UInt32)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next field's number and value, or nil at the end.
    mutating func next() throws(VocabularyFault) -> (Int, Value)? {
        if rest.isEmpty { return nil }
        let tag = try variable()
        let number = Int(tag >> 3)
        switch tag & 7 {
        case 0: return (number, .number(try variable()))
        case 1: return (number, .fixed64(try fixed(8)))
        case 2:
            let length = try variable()
            guard length <= UInt64(rest.count) else { throw .badProtocolBuffer }
            let value = rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
            return (number, .bytes(value))
        case 5: return (number, .fixed32(UInt32(try fixed(4))))
        default: throw .badProtocolBuffer
        }
    }

    private mutating func variable() throws(VocabularyFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { throw .badProtocolBuffer }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw .badProtocolBuffer
    }

    private mutating func fixed(_ count: Int) throws(VocabularyFault) -> UInt64 {
        guard rest.count >= count else { throw .badProtocolBuffer }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(rest[rest.startIndex + index]) << UInt64(8 * index) }
        rest = rest.dropFirst(count)
        return value
    }
}

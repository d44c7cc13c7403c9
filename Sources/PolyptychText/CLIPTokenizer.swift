import Foundation

/// The byte-level pair encoding of CLIP's text encoder (Radford et al. 2021), with the ids that `transformers`' `CLIPTokenizer` gives.
///
/// The text is composed (NFC), lower-cased, split into contractions, runs of letters, single digits and runs of anything else that
/// is not space; each piece becomes bytes, and neighbouring tokens are joined in the order of the merges.
public struct CLIPTokenizer: Sendable {
    /// Tokens that the encoder reads, both special ones included.
    public static let limit = 77

    public let startID: Int
    public let endID: Int
    private let model: PairEncoding

    /// Reads `vocab.json` and `merges.txt`.
    public init(vocab: Data, merges: Data) throws(VocabularyFault) {
        guard let table = (try? JSONSerialization.jsonObject(with: vocab)) as? [String: Any] else { throw .notJSON(name: "vocab.json") }
        var ids: [[UInt8]: Int] = [:]
        ids.reserveCapacity(table.count)
        for (token, id) in table {
            guard let id = (id as? NSNumber)?.intValue else { throw .missing(part: "number for “\(token)”", name: "vocab.json") }
            ids[Array(token.utf8)] = id
        }
        try self.init(ids: ids, merges: String(decoding: merges, as: UTF8.self))
    }

    /// Reads `vocab.json` and `merges.txt` in a folder.
    public init(folder: URL) throws(VocabularyFault) {
        try self.init(vocab: try read("vocab.json", in: folder), merges: try read("merges.txt", in: folder))
    }

    init(ids: [[UInt8]: Int], merges: String) throws(VocabularyFault) {
        guard let start = ids[Array(Self.startToken.utf8)] else { throw .missing(part: Self.startToken, name: "vocab.json") }
        guard let end = ids[Array(Self.endToken.utf8)] else { throw .missing(part: Self.endToken, name: "vocab.json") }
        startID = start
        endID = end
        model = try PairEncoding(ids: ids, merges: merges, unknown: end)
    }

    /// All ids of a text between `<|startoftext|>` and `<|endoftext|>`, not cut off.
    public func encode(_ text: String) -> [Int] { encodeWithOffsets(text).map(\.id) }

    /// All tokens of a text with the place where each begins.
    public func encodeWithOffsets(_ text: String) -> [Token] {
        var tokens = [Token(id: startID, start: 0)]
        // The end token is recognised as typed, the start token in whatever case.
        for part in SpecialTokens.split(text, by: [(Self.endToken, endID)]) {
            switch part {
            case .special(let id, let start): tokens.append(Token(id: id, start: start))
            case .text(let piece, let start): encode(piece, from: start, into: &tokens)
            }
        }
        tokens.append(Token(id: endID, start: text.utf16.count))
        return tokens
    }

    private func encode(_ piece: Substring, from offset: Int, into tokens: inout [Token]) {
        let text = NormalizedText.composed(piece, from: offset).lowercased()
        let classes = text.scalars.map(CharacterClass.init)
        var position = 0
        // Between start tokens the pattern begins anew.
        while let found = Self.find(Self.startScalars, in: text.scalars, from: position) {
            encodeWords(text, classes, position..<found, into: &tokens)
            tokens.append(Token(id: startID, start: text.starts[found]))
            position = found + Self.startScalars.count
        }
        encodeWords(text, classes, position..<text.scalars.count, into: &tokens)
    }

    private func encodeWords(_ text: NormalizedText, _ classes: [CharacterClass], _ range: Range<Int>, into tokens: inout [Token]) {
        var position = range.lowerBound
        while position < range.upperBound {
            if Self.starts(with: Self.endScalars, in: text.scalars, at: position, limit: range.upperBound) {
                // An end token typed in capitals is no special token, but one match of the pattern whose three parts are encoded apart.
                let end = position + Self.endScalars.count
                for part in [position..<(position + 2), (position + 2)..<(end - 2), (end - 2)..<end] { model.encode(text, part, into: &tokens) }
                position = end
            } else if let end = Self.wordEnd(text.scalars, classes, from: position, limit: range.upperBound) {
                model.encode(text, position..<end, into: &tokens)
                position = end
            } else {
                position += 1
            }
        }
    }

    /// Where the word that begins at a position ends; nil on a space.
    private static func wordEnd(_ scalars: [Unicode.Scalar], _ classes: [CharacterClass], from start: Int, limit: Int) -> Int? {
        switch classes[start] {
        case .space: return nil
        case .number: return start + 1
        case .letter: return run(classes, of: .letter, from: start, limit: limit)
        case .other:
            if scalars[start] == "'", let length = contraction(scalars, after: start + 1, limit: limit) { return start + 1 + length }
            return run(classes, of: .other, from: start, limit: limit)
        }
    }

    private static func run(_ classes: [CharacterClass], of kind: CharacterClass, from start: Int, limit: Int) -> Int {
        var end = start
        while end < limit, classes[end] == kind { end += 1 }
        return end
    }

    private static func contraction(_ scalars: [Unicode.Scalar], after start: Int, limit: Int) -> Int? {
        guard start < limit else { return nil }
        switch scalars[start] {
        case "s", "t", "m", "d": return 1
        case "r", "v": return start + 1 < limit && scalars[start + 1] == "e" ? 2 : nil
        case "l": return start + 1 < limit && scalars[start + 1] == "l" ? 2 : nil
        default: return nil
        }
    }

    private static func find(_ wanted: [Unicode.Scalar], in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard scalars.count >= wanted.count, start <= scalars.count - wanted.count else { return nil }
        return (start...(scalars.count - wanted.count)).first { starts(with: wanted, in: scalars, at: $0, limit: scalars.count) }
    }

    private static func starts(with wanted: [Unicode.Scalar], in scalars: [Unicode.Scalar], at start: Int, limit: Int) -> Bool {
        guard start + wanted.count <= limit, scalars[start] == wanted[0] else { return false }
        for index in wanted.indices where scalars[start + index] != wanted[index] { return false }
        return true
    }

    private static let startToken = "<|startoftext|>"
    private static let endToken = "<|endoftext|>"
    private static let startScalars = Array(startToken.unicodeScalars)
    private static let endScalars = Array(endToken.unicodeScalars)
}

func read(_ name: String, in folder: URL) throws(VocabularyFault) -> Data {
    let file = folder.appendingPathComponent(name)
    guard let data = try? Data(contentsOf: file) else { throw .unreadable(path: file.path) }
    return data
}

import Foundation

/// The unigram tokenizer of T5's text encoder (Raffel et al. 2020), with the ids that the `tokenizers` library gives for its `tokenizer.json`.
///
/// Special tokens are found first; what lies between is normalised by the character map, loses the white space at its end, has runs of
/// spaces joined, is cut before every space, and each piece becomes its most likely tokens. `</s>` closes the text.
public struct T5Tokenizer: Sendable {
    /// Tokens that the encoder reads, `</s>` included.
    public static let limit = 512

    public let endID: Int
    private let specials: [(text: String, id: Int)]
    private let map: CharacterMap
    private let model: UnigramModel

    /// Reads `tokenizer.json`.
    public init(tokenizerJSON: Data) throws(VocabularyFault) {
        let name = "tokenizer.json"
        guard let root = (try? JSONSerialization.jsonObject(with: tokenizerJSON)) as? [String: Any] else { throw .notJSON(name: name) }
        guard let model = root["model"] as? [String: Any], let rows = model["vocab"] as? [[Any]] else {
            throw .missing(part: "unigram model", name: name)
        }
        var pieces: [(text: [UInt8], score: Double)] = []
        pieces.reserveCapacity(rows.count)
        for row in rows {
            guard row.count == 2, let text = row[0] as? String, let score = row[1] as? NSNumber else {
                throw .missing(part: "piece with a score", name: name)
            }
            pieces.append((Array(text.utf8), ReferenceNumber.double(of: score)))
        }
        guard let unknown = (model["unk_id"] as? NSNumber)?.intValue else { throw .missing(part: "unk_id", name: name) }
        var specials: [(text: String, id: Int)] = []
        for token in root["added_tokens"] as? [[String: Any]] ?? [] {
            if let text = token["content"] as? String, let id = (token["id"] as? NSNumber)?.intValue { specials.append((text, id)) }
        }
        try self.init(pieces: pieces, unknownID: unknown, specials: specials, map: try Self.characterMap(in: root), name: name)
    }

    /// Reads `spiece.model`; `<extra_id_99>` … `<extra_id_0>` follow its pieces as T5 expects.
    public init(spieceModel: Data) throws(VocabularyFault) {
        let file = try SentencePieceFile(Array(spieceModel))
        var pieces = file.pieces
        var specials = file.specials
        for number in stride(from: 99, through: 0, by: -1) {
            specials.append(("<extra_id_\(number)>", pieces.count))
            pieces.append((Array("<extra_id_\(number)>".utf8), 0))
        }
        try self.init(
            pieces: pieces, unknownID: file.unknownID, specials: specials, map: try CharacterMap(file.characterMap), name: "spiece.model")
    }

    /// Reads `tokenizer.json` in a folder, else `spiece.model`.
    public init(folder: URL) throws(VocabularyFault) {
        if FileManager.default.fileExists(atPath: folder.appendingPathComponent("tokenizer.json").path) {
            try self.init(tokenizerJSON: try read("tokenizer.json", in: folder))
        } else {
            try self.init(spieceModel: try read("spiece.model", in: folder))
        }
    }

    private init(
        pieces: [(text: [UInt8], score: Double)], unknownID: Int, specials: [(text: String, id: Int)], map: CharacterMap, name: String
    ) throws(VocabularyFault) {
        let end = Array("</s>".utf8)
        guard let endID = pieces.firstIndex(where: { $0.text == end }) else { throw .missing(part: "</s>", name: name) }
        guard pieces.indices.contains(unknownID) else { throw .missing(part: "piece for unknown text", name: name) }
        self.endID = endID
        self.specials = specials
        self.map = map
        model = UnigramModel(pieces: pieces, unknownID: unknownID)
    }

    /// All ids of a text and `</s>`, not cut off.
    public func encode(_ text: String) -> [Int] { encodeWithOffsets(text).map(\.id) }

    /// All tokens of a text with the place where each begins.
    public func encodeWithOffsets(_ text: String) -> [Token] {
        var tokens: [Token] = []
        for part in SpecialTokens.split(text, by: specials) {
            switch part {
            case .special(let id, let start): tokens.append(Token(id: id, start: start))
            case .text(let piece, let start): encode(piece, from: start, into: &tokens)
            }
        }
        tokens.append(Token(id: endID, start: text.utf16.count))
        return tokens
    }

    private func encode(_ piece: Substring, from offset: Int, into tokens: inout [Token]) {
        let text = marked(map.normalize(piece, from: offset), isFirst: offset == 0)
        var begin = 0
        while begin < text.scalars.count {
            var end = begin + 1
            while end < text.scalars.count, text.scalars[end] != Self.mark { end += 1 }
            model.encode(text, begin..<end, into: &tokens)
            begin = end
        }
    }

    /// The text with its white space as marks: none at the end, one for each run of spaces, one before the very first word.
    private func marked(_ text: NormalizedText, isFirst: Bool) -> NormalizedText {
        var end = text.scalars.count
        while end > 0, text.scalars[end - 1].properties.isWhitespace { end -= 1 }
        var result = NormalizedText()
        guard end > 0 else { return result }
        result.scalars.reserveCapacity(end + 1)
        result.starts.reserveCapacity(end + 1)
        if isFirst, text.scalars[0] != " ", text.scalars[0] != Self.mark { result.append(Self.mark, at: text.starts[0]) }
        var index = 0
        while index < end {
            if text.scalars[index] == " " {
                result.append(Self.mark, at: text.starts[index])
                while index < end, text.scalars[index] == " " { index += 1 }
            } else {
                result.append(text.scalars[index], at: text.starts[index])
                index += 1
            }
        }
        return result
    }

    private static let mark: Unicode.Scalar = "\u{2581}"

    private static func characterMap(in root: [String: Any]) throws(VocabularyFault) -> CharacterMap {
        guard let normalizer = root["normalizer"] as? [String: Any] else { return .empty }
        let steps = normalizer["normalizers"] as? [[String: Any]] ?? [normalizer]
        guard let encoded = steps.first(where: { $0["type"] as? String == "Precompiled" })?["precompiled_charsmap"] as? String else { return .empty }
        guard let bytes = Data(base64Encoded: encoded) else { throw .badCharacterMap }
        return try CharacterMap(Array(bytes))
    }
}

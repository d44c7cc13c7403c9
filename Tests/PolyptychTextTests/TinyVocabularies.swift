import Foundation

@testable import PolyptychText

/// Vocabularies small enough to read, made in code.
///
/// The expected ids in the tests come from the reference libraries over the same tables: `transformers` 5.23 with
/// `CLIPTokenizer(vocab=…, merges=…)`, and `tokenizers` 0.23 with `Tokenizer.from_str(TinyVocabularies.t5JSON)`.
enum TinyVocabularies {
    static let merges = [
        "t h", "th e</w>", "c a", "ca t</w>", "e d</w>", "r ed</w>", "1 2", "Ã ©</w>", "i m", "a g", "ag e</w>", "im age</w>", "l l</w>", "a a",
        "aa aa", "aaaa aaaa",
    ]

    /// 256 byte characters, the same at a word's end, the merges' results, then the two special tokens.
    static func clip() throws -> CLIPTokenizer {
        var characters: [String] = []
        var next: UInt32 = 256
        for byte in 0..<256 {
            if (33...126).contains(byte) || (161...172).contains(byte) || (174...255).contains(byte) {
                characters.append(String(Unicode.Scalar(UInt32(byte))!))
            } else {
                characters.append(String(Unicode.Scalar(next)!))
                next += 1
            }
        }
        let tokens =
            characters + characters.map { $0 + "</w>" } + merges.map { $0.replacingOccurrences(of: " ", with: "") }
            + ["<|startoftext|>", "<|endoftext|>"]
        let vocab = try JSONSerialization.data(withJSONObject: Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($1, $0) }))
        let list = "#version: 0.2\n" + merges.joined(separator: "\n") + "\n"
        return try CLIPTokenizer(vocab: vocab, merges: Data(list.utf8))
    }

    static let pieces: [(String, Double)] = [
        ("<pad>", 0), ("</s>", 0), ("<unk>", 0), ("▁", -2), ("▁the", -2.5), ("▁cat", -3.25), ("▁c", -4), ("at", -3.5), ("a", -4.5), ("t", -4.25),
        ("e", -4.125), ("fi", -5), ("▁fi", -5.5), ("sh", -5.25), ("s", -4.75), ("h", -4.875), ("1", -6), ("12", -6.5), ("2", -6.25), ("é", -7),
        ("x", -8.015050888061523), ("xx", -12.468402862548828), ("c", -5.125), ("f", -6.75), ("i", -5.75), ("[", -6.125), ("]", -6.375),
    ]

    /// Written out by hand so that the digits of the scores stand as they do in real files.
    static var t5JSON: String {
        let rows = pieces.map { "[\"\($0.0)\", \($0.1)]" }.joined(separator: ", ")
        let added = (0..<3).map {
            "{\"id\": \($0), \"content\": \"\(pieces[$0].0)\", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\": true}"
        }.joined(separator: ", ")
        return """
            {"version": "1.0", "added_tokens": [\(added)],
             "normalizer": {"type": "Sequence", "normalizers": [
               {"type": "Precompiled", "precompiled_charsmap": "\(characterMap)"},
               {"type": "Strip", "strip_left": false, "strip_right": true},
               {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "▁"}]},
             "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true, "prepend_scheme": "first"},
             "model": {"type": "Unigram", "unk_id": 2, "vocab": [\(rows)], "byte_fallback": false}}
            """
    }

    /// The same pieces as a SentencePiece model: field 1 pieces, field 3 the normaliser.
    static var spieceModel: Data {
        var bytes: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            var inner = field(1, Array(piece.0.utf8))
            inner += [0x15] + withUnsafeBytes(of: Float(piece.1).bitPattern.littleEndian, Array.init)
            if index < 3 { inner += [0x18, index == 2 ? 2 : 3] }
            bytes += field(1, inner)
        }
        bytes += field(2, [0x18, 0x01])
        bytes += field(3, field(1, Array("tiny".utf8)) + field(2, Array(Data(base64Encoded: characterMap)!)))
        return Data(bytes)
    }

    private static func field(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
        var length = contents.count
        var prefix = [number << 3 | 2]
        while length >= 0x80 {
            prefix.append(UInt8(length & 0x7F | 0x80))
            length >>= 7
        }
        return prefix + [UInt8(length)] + contents
    }

    /// Compiled by SentencePiece from six rules: ﬁ → fi, １ → 1, no-break space and tab → space, ² → 2, U+200B → nothing, e + U+0301 → é.
    static let characterMap = [
        "AAQAAAAgAAAJDQAAAQAAgMwYAgCBBQAACgAAgKARAAAFAACAgCgCAIsNAAAAAACArBgCAIEFAAAHAACAkQUAAAMAAIARAAAAEAAAABMAAAASAAAAsk0AABQA",
        "AAAXAAAAFgAAABkAAAAYAAAAGwAAALwQAgAdAAAAHAAAAB8AAAAeAAAAIQAAACAAAAAjAAAAIgAAACUAAAAkAAAAJwAAACYAAAApAAAAKAAAACsAAAAqAAAA",
        "LQAAACwAAAAvAAAALgAAADEAAAAwAAAAMwAAADIAAAA1AAAANAAAADcAAAA2AAAAOQAAADgAAAA7AAAAOgAAAD0AAAA8AAAAPwAAAD4AAABBAAAAQAAAAEMA",
        "AABCAAAARQAAAEQAAABHAAAARgAAAEkAAABIAAAASwAAAEoAAABNAAAATAAAAE8AAABOAAAAUQAAAFAAAABTAAAAUgAAAFUAAABUAAAAVwAAAFYAAABZAAAA",
        "WAAAAFsAAABaAAAAXQAAAFwAAABfAAAAXgAAAGEAAABgAAAAYwAAAGIAAABlAAAAZAAAAGcAAABmAAAAaQAAAGgAAABrAAAAagAAAG0AAABliAIAbwAAAG4A",
        "AABxAAAAcAAAAHMAAAByAAAAdQAAAHQAAAB3AAAAdgAAAHkAAAB4AAAAewAAAHoAAAB9AAAAfAAAAH8AAAB+AAAAgQAAAIAAAACDAAAAggAAAIUAAACEAAAA",
        "hwAAAIYAAACJAAAAiAAAAIsAAACKAAAAjQAAAIwAAACPAAAAjgAAAJEAAACQAAAAkwAAAJIAAACVAAAAlAAAAJcAAACWAAAAmQAAAJgAAACbAAAAmgAAAJ0A",
        "AACcAAAAnwAAAJ4AAAChAAAAoAAAAKMAAACiAAAApQAAAKQAAACnAAAApgAAAKkAAACoAAAAqwAAAKoAAACtAAAArAAAAK8AAACuAAAAsQAAALAAAACzAAAA",
        "sgAAALUAAAC0AAAAtwAAALYAAAC5AAAAuAAAALsAAAC6AAAAvQAAALwAAAC/AAAAvgAAAMEAAADAAAAAwwAAAMIAAADFAAAAxAAAAMcAAADGAAAAyQAAAMgA",
        "AADCsAEAygAAAM0AAADMAAAAzwAAAM4AAADRAAAA0AAAANMAAADSAAAA1QAAANQAAADXAAAA1gAAANkAAADYAAAA2wAAANoAAADdAAAA3AAAAN8AAADeAAAA",
        "4QAAAOAAAADjAAAA4gAAAOUAAADkAAAA5wAAAO8AAQDpAAAA6AAAAOKIAQDqAAAA7QAAAOwAAADvAAAA7gAAAPEAAADwAAAA8wAAAPIAAAD1AAAA9AAAAPcA",
        "AAD2AAAA+QAAAPgAAAD7AAAA+gAAAP0AAAD8AAAA/wAAAP4AAAAAIAAxADIAZmkAw6kA",
    ].joined()
}

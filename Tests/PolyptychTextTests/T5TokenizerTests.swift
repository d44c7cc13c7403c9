import Foundation
import Testing

@testable import PolyptychText

@Suite struct T5TokenizerTests {
    static let cases: [(String, [Int])] = [
        ("", [1]),
        ("the cat", [4, 5, 1]),
        ("  the   cat  ", [4, 5, 1]),
        ("the\tcat\u{A0}", [4, 5, 1]),
        ("\u{FB01}sh", [12, 13, 1]),
        ("\u{FF11}\u{B2}", [3, 17, 1]),
        ("caf\u{E9} cafe\u{301}", [6, 8, 23, 19, 6, 8, 23, 19, 1]),
        ("\u{200B}the", [4, 1]),
        ("<pad>the</s> cat", [0, 9, 15, 10, 1, 5, 1]),
        ("the <unk>x", [4, 2, 20, 1]),
        ("日本 the", [3, 2, 4, 1]),
        ("the ▁cat", [4, 3, 5, 1]),
        // A tie: two cuts are equally likely but for the last bit.
        ("xxxxx", [3, 20, 21, 21, 1]),
        ("[cat]", [3, 25, 22, 7, 26, 1]),
        ("THE cat", [3, 2, 5, 1]),
        ("\u{200B} ", [1]),
        ("cat日本語cat", [5, 2, 22, 7, 1]),
    ]

    @Test(arguments: cases)
    func `gives the reference's ids from tokenizer.json`(text: String, ids: [Int]) throws {
        #expect(try T5Tokenizer(tokenizerJSON: Data(TinyVocabularies.t5JSON.utf8)).encode(text) == ids)
    }

    @Test(arguments: cases.filter { $0.0 != "xxxxx" })
    func `gives the same ids from spiece.model`(text: String, ids: [Int]) throws {
        #expect(try T5Tokenizer(spieceModel: TinyVocabularies.spieceModel).encode(text) == ids)
    }

    @Test func `counts T5's hundred extra tokens after the pieces of spiece.model`() throws {
        let t5 = try T5Tokenizer(spieceModel: TinyVocabularies.spieceModel)
        let first = TinyVocabularies.pieces.count
        #expect(t5.encode("<extra_id_99><extra_id_0>") == [first, first + 99, 1])
    }

    @Test func `says where in the original each token begins, in UTF-16`() throws {
        let t5 = try T5Tokenizer(tokenizerJSON: Data(TinyVocabularies.t5JSON.utf8))
        #expect(t5.encodeWithOffsets("  the 😀 cat").map(\.start) == [0, 5, 6, 8, 12])
    }

    @Test func `reads decimal digits as the reference does, last bit included`() {
        #expect(ReferenceNumber.double(from: "-8.015050888061523") == -8.015050888061523)
        // The nearest double ends in …4766; digits divided by a power of ten give its neighbour.
        #expect(ReferenceNumber.double(from: "-2.0122928619384766") == -2.012292861938477)
        #expect(ReferenceNumber.double(from: "1.5e-3") == 0.0015)
        #expect(ReferenceNumber.double(from: "one") == nil)
    }

    @Test func `refuses damaged files with the part that is missing`() {
        #expect(throws: VocabularyFault.notJSON(name: "tokenizer.json")) { try T5Tokenizer(tokenizerJSON: Data("x".utf8)) }
        #expect(throws: VocabularyFault.missing(part: "unigram model", name: "tokenizer.json")) { try T5Tokenizer(tokenizerJSON: Data("{}".utf8)) }
        #expect(throws: VocabularyFault.badProtocolBuffer) { try T5Tokenizer(spieceModel: TinyVocabularies.spieceModel.dropLast(7)) }
        #expect(throws: VocabularyFault.badCharacterMap) { try CharacterMap([255, 255, 0, 0, 1]) }
    }
}

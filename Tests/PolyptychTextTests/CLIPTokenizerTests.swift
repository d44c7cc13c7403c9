import Foundation
import Testing

@testable import PolyptychText

@Suite struct CLIPTokenizerTests {
    @Test(arguments: [
        ("", [528, 529]),
        ("the red cat", [528, 513, 517, 515, 529]),
        ("The  RED\tCat\n", [528, 513, 517, 515, 529]),
        ("cafe\u{301} caf\u{E9}", [528, 514, 102, 519, 514, 102, 519, 529]),
        ("don't we'll it's", [528, 100, 111, 366, 39, 372, 119, 357, 39, 524, 105, 372, 39, 371, 529]),
        ("[IMAGE1] the image, 12.5\u{B0}", [528, 347, 523, 305, 349, 513, 523, 300, 305, 306, 302, 309, 194, 432, 529]),
        ("'sa ''s !'s", [528, 39, 371, 353, 39, 295, 371, 33, 295, 371, 529]),
        ("<|startoftext|>the<|endoftext|>cat", [528, 528, 513, 529, 515, 529]),
        ("<|ENDOFTEXT|>!", [528, 60, 380, 101, 110, 100, 111, 102, 116, 101, 120, 372, 124, 318, 289, 529]),
        (String(repeating: "a", count: 40), [528, 527, 527, 527, 527, 526, 525, 97, 353, 529]),
        ("\u{130} \u{1E9E} \u{3A3}", [528, 361, 204, 391, 195, 415, 207, 387, 529]),
        ("日本 😀\u{200D}", [528, 230, 151, 165, 230, 156, 428, 240, 159, 152, 128, 226, 128, 397, 529]),
        ("\u{200B}the\u{A0}cat\u{3000}", [528, 226, 128, 395, 513, 515, 529]),
        ("e\u{1F600}\u{301}", [528, 357, 240, 159, 152, 128, 204, 385, 529]),
        (
            "\u{1100}\u{1161}\u{11A8} \u{AC00}\u{11A8} \u{1113}\u{1161}",
            [528, 234, 176, 385, 234, 176, 385, 225, 132, 147, 225, 133, 417, 529]
        ),
    ])
    func `gives the reference's ids`(text: String, ids: [Int]) throws {
        #expect(try TinyVocabularies.clip().encode(text) == ids)
    }

    @Test func `says where in the original each token begins, in UTF-16`() throws {
        let tokens = try TinyVocabularies.clip().encodeWithOffsets("😀 the  cat")
        #expect(tokens.map(\.start) == [0, 0, 0, 0, 0, 3, 8, 11])
    }

    @Test func `joins a long word as a short one is joined`() throws {
        let clip = try TinyVocabularies.clip()
        // The short way handles up to 24 symbols, the long way the rest; eight letters are one token in both.
        let short = clip.encode(String(repeating: "a", count: 24))
        let long = clip.encode(String(repeating: "a", count: 32))
        #expect(short == [528, 527, 527, 526, 525, 97, 353, 529])
        #expect(long == [528, 527, 527, 527, 526, 525, 97, 353, 529])
    }

    @Test func `refuses merges that the vocabulary does not hold`() throws {
        let vocab = Data(#"{"a": 0, "b": 1, "<|startoftext|>": 2, "<|endoftext|>": 3}"#.utf8)
        #expect(throws: VocabularyFault.badMerge(line: 2, text: "a b")) {
            try CLIPTokenizer(vocab: vocab, merges: Data("#version: 0.2\na b\n".utf8))
        }
    }

    @Test func `refuses a vocabulary without its special tokens`() {
        #expect(throws: VocabularyFault.missing(part: "<|startoftext|>", name: "vocab.json")) {
            try CLIPTokenizer(vocab: Data("{}".utf8), merges: Data())
        }
    }
}

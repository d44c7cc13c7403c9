import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychText

@Suite struct TokenCounterTests {
    @Test func `counts with both vocabularies and says so`() throws {
        let counter = TokenCounter(clip: try TinyVocabularies.clip(), t5: try T5Tokenizer(tokenizerJSON: Data(TinyVocabularies.t5JSON.utf8)))
        #expect(counter.counts(of: "the cat") == TokenCounts(clip: 4, t5: 3, isEstimate: false))
    }

    @Test func `cuts where the place of the end token falls`() throws {
        let counter = TokenCounter(clip: try TinyVocabularies.clip(), t5: try T5Tokenizer(tokenizerJSON: Data(TinyVocabularies.t5JSON.utf8)))
        // Of five tokens (start, the, cat, the, end) four are kept: start, the, cat, end. The second “the” is unseen.
        let counts = counter.counts(of: "the cat the", clipLimit: 4, t5Limit: 3)
        #expect(counts.clip == 5)
        #expect(counts.clipCut == 8)
        // T5 keeps the, cat, end: its third token begins with the space before the word.
        #expect(counts.t5 == 4)
        #expect(counts.t5Cut == 7)
        #expect(counter.counts(of: "the cat", clipLimit: 4, t5Limit: 3).clipCut == nil)
    }

    @Test func `estimates without vocabularies and says so`() {
        let counts = TokenCounter().counts(of: "A red racket on a table, front view.")
        #expect(counts.isEstimate)
        #expect((9...12).contains(counts.clip))
        #expect((9...14).contains(counts.t5))
    }

    @Test func `an estimate of a long text has a cut inside it`() throws {
        let text = String(repeating: "a red lamp on the table ", count: 100)
        let counts = TokenCounter().counts(of: text)
        let cut = try #require(counts.t5Cut)
        #expect(cut > 1500 && cut < text.utf16.count)
        #expect(try #require(counts.clipCut) < cut)
    }

    @Test func `a base model's folder without vocabularies gives an estimate`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("no-vocabulary-\(UUID().uuidString)")
        #expect(try TokenCounter(baseModel: folder).counts(of: "x").isEstimate)
    }

    /// `POLYPTYCH_TOKENIZERS` names a folder with `clip/`, `t5/` and `reference-ids.json` (`{"cases": [{"text", "clip", "t5"}]}`).
    static let realVocabularies = ProcessInfo.processInfo.environment["POLYPTYCH_TOKENIZERS"].map { URL(fileURLWithPath: $0) }

    @Test(.enabled(if: realVocabularies != nil, "the vocabularies come with a base model; POLYPTYCH_TOKENIZERS names them where they are"))
    func `agrees with the reference ids of the real vocabularies`() throws {
        struct Reference: Decodable {
            struct Case: Decodable { var text: String, clip: [Int], t5: [Int] }
            var cases: [Case]
        }
        let folder = try #require(Self.realVocabularies)
        let counter = try TokenCounter(baseModel: folder)
        let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: folder.appendingPathComponent("reference-ids.json")))
        #expect(!reference.cases.isEmpty)
        for example in reference.cases {
            #expect(counter.clip?.encode(example.text) == example.clip, "CLIP on \(example.text.prefix(40))")
            #expect(counter.t5?.encode(example.text) == example.t5, "T5 on \(example.text.prefix(40))")
        }
    }
}

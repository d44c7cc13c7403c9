import Foundation
import PolyptychCuration

/// Counts a prompt's tokens for both text encoders; estimates where a vocabulary is missing, and says so.
public struct TokenCounter: Sendable {
    public var clip: CLIPTokenizer?
    public var t5: T5Tokenizer?

    public init(clip: CLIPTokenizer? = nil, t5: T5Tokenizer? = nil) {
        self.clip = clip
        self.t5 = t5
    }

    /// Finds the vocabularies of a base model: `tokenizer` and `tokenizer_2` of a diffusers directory, or `clip` and `t5`.
    ///
    /// Either may be absent; one that is there and damaged is an error.
    public init(baseModel folder: URL) throws(VocabularyFault) {
        for name in ["tokenizer", "clip"] where clip == nil {
            let part = folder.appendingPathComponent(name)
            if Self.holds("vocab.json", in: part) { clip = try CLIPTokenizer(folder: part) }
        }
        for name in ["tokenizer_2", "t5"] where t5 == nil {
            let part = folder.appendingPathComponent(name)
            if Self.holds("tokenizer.json", in: part) || Self.holds("spiece.model", in: part) { t5 = try T5Tokenizer(folder: part) }
        }
    }

    /// The counts of a text; `isEstimate` where either vocabulary is missing.
    public func counts(
        of text: String, clipLimit: Int = TokenCounts.standardCLIPLimit, t5Limit: Int = TokenCounts.standardT5Limit
    ) -> TokenCounts {
        let (clipCount, clipCut) = Self.count(clip?.encodeWithOffsets(text) ?? TokenEstimate.clip(text), limit: clipLimit)
        let (t5Count, t5Cut) = Self.count(t5?.encodeWithOffsets(text) ?? TokenEstimate.t5(text), limit: t5Limit)
        return TokenCounts(
            clip: clipCount, clipLimit: clipLimit, clipCut: clipCut, t5: t5Count, t5Limit: t5Limit, t5Cut: t5Cut,
            isEstimate: clip == nil || t5 == nil)
    }

    /// The encoder keeps the first tokens and puts its end token in the last place: the text of that place is the first it does not see.
    private static func count(_ tokens: [Token], limit: Int) -> (Int, Int?) {
        (tokens.count, tokens.count > limit && limit > 0 ? tokens[limit - 1].start : nil)
    }

    private static func holds(_ name: String, in folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }
}

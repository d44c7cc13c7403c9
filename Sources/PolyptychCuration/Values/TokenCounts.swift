/// How many tokens a prompt has for each of the two text encoders, and where each stops reading.
///
/// Counts include the special tokens: `<|startoftext|>` and `<|endoftext|>` for CLIP, `</s>` for T5.
public struct TokenCounts: Codable, Hashable, Sendable {
    public static let standardCLIPLimit = 77
    public static let standardT5Limit = 512

    public var clip: Int
    public var clipLimit: Int
    /// UTF-16 offset of the first text that CLIP does not see; nil where everything fits.
    public var clipCut: Int?
    public var t5: Int
    public var t5Limit: Int
    /// UTF-16 offset of the first text that T5 does not see; nil where everything fits.
    public var t5Cut: Int?
    /// True where no vocabulary was at hand and the numbers are estimated from the text.
    public var isEstimate: Bool

    public init(
        clip: Int, clipLimit: Int = standardCLIPLimit, clipCut: Int? = nil, t5: Int, t5Limit: Int = standardT5Limit, t5Cut: Int? = nil,
        isEstimate: Bool
    ) {
        self.clip = clip
        self.clipLimit = clipLimit
        self.clipCut = clipCut
        self.t5 = t5
        self.t5Limit = t5Limit
        self.t5Cut = t5Cut
        self.isEstimate = isEstimate
    }
}

import Foundation
import PolyptychCuration
import PolyptychText

/// Counts tokens with the workspace's vocabularies, or estimates where there are none.
public struct PromptCounter: Sendable {
    private let counter: TokenCounter

    /// - Parameter folder: laid out as a base model's directory, or holding `clip/` and `t5/`; may be absent.
    init(folder: URL) throws(VocabularyFault) { counter = try TokenCounter(baseModel: folder) }

    public var knowsCLIP: Bool { counter.clip != nil }
    public var knowsT5: Bool { counter.t5 != nil }

    func counts(_ text: String) -> TokenCounts { counter.counts(of: text) }
}

/// One token of a text: its id in the vocabulary and where in the text it begins.
public struct Token: Hashable, Sendable {
    public var id: Int
    /// UTF-16 offset into the original text; the text's length for a closing special token.
    public var start: Int

    public init(id: Int, start: Int) {
        self.id = id
        self.start = start
    }
}

/// What is wrong with a vocabulary's files.
public enum VocabularyFault: Error, Hashable, Sendable {
    case unreadable(path: String)
    case notJSON(name: String)
    /// A part that every vocabulary of this kind has is missing or of another shape.
    case missing(part: String, name: String)
    case badMerge(line: Int, text: String)
    case badCharacterMap
    case badProtocolBuffer

    /// For people: names the file and says what to do.
    public var sentence: String {
        switch self {
        case .unreadable(let path): "The vocabulary file “\(path)” cannot be read; check that the base model is complete."
        case .notJSON(let name): "The vocabulary file “\(name)” is not JSON; download it again."
        case .missing(let part, let name): "The vocabulary file “\(name)” has no \(part); choose the one that came with the base model."
        case .badMerge(let line, let text): "Line \(line) of merges.txt (“\(text)”) does not join two tokens of vocab.json; download both files again."
        case .badCharacterMap: "The vocabulary's character map is damaged; download the tokenizer's files again."
        case .badProtocolBuffer: "The file spiece.model is damaged; download it again."
        }
    }
}

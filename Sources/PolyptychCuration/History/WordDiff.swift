/// A stretch of a word-level comparison.
public struct DiffPiece: Codable, Hashable, Sendable {
    /// In both texts, only in the new one, only in the old one.
    public enum Kind: String, Codable, Sendable { case same, ins, del }
    public var kind: Kind
    public var text: String

    public init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }
}

/// Compares two texts word by word.
///
/// Laws: the `same` and `del` pieces spell the old text, the `same` and `ins` pieces the new one; neighbours differ in kind; and a
/// deletion stands before the insertion that replaces it.
public enum WordDiff {
    public static func diff(_ old: String, _ new: String) -> [DiffPiece] {
        let before = words(of: old)
        let after = words(of: new)
        // To the letter: composed and decomposed spellings are different words.
        let changes = after.difference(from: before) { $0.utf8.elementsEqual($1.utf8) }
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var pieces = PieceWriter()
        var i = 0
        var j = 0
        while i < before.count || j < after.count {
            if i < before.count, removed.contains(i) {
                pieces.write(.del, before[i])
                i += 1
            } else if j < after.count, inserted.contains(j) {
                pieces.write(.ins, after[j])
                j += 1
            } else {
                pieces.write(.same, after[j])
                i += 1
                j += 1
            }
        }
        return joined(pieces.finished())
    }

    /// Changes with nothing but spaces and punctuation between them read as one change.
    private static func joined(_ pieces: [DiffPiece]) -> [DiffPiece] {
        var writer = PieceWriter()
        for (index, piece) in pieces.enumerated() {
            let isBetweenChanges = index > 0 && index < pieces.count - 1
            if piece.kind == .same, isBetweenChanges, !piece.text.contains(where: { Kind($0) == .word }) {
                writer.write(.del, piece.text)
                writer.write(.ins, piece.text)
            } else {
                writer.write(piece.kind, piece.text)
            }
        }
        return writer.finished()
    }

    /// Words, runs of spaces and single punctuation marks; joined they give the text to the letter.
    static func words(of text: String) -> [String] {
        var result: [String] = []
        var current = ""
        var kind: Kind?
        for character in text {
            let next = Kind(character)
            if next != kind || next == .mark, !current.isEmpty {
                result.append(current)
                current = ""
            }
            kind = next
            current.append(character)
        }
        if !current.isEmpty { result.append(current) }
        return result
    }

    private enum Kind {
        case word, space, mark

        init(_ character: Character) {
            self = character.isWhitespace ? .space : character.isLetter || character.isNumber ? .word : .mark
        }
    }

    private struct PieceWriter {
        private var pieces: [DiffPiece] = []
        private var deletion = ""
        private var insertion = ""

        mutating func write(_ kind: DiffPiece.Kind, _ text: String) {
            switch kind {
            case .del: deletion += text
            case .ins: insertion += text
            case .same:
                settle()
                if pieces.last?.kind == .same { pieces[pieces.count - 1].text += text } else { pieces.append(.init(kind: .same, text: text)) }
            }
        }

        private mutating func settle() {
            if !deletion.isEmpty { pieces.append(.init(kind: .del, text: deletion)) }
            if !insertion.isEmpty { pieces.append(.init(kind: .ins, text: insertion)) }
            deletion = ""
            insertion = ""
        }

        mutating func finished() -> [DiffPiece] {
            settle()
            return pieces
        }
    }
}

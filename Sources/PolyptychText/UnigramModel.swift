/// Cuts text into the most likely sequence of pieces (Kudo 2018), as SentencePiece and the `tokenizers` library do.
struct UnigramModel: Sendable {
    let unknownID: Int
    private let scores: [Double]
    private let unknownScore: Double
    private let trie: ByteTrie

    /// - Parameter pieces: in the order of their ids, with their log probabilities.
    init(pieces: [(text: [UInt8], score: Double)], unknownID: Int) {
        self.unknownID = unknownID
        scores = pieces.map(\.score)
        unknownScore = (scores.min() ?? 0) - 10
        trie = ByteTrie(pieces.map(\.text))
    }

    /// Appends the best pieces of a range of the text; neighbouring unknown characters become one token.
    func encode(_ text: NormalizedText, _ range: Range<Int>, into tokens: inout [Token]) {
        struct Step { var id = -1, score = 0.0, from = -1 }
        let count = range.count
        guard count > 0 else { return }
        var best = [Step](repeating: Step(), count: count + 1)
        for start in 0..<count {
            let scoreHere = best[start].score
            var hasSingle = false
            var node = ByteTrie.root
            scan: for end in start..<count {
                var isDead = false
                UTF8.each(of: text.scalars[range.lowerBound + end]) { byte in
                    if !isDead { node = trie.child(of: node, byte) }
                    if node < 0 { isDead = true }
                }
                if isDead { break scan }
                let id = trie.value(of: node)
                guard id >= 0 else { continue }
                let score = scoreHere + scores[id]
                if best[end + 1].from < 0 || score > best[end + 1].score { best[end + 1] = Step(id: id, score: score, from: start) }
                if end == start { hasSingle = true }
            }
            if !hasSingle {
                let score = scoreHere + unknownScore
                if best[start + 1].from < 0 || score > best[start + 1].score {
                    best[start + 1] = Step(id: unknownID, score: score, from: start)
                }
            }
        }
        let first = tokens.count
        var end = count
        while end > 0 {
            let step = best[end]
            if step.id == unknownID, end < count, tokens.count > first, tokens[tokens.count - 1].id == unknownID {
                tokens[tokens.count - 1].start = text.starts[range.lowerBound + step.from]
            } else {
                tokens.append(Token(id: step.id, start: text.starts[range.lowerBound + step.from]))
            }
            end = step.from
        }
        tokens[first...].reverse()
    }

}

/// A trie over bytes in one hash table of edges.
struct ByteTrie: Sendable {
    static let root: Int32 = 0
    private var keys: [UInt64]
    private var targets: [Int32]
    private var values: [Int32] = [-1]
    private let mask: Int

    /// - Parameter words: each word's value is its index; of equal words the last one counts.
    init(_ words: [[UInt8]]) {
        let edges = words.reduce(0) { $0 + $1.count }
        var capacity = 1024
        while capacity < edges * 2 { capacity *= 2 }
        keys = Array(repeating: .max, count: capacity)
        targets = Array(repeating: -1, count: capacity)
        mask = capacity - 1
        for (index, word) in words.enumerated() where !word.isEmpty {
            var node = Self.root
            for byte in word { node = makeChild(of: node, byte) }
            values[Int(node)] = Int32(index)
        }
    }

    /// The node behind an edge, or -1.
    @inline(__always)
    func child(of node: Int32, _ byte: UInt8) -> Int32 {
        let key = UInt64(UInt32(node)) << 8 | UInt64(byte)
        var slot = Self.hash(key) & mask
        while keys[slot] != key {
            if keys[slot] == .max { return -1 }
            slot = (slot + 1) & mask
        }
        return targets[slot]
    }

    func value(of node: Int32) -> Int { Int(values[Int(node)]) }

    private mutating func makeChild(of node: Int32, _ byte: UInt8) -> Int32 {
        let key = UInt64(UInt32(node)) << 8 | UInt64(byte)
        var slot = Self.hash(key) & mask
        while keys[slot] != .max {
            if keys[slot] == key { return targets[slot] }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        targets[slot] = Int32(values.count)
        values.append(-1)
        return targets[slot]
    }

    private static func hash(_ key: UInt64) -> Int {
        let mixed = key &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32)
    }
}

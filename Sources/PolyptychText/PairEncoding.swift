/// Byte-level pair encoding of one word at a time.
///
/// Bytes are written as the 256 printable characters of GPT-2's table (Radford et al. 2019), the last of a word with `</w>`.
struct PairEncoding: Sendable {
    private struct Merge { var rank: Int32, result: Int32 }

    /// Ids of single bytes: inside a word, then at its end; the unknown id where the vocabulary lacks one.
    private let inside: [Int32]
    private let final: [Int32]
    private let merges: [UInt64: Merge]

    init(ids: [[UInt8]: Int], merges text: String, unknown: Int) throws(VocabularyFault) {
        let table = Self.byteCharacters
        let ending = Array("</w>".utf8)
        inside = table.map { Int32(ids[$0] ?? unknown) }
        final = table.map { Int32(ids[$0 + ending] ?? unknown) }
        var merges: [UInt64: Merge] = [:]
        merges.reserveCapacity(ids.count)
        var rank: Int32 = 0
        var number = 0
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.isEmpty || (number == 1 && line.starts(with: "#version".utf8)) { continue }
            let parts = line.split(separator: 0x20)
            guard parts.count == 2, let first = ids[Array(parts[0])], let second = ids[Array(parts[1])],
                let result = ids[Array(parts[0]) + Array(parts[1])]
            else { throw .badMerge(line: number, text: String(decoding: Array(line), as: UTF8.self)) }
            let key = Self.key(Int32(first), Int32(second))
            if merges[key] == nil { merges[key] = Merge(rank: rank, result: Int32(result)) }
            rank += 1
        }
        self.merges = merges
    }

    /// Appends the tokens of the word that the range of scalars is.
    func encode(_ text: NormalizedText, _ range: Range<Int>, into tokens: inout [Token]) {
        var symbols: [Int32] = []
        var starts: [Int] = []
        var last: UInt8 = 0
        for index in range {
            UTF8.each(of: text.scalars[index]) { byte in
                symbols.append(inside[Int(byte)])
                starts.append(text.starts[index])
                last = byte
            }
        }
        symbols[symbols.count - 1] = final[Int(last)]
        if symbols.count <= 24 { join(&symbols, &starts) } else { joinLong(&symbols, &starts) }
        for (symbol, start) in zip(symbols, starts) { tokens.append(Token(id: Int(symbol), start: start)) }
    }

    /// Joins the best pair, the leftmost among equals, until none is left.
    private func join(_ symbols: inout [Int32], _ starts: inout [Int]) {
        while symbols.count > 1 {
            var best: Merge?
            var place = 0
            for index in 0..<(symbols.count - 1) {
                if let merge = merges[Self.key(symbols[index], symbols[index + 1])], best.map({ merge.rank < $0.rank }) ?? true {
                    best = merge
                    place = index
                }
            }
            guard let best else { return }
            symbols[place] = best.result
            symbols.remove(at: place + 1)
            starts.remove(at: place + 1)
        }
    }

    /// The same in n log n, for words without end.
    private func joinLong(_ symbols: inout [Int32], _ starts: inout [Int]) {
        struct Candidate { var rank: Int32, left: Int32, result: Int32, first: Int32, second: Int32 }
        let count = symbols.count
        var next = (0..<count).map { $0 + 1 < count ? $0 + 1 : -1 }
        var previous = (0..<count).map { $0 - 1 }
        var isAlive = [Bool](repeating: true, count: count)
        var heap = Heap<Candidate> { ($0.rank, $0.left) < ($1.rank, $1.left) }
        func offer(_ left: Int, _ right: Int) {
            guard left >= 0, right >= 0, let merge = merges[Self.key(symbols[left], symbols[right])] else { return }
            heap.push(Candidate(rank: merge.rank, left: Int32(left), result: merge.result, first: symbols[left], second: symbols[right]))
        }
        for index in 0..<(count - 1) { offer(index, index + 1) }
        while let candidate = heap.pop() {
            let left = Int(candidate.left)
            guard isAlive[left], symbols[left] == candidate.first, next[left] >= 0, symbols[next[left]] == candidate.second else { continue }
            let right = next[left]
            symbols[left] = candidate.result
            isAlive[right] = false
            next[left] = next[right]
            if next[right] >= 0 { previous[next[right]] = left }
            offer(previous[left], left)
            offer(left, next[left])
        }
        symbols = symbols.indices.filter { isAlive[$0] }.map { symbols[$0] }
        starts = starts.indices.filter { isAlive[$0] }.map { starts[$0] }
    }

    private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    }

    /// The printable character of every byte, in UTF-8.
    private static let byteCharacters: [[UInt8]] = {
        var next: UInt32 = 256
        return (0..<256).map { byte -> [UInt8] in
            var value = UInt32(byte)
            let isPrintable = (33...126).contains(byte) || (161...172).contains(byte) || (174...255).contains(byte)
            if !isPrintable {
                value = next
                next += 1
            }
            var bytes: [UInt8] = []
            UTF8.each(of: Unicode.Scalar(value)!) { bytes.append($0) }
            return bytes
        }
    }()
}

/// A binary heap whose first element is the least.
struct Heap<Element> {
    private var elements: [Element] = []
    private let isLess: (Element, Element) -> Bool

    init(_ isLess: @escaping (Element, Element) -> Bool) { self.isLess = isLess }

    mutating func push(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isLess(elements[child], elements[parent]) else { return }
            elements.swapAt(child, parent)
            child = parent
        }
    }

    mutating func pop() -> Element? {
        guard let first = elements.first else { return nil }
        let last = elements.removeLast()
        if elements.isEmpty { return first }
        elements[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < elements.count && isLess(elements[child], elements[least]) { least = child }
            if least == parent { return first }
            elements.swapAt(parent, least)
            parent = least
        }
    }
}

extension UTF8 {
    /// Gives the bytes of one scalar to a closure.
    @inline(__always)
    static func each(of scalar: Unicode.Scalar, _ body: (UInt8) -> Void) {
        let value = scalar.value
        if value < 0x80 {
            body(UInt8(value))
        } else if value < 0x800 {
            body(UInt8(0xC0 | value >> 6))
            body(UInt8(0x80 | value & 0x3F))
        } else if value < 0x10000 {
            body(UInt8(0xE0 | value >> 12))
            body(UInt8(0x80 | value >> 6 & 0x3F))
            body(UInt8(0x80 | value & 0x3F))
        } else {
            body(UInt8(0xF0 | value >> 18))
            body(UInt8(0x80 | value >> 12 & 0x3F))
            body(UInt8(0x80 | value >> 6 & 0x3F))
            body(UInt8(0x80 | value & 0x3F))
        }
    }
}

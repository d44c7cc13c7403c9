/// A fact with its place and its repair, before it becomes a ``Finding``.
struct LintFault: Hashable {
    var fact: FindingFact
    var place: Finding.Place
    /// The doubtful words: they, not their offsets, make the finding's identity.
    var words: String
    var fix: Finding.Fix?

    init(_ fact: FindingFact, _ part: Finding.Place.Part, view: ViewID? = nil, at range: Range<Int>? = nil, words: String, fix: Finding.Fix? = nil) {
        self.fact = fact
        place = .init(part: part, view: view, start: range?.lowerBound, end: range?.upperBound)
        self.words = words
        self.fix = fix
    }

    /// Stable as long as the same words are doubtful in the same part of the same view; `repetition` tells equal ones apart.
    func id(repetition: Int) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let key = [fact.code.rawValue, place.part.rawValue, place.view?.rawValue ?? "", words, String(repetition)].joined(separator: "\u{1f}")
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

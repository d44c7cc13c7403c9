/// Which marker scheme a text uses.
enum SchemeReading {
    enum Family: Hashable { case numbered, positional, scene, custom(String) }

    static func family(of reading: MarkerReading?) -> Family? {
        switch reading {
        case .numbered: .numbered
        case .scene: .scene
        case .place: .positional
        case .custom(let pattern, _): .custom(pattern)
        case .count, nil: nil
        }
    }

    static func family(of scheme: MarkerScheme) -> Family {
        switch scheme {
        case .numbered: .numbered
        case .positional: .positional
        case .scene: .scene
        case .custom(let pattern): .custom(pattern)
        }
    }

    /// The scheme most markers are written in; exact ones first, then the set's own where the numbers are equal.
    static func scheme(of panels: [Mark], hint: MarkerScheme) -> MarkerScheme {
        let exact = panels.filter { if case .exact = $0.kind { true } else { false } }
        var counts: [Family: Int] = [:]
        for mark in exact.isEmpty ? panels : exact {
            if let family = family(of: mark.reading) { counts[family, default: 0] += 1 }
        }
        guard let most = counts.values.max() else { return hint }
        let leaders = counts.filter { $0.value == most }.map(\.key)
        if leaders.contains(family(of: hint)) { return hint }
        for case .custom(let pattern) in leaders { return .custom(pattern) }
        if leaders.contains(.numbered) { return .numbered }
        return leaders.contains(.positional) ? .positional : .scene
    }

    /// Two or more markers of one unknown but regular pattern (`[VIEW-1] … [VIEW-2]`) and none of a known scheme make a custom
    /// scheme; a single one is a slip for `[IMAGE1]`.
    static func withCustomScheme(_ marks: [Mark], hint: MarkerScheme) -> [Mark] {
        let hasKnown = marks.contains { mark in
            guard case .exact(let reading) = mark.kind else { return false }
            if case .count = reading { return false }
            if case .custom = reading, family(of: reading) != family(of: hint) { return false }
            return true
        }
        var numbers: [String: Set<Int>] = [:]
        if !hasKnown {
            for mark in marks where mark.isBracketed {
                if let (pattern, number) = regularPattern(mark) { numbers[pattern, default: []].insert(number) }
            }
        }
        let patterns = Set(numbers.filter { $0.value.count >= 2 && $0.value.contains(1) }.keys)
        return marks.map { mark in
            var mark = mark
            if mark.isBracketed, let (pattern, number) = regularPattern(mark), patterns.contains(pattern) {
                mark.kind = .exact(.custom(pattern: pattern, number: number))
            } else if case .custom(let pattern, let number) = mark.reading, family(of: hint) != .custom(pattern) {
                mark.kind = .nearMiss(.numbered(number))
            }
            return mark
        }
    }

    /// The pattern of an upper-case word with a number that no known scheme claims.
    private static func regularPattern(_ mark: Mark) -> (String, Int)? {
        let inside = String(mark.text.dropFirst().dropLast())
        switch mark.kind {
        case .exact(.custom(let pattern, let number)), .nearMiss(.custom(let pattern, let number)):
            return MarkerReading.pattern(of: inside, number: number) == pattern ? (pattern, number) : nil
        case .other:
            let digits = String(inside.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
            guard let number = Int(digits), (1...99).contains(number), String(number) == digits else { return nil }
            return MarkerReading.pattern(of: inside, number: number).map { ($0, number) }
        case .exact, .nearMiss, .trainerLiteral: return nil
        }
    }
}

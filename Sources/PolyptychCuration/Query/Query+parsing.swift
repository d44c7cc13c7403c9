extension Query {
    /// Reads a query; the empty text asks for every set.
    public static func parse(_ text: String) throws(QueryFault) -> Query {
        var parser = QueryParser(text)
        return try parser.query()
    }
}

/// A cursor over the characters that knows where it is in UTF-16.
private struct QueryParser {
    private let characters: [Character]
    private let offsets: [Int]
    private var index = 0

    init(_ text: String) {
        characters = Array(text)
        var offsets = [0]
        for character in characters { offsets.append(offsets[offsets.count - 1] + character.utf16.count) }
        self.offsets = offsets
    }

    mutating func query() throws(QueryFault) -> Query {
        var terms: [Query.Term] = []
        while true {
            while let next = peek, next.isWhitespace { index += 1 }
            guard let next = peek else { return Query(terms: terms) }
            var isExcluded = false
            if next == "-", index + 1 < characters.count, !characters[index + 1].isWhitespace {
                isExcluded = true
                index += 1
            }
            terms.append(Query.Term(try match(), isExcluded: isExcluded))
        }
    }

    private var peek: Character? { index < characters.count ? characters[index] : nil }

    private mutating func match() throws(QueryFault) -> Query.Match {
        let start = index
        if peek == "\"" {
            let phrase = try quoted()
            guard phrase.contains(where: { $0.isLetter || $0.isNumber }) else { throw fault(.nothingToSearch(phrase), from: start) }
            return .phrase(phrase)
        }
        if let name = fieldName() {
            guard let field = Query.Field(rawValue: name.lowercased()) else {
                let end = index - 1
                throw fault(.unknownField(name, nearest: nearest(name, among: Query.Field.allCases.map(\.rawValue))), from: start, to: end)
            }
            return try match(field: field, from: start)
        }
        let word = plain { $0.isWhitespace || $0 == "\"" }
        guard word.contains(where: { $0.isLetter || $0.isNumber }) else {
            if word.isEmpty { index += 1 }
            throw fault(.nothingToSearch(word), from: start)
        }
        return .word(word)
    }

    /// Letters and digits that begin with a letter, right before a colon; the cursor moves behind the colon.
    private mutating func fieldName() -> String? {
        var end = index
        while end < characters.count, characters[end].isASCII, characters[end].isLetter || characters[end].isNumber { end += 1 }
        guard end > index, characters[index].isLetter, end < characters.count, characters[end] == ":" else { return nil }
        let name = String(characters[index..<end])
        index = end + 1
        return name
    }

    private mutating func match(field: Query.Field, from start: Int) throws(QueryFault) -> Query.Match {
        let values = try values(field, from: start)
        switch field {
        case .status: return .status(try choose(values, field, ReviewStatus.self))
        case .severity: return .severity(try choose(values, field, Finding.Severity.self))
        case .flag: return .flag(try choose(values, field, Query.Flag.self))
        case .lint: return .lint(try each(values) { (value) throws(QueryFault) in try lint(value) })
        case .views: return .views(try each(values) { (value) throws(QueryFault) in try number(value, field) })
        case .tokens: return .tokens(try each(values) { (value) throws(QueryFault) in try number(value, field) })
        case .t5: return .t5(try each(values) { (value) throws(QueryFault) in try number(value, field) })
        case .tag: return .tag(values.map(\.pattern))
        case .category: return .category(values.map(\.pattern))
        case .source: return .source(values.map(\.pattern))
        case .key: return .key(values.map(\.pattern))
        case .by: return .by(values.map(\.pattern))
        case .updated: return .updated(try each(values) { (value) throws(QueryFault) in try days(value) })
        }
    }

    private struct Value {
        var text: String
        var isQuoted: Bool
        var from: Int
        var to: Int

        /// A star at the end asks for the beginning; inside quotes it is a star.
        var pattern: Query.TextPattern {
            !isQuoted && text.hasSuffix("*") ? .init(String(text.dropLast()), isPrefix: true) : .init(text)
        }
    }

    private mutating func values(_ field: Query.Field, from start: Int) throws(QueryFault) -> [Value] {
        var values: [Value] = []
        while true {
            let from = index
            let isQuoted = peek == "\""
            let text = isQuoted ? try quoted() : plain { $0.isWhitespace || $0 == "," || $0 == "\"" }
            guard !text.isEmpty else { throw fault(.missingValue(field: field), from: start) }
            values.append(Value(text: text, isQuoted: isQuoted, from: from, to: index))
            guard peek == "," else { return values }
            index += 1
        }
    }

    private mutating func quoted() throws(QueryFault) -> String {
        let start = index
        index += 1
        var text = ""
        while let next = peek {
            index += 1
            if next == "\"" { return text }
            // Inside quotes a backslash keeps a quote or a backslash as it is.
            if next == "\\", let after = peek, after == "\"" || after == "\\" {
                text.append(after)
                index += 1
            } else {
                text.append(next)
            }
        }
        throw fault(.unclosedQuote, from: start, to: start + 1)
    }

    private mutating func plain(until isEnd: (Character) -> Bool) -> String {
        let start = index
        while let next = peek, !isEnd(next) { index += 1 }
        return String(characters[start..<index])
    }

    // MARK: - Values

    private func each<T>(_ values: [Value], _ body: (Value) throws(QueryFault) -> T) throws(QueryFault) -> [T] {
        var result: [T] = []
        for value in values { result.append(try body(value)) }
        return result
    }

    private func choose<T: RawRepresentable & CaseIterable>(_ values: [Value], _ field: Query.Field, _: T.Type) throws(QueryFault) -> [T]
    where T.RawValue == String {
        var result: [T] = []
        for value in values {
            guard let choice = T(rawValue: value.text.lowercased()) else {
                throw unknown(value, field, T.allCases.map(\.rawValue))
            }
            result.append(choice)
        }
        return result
    }

    private func lint(_ value: Value) throws(QueryFault) -> Query.LintPattern {
        let text = value.text.lowercased()
        if let code = FindingCode(rawValue: text) { return .code(code) }
        // `marker`, `marker-` and `marker-*` mean the same group.
        var name = text[...]
        if name.hasSuffix("*") { name = name.dropLast() }
        if name.hasSuffix("-") { name = name.dropLast() }
        let group = Query.LintPattern.group(String(name))
        guard !group.codes.isEmpty else {
            let codes = FindingCode.allCases.map(\.rawValue)
            let groups = Set(codes.compactMap { $0.split(separator: "-").first.map(String.init) }).sorted()
            throw unknown(value, .lint, codes + groups)
        }
        return group
    }

    private func unknown(_ value: Value, _ field: Query.Field, _ allowed: [String]) -> QueryFault {
        fault(
            .unknownValue(field: field, value: value.text, nearest: nearest(value.text, among: allowed), allowed: allowed), from: value.from,
            to: value.to)
    }

    private func number(_ value: Value, _ field: Query.Field) throws(QueryFault) -> Query.NumberRange {
        let range = try bounds(value) { Int($0).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil } }
        guard let range else { throw fault(.notANumber(field: field, value: value.text), from: value.from, to: value.to) }
        let lower = range.lower.map { range.isLowerOpen ? $0 + 1 : $0 }, upper = range.upper.map { range.isUpperOpen ? $0 - 1 : $0 }
        if let lower, let upper, lower > upper { throw fault(.emptyRange(field: field, value: value.text), from: value.from, to: value.to) }
        return .init(lower: lower, upper: upper)
    }

    private func days(_ value: Value) throws(QueryFault) -> Query.DayRange {
        guard let range = try bounds(value, { Day($0) }) else { throw fault(.notADay(value.text), from: value.from, to: value.to) }
        if let lower = range.lower, let upper = range.upper, lower > upper {
            throw fault(.emptyRange(field: .updated, value: value.text), from: value.from, to: value.to)
        }
        return .init(first: range.lower.map { range.isLowerOpen ? $0.next : $0 }, last: range.upper.map { range.isUpperOpen ? $0.previous : $0 })
    }

    private struct Bounds<T> {
        var lower: T?
        var upper: T?
        var isLowerOpen = false
        var isUpperOpen = false
    }

    /// `3`, `>3`, `>=3`, `<3`, `<=3`, `2..4`, `2..`, `..4`; nil where it is none of these.
    private func bounds<T>(_ value: Value, _ read: (Substring) -> T?) throws(QueryFault) -> Bounds<T>? {
        let text = value.text[...]
        for (sign, isLower, isOpen) in [(">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true)] where text.hasPrefix(sign) {
            guard let bound = read(text.dropFirst(sign.count)) else { return nil }
            return isLower ? Bounds(lower: bound, isLowerOpen: isOpen) : Bounds(upper: bound, isUpperOpen: isOpen)
        }
        if let dots = text.firstRange(of: "..") {
            let (before, after) = (text[..<dots.lowerBound], text[dots.upperBound...])
            let lower = before.isEmpty ? nil : read(before), upper = after.isEmpty ? nil : read(after)
            guard lower != nil || upper != nil, before.isEmpty == (lower == nil), after.isEmpty == (upper == nil) else { return nil }
            return Bounds(lower: lower, upper: upper)
        }
        return read(text).map { Bounds(lower: $0, upper: $0) }
    }

    private func fault(_ reason: QueryFault.Reason, from: Int, to: Int? = nil) -> QueryFault {
        let end = max(from, to ?? index)
        return QueryFault(reason: reason, position: offsets[from], length: offsets[min(end, characters.count)] - offsets[from])
    }
}

extension Day {
    /// The day after; the last of all is its own.
    public var next: Day {
        Day(year: year, month: month, day: day + 1) ?? Day(year: year, month: month + 1, day: 1) ?? Day(year: year + 1, month: 1, day: 1) ?? self
    }
    /// The day before; the first of all is its own.
    public var previous: Day {
        if day > 1 { return Day(year: year, month: month, day: day - 1) ?? self }
        let (y, m) = month > 1 ? (year, month - 1) : (year - 1, 12)
        for day in [31, 30, 29, 28] { if let found = Day(year: y, month: m, day: day) { return found } }
        return self
    }
}

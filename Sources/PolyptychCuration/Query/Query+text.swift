extension Query: CustomStringConvertible {
    /// The query as somebody could have typed it; reading it gives the same query.
    public var description: String { terms.map(\.description).joined(separator: " ") }

    /// One value of a field as a term, quoted where it must be: what a facet adds to the query.
    public static func term(_ field: Field, _ value: String) -> String { "\(field.rawValue):\(quotedIfNeeded(value))" }

    fileprivate static func quotedIfNeeded(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.hasSuffix("*") && !value.contains { $0.isWhitespace || $0 == "," || $0 == "\"" }
        return isPlain ? value : quoted(value)
    }

    fileprivate static func quoted(_ value: String) -> String {
        var text = "\""
        for character in value {
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "\""
    }
}

extension Query.Term: CustomStringConvertible {
    public var description: String { (isExcluded ? "-" : "") + match.description }

    /// Nil for words and phrases.
    public var field: Query.Field? {
        switch match {
        case .word, .phrase: nil
        case .status: .status
        case .lint: .lint
        case .severity: .severity
        case .views: .views
        case .tokens: .tokens
        case .t5: .t5
        case .tag: .tag
        case .category: .category
        case .source: .source
        case .key: .key
        case .by: .by
        case .updated: .updated
        case .flag: .flag
        }
    }
}

extension Query.Match: CustomStringConvertible {
    public var description: String {
        switch self {
        case .word(let word): word
        case .phrase(let phrase): Query.quoted(phrase)
        case .status(let values): "status:" + values.map(\.rawValue).joined(separator: ",")
        case .lint(let values): "lint:" + values.map(\.text).joined(separator: ",")
        case .severity(let values): "severity:" + values.map(\.rawValue).joined(separator: ",")
        case .views(let values): "views:" + values.map(\.description).joined(separator: ",")
        case .tokens(let values): "tokens:" + values.map(\.description).joined(separator: ",")
        case .t5(let values): "t5:" + values.map(\.description).joined(separator: ",")
        case .tag(let values): "tag:" + values.map(\.description).joined(separator: ",")
        case .category(let values): "category:" + values.map(\.description).joined(separator: ",")
        case .source(let values): "source:" + values.map(\.description).joined(separator: ",")
        case .key(let values): "key:" + values.map(\.description).joined(separator: ",")
        case .by(let values): "by:" + values.map(\.description).joined(separator: ",")
        case .updated(let values): "updated:" + values.map(\.description).joined(separator: ",")
        case .flag(let values): "is:" + values.map(\.rawValue).joined(separator: ",")
        }
    }
}

extension Query.TextPattern: CustomStringConvertible {
    /// A prefix that holds spaces or quotes cannot be typed; the exact text is written instead.
    public var description: String {
        let whole = Query.quotedIfNeeded(text)
        return isPrefix && (whole == text || text.isEmpty) ? text + "*" : whole
    }
}

extension Query.NumberRange: CustomStringConvertible {
    public var description: String {
        switch (lower, upper) {
        case (let lower?, let upper?): lower == upper ? "\(lower)" : "\(lower)..\(upper)"
        case (let lower?, nil): ">=\(lower)"
        case (nil, let upper?): "<=\(upper)"
        case (nil, nil): ">=0"
        }
    }
}

extension Query.DayRange: CustomStringConvertible {
    public var description: String {
        switch (first, last) {
        case (let first?, let last?): first == last ? "\(first)" : "\(first)..\(last)"
        case (let first?, nil): ">=\(first)"
        case (nil, let last?): "<=\(last)"
        case (nil, nil): ">=0001-01-01"
        }
    }
}

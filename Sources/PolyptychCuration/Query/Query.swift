/// What somebody looks for among the sets of a project: every term must hold.
///
///     status:draft -status:rejected lint:marker-missing severity:error views:2..4 tokens:>77 tag:red key:mug* updated:>2026-01-01
///     is:near-duplicate "exact phrase" words
///
/// The language is closed: a field it does not know is a fault, not a word. `-` before a term excludes; a comma between values of
/// one field means either; quotes keep spaces together; a word matches what begins with it, a phrase what contains it exactly.
public struct Query: Hashable, Sendable {
    public var terms: [Term]

    public init(terms: [Term] = []) { self.terms = terms }

    public struct Term: Hashable, Sendable {
        public var isExcluded: Bool
        public var match: Match

        public init(_ match: Match, isExcluded: Bool = false) {
            self.match = match
            self.isExcluded = isExcluded
        }
    }

    public enum Match: Hashable, Sendable {
        /// The beginning of a word in key, prompt, captions, tags or category.
        case word(String)
        /// Words in exactly this order.
        case phrase(String)
        case status([ReviewStatus])
        case lint([LintPattern])
        case severity([Finding.Severity])
        case views([NumberRange])
        /// CLIP tokens.
        case tokens([NumberRange])
        /// T5 tokens.
        case t5([NumberRange])
        case tag([TextPattern])
        case category([TextPattern])
        case source([TextPattern])
        case key([TextPattern])
        /// Who changed it last.
        case by([TextPattern])
        case updated([DayRange])
        case flag([Flag])
    }

    public enum Field: String, CaseIterable, Sendable {
        case status, lint, severity, views, tokens, t5, tag, category, source, key, by, updated
        case flag = "is"
    }

    public enum Flag: String, CaseIterable, Sendable {
        /// A finding was set aside.
        case dismissed
        /// Another living set, or another view of this one, shows the very same original.
        case duplicate
        /// The same, nearly.
        case nearDuplicate = "near-duplicate"
        case deleted
        /// The prompt is kept to the letter.
        case verbatim
        /// A view has no caption.
        case uncaptioned
        /// No undismissed error or warning.
        case clean
        case untagged
    }

    /// A finding code, or all codes that begin with a word: `marker` means `marker-missing`, `marker-duplicated` and so on.
    public enum LintPattern: Hashable, Sendable {
        case code(FindingCode)
        case group(String)

        public var text: String {
            switch self {
            case .code(let code): code.rawValue
            case .group(let name): name
            }
        }
        public var codes: [FindingCode] {
            switch self {
            case .code(let code): [code]
            case .group(let name): FindingCode.allCases.filter { $0.rawValue.hasPrefix(name + "-") }
            }
        }
    }

    /// Exactly this text, or whatever begins with it.
    public struct TextPattern: Hashable, Sendable {
        public var text: String
        public var isPrefix: Bool

        public init(_ text: String, isPrefix: Bool = false) {
            self.text = text
            self.isPrefix = isPrefix
        }
    }

    /// Whole numbers; a bound that is absent is open.
    public struct NumberRange: Hashable, Sendable {
        public var lower: Int?
        public var upper: Int?

        public init(lower: Int? = nil, upper: Int? = nil) {
            self.lower = lower
            self.upper = upper
        }
    }

    /// Whole days in UTC, both included; a bound that is absent is open.
    public struct DayRange: Hashable, Sendable {
        public var first: Day?
        public var last: Day?

        public init(first: Day? = nil, last: Day? = nil) {
            self.first = first
            self.last = last
        }
    }
}

/// A day of the Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var year: Int
    public var month: Int
    public var day: Int

    /// Nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// `2026-01-31`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    public var sinceEpoch: Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

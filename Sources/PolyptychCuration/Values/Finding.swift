/// What the linter can say about a set; raw values are stable and appear in queries (`lint:marker-missing`), files and the API.
public enum FindingCode: String, Codable, CaseIterable, Sendable {
    case markerMissing = "marker-missing"
    case markerDuplicated = "marker-duplicated"
    case markerOutOfOrder = "marker-out-of-order"
    case markerUnknown = "marker-unknown"
    case markerNearMiss = "marker-near-miss"
    case markerSchemesMixed = "marker-schemes-mixed"
    case markerContradictsLayout = "marker-contradicts-layout"
    case headerMissing = "header-missing"
    case headerCount = "header-count"
    case ordinalContradicts = "ordinal-contradicts"
    case directionContradicts = "direction-contradicts"
    case relativeWording = "relative-wording"
    case segmentEmpty = "segment-empty"
    case segmentPlaceholder = "segment-placeholder"
    case summaryEmpty = "summary-empty"
    case detachedStale = "detached-stale"
    case newline = "newline"
    case doublePunctuation = "double-punctuation"
    case trainerLiteral = "trainer-literal"
    case freeText = "free-text"
    case literalMarker = "literal-marker"
    case tokensOverT5 = "tokens-over-t5"
    case tokensOverCLIP = "tokens-over-clip"
    case departsFromProject = "departs-from-project"
    case layoutDoesNotFit = "layout-does-not-fit"
    case viewsIdentical = "views-identical"
    case viewsNearIdentical = "views-near-identical"
    case sizeNotMultipleOf64 = "size-not-multiple-of-64"
    case seamOffGrid = "seam-off-grid"
    case areaOverTarget = "area-over-target"
    case factsIndeterminate = "facts-indeterminate"
    case imageMissing = "image-missing"
}

/// One thing the linter says about a set.
public struct Finding: Codable, Hashable, Sendable, Identifiable {
    public enum Severity: String, Codable, CaseIterable, Sendable { case information, warning, error }

    /// Stable for the same fault in the same words: code, part, view and the doubtful text.
    public var id: String
    public var code: FindingCode
    public var severity: Severity
    /// A sentence for people: what is wrong, and what to do.
    public var message: String
    public var place: Place
    public var fix: Fix?
    /// Present where somebody set this finding aside.
    public var dismissal: Dismissal?

    public init(id: String, code: FindingCode, severity: Severity, message: String, place: Place, fix: Fix? = nil, dismissal: Dismissal? = nil) {
        self.id = id
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
        self.fix = fix
        self.dismissal = dismissal
    }

    /// Where in the set; `start` and `end` are UTF-16 offsets into the rendered prompt.
    public struct Place: Codable, Hashable, Sendable {
        public enum Part: String, Codable, Sendable { case prompt, header, summary, marker, segment, views, composite }
        public var part: Part
        public var view: ViewID?
        public var start: Int?
        public var end: Int?

        public init(part: Part, view: ViewID? = nil, start: Int? = nil, end: Int? = nil) {
            self.part = part
            self.view = view
            self.start = start
            self.end = end
        }
    }

    /// A repair that somebody can accept with one key: edits applied as one revision.
    public struct Fix: Codable, Hashable, Sendable {
        /// Imperative, for a button: `Write [IMAGE2]`.
        public var title: String
        public var edits: [SetEdit]

        public init(title: String, edits: [SetEdit]) {
            self.title = title
            self.edits = edits
        }
    }
}

/// One planning in progress: what was found so far, and the walk that finds it.
struct PlanSession {
    let planner: ImportPlanner
    let root: String
    var options: ImportOptions { planner.options }

    var drafts: [PlannedSet] = []
    var issues: [ImportIssue] = []
    var beyondLimit = 0
    var foldersSeen = 0
    var captions: CaptionReport?
    /// What the root was recognised as; set once.
    var kind: ImportOptions.Kind
    private var visited: [FileSystem.Identity: String] = [:]

    init(planner: ImportPlanner, root: String) {
        self.planner = planner
        self.root = root
        kind = planner.options.kind == .auto ? .folderPerSet : planner.options.kind
    }

    mutating func run() throws(ImportFault) {
        guard options.kind == .flat else { return try walk(relative: "", components: [], isBase: true) }
        var images: [String] = []
        try gather(relative: "", into: &images)
        guard let text = options.pattern ?? FlatPattern.suggestions(for: images).first else {
            throw .patternInvalid(pattern: "", why: "give one such as {set}_{view}; none could be read from the names")
        }
        try addFlat(images, pattern: FlatPattern(text), folder: "")
    }

    /// All images of a tree, folder by folder in view order.
    private mutating func gather(relative: String, into images: inout [String]) throws(ImportFault) {
        try checkCancelled()
        guard enter(relative), let listing = list(relative) else { return }
        images += ImageFinder.images(in: listing, folder: absolute(relative), relative: relative, issues: &issues).map { PathName.join(relative, $0) }
        for entry in listing.entries where entry.kind == .folder { try gather(relative: PathName.join(relative, entry.name), into: &images) }
    }

    func absolute(_ relative: String) -> String { relative.isEmpty ? root : PathName.join(root, relative) }

    mutating func note(_ fact: ImportFact, at path: String) { issues.append(ImportIssue(fact, at: path)) }

    func checkCancelled() throws(ImportFault) {
        if planner.isCancelled?() == true { throw .cancelled }
    }

    /// False where this folder was walked before, through whatever path.
    mutating func enter(_ relative: String) -> Bool {
        guard let identity = FileSystem.identity(of: absolute(relative)) else { return true }
        if let first = visited[identity] {
            note(.folderSeenBefore(firstPath: first), at: relative)
            return false
        }
        visited[identity] = relative
        return true
    }

    /// Reads a folder, or says why it cannot be read.
    mutating func list(_ relative: String) -> FileSystem.Listing? {
        do {
            return try FileSystem.list(absolute(relative))
        } catch {
            note(.unreadableFolder(reason: error.reason), at: relative)
            return nil
        }
    }

    /// Gives keys, matches captions, and closes the plan.
    mutating func finish() throws(ImportFault) -> ImportPlan {
        if drafts.isEmpty, beyondLimit == 0, issues.allSatisfy({ $0.severity != .error }) {
            throw .nothingFound(path: root, wanted: options.kind)
        }
        let natural = drafts.map(\.key)
        let unique = SetKeys.unique(natural)
        for index in drafts.indices where unique[index] != natural[index] {
            note(.keyTaken(key: natural[index], made: unique[index]), at: drafts[index].source)
            drafts[index].key = unique[index]
        }
        if let path = options.captions { try matchCaptions(path) }
        return ImportPlan(
            kind: kind, root: root, inPlace: options.inPlace, sets: drafts, issues: issues, captions: captions, beyondLimit: beyondLimit)
    }
}

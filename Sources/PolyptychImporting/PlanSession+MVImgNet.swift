extension PlanSession {
    /// The most objects that are planned without a number to stop at: each has some thirty frames to list.
    static let mostObjectsUnasked = 20_000

    /// Whether a folder holds number-named classes with objects that hold `images`; looks at a few only.
    func isMVImgNet(_ relative: String, _ listing: FileSystem.Listing) -> Bool {
        let classes = listing.entries.filter { $0.kind == .folder && MVImgNetIndex.isNumber($0.name) }
        let isAsked = options.kind == .mvimgnet
        for entry in classes.prefix(8) {
            let folder = absolute(PathName.join(relative, entry.name))
            guard let objects = try? FileSystem.list(folder) else { continue }
            let likely = objects.entries.lazy.filter { $0.kind == .folder && (isAsked || MVImgNetIndex.number(of: $0.name) != nil) }
            for object in likely.prefix(4) where FileSystem.isFolder(PathName.join(PathName.join(folder, object.name), "images")) { return true }
        }
        return false
    }

    /// Plans the chosen objects of an MVImgNet tree, a class in turn after the other; frames are listed of chosen objects only.
    mutating func addMVImgNet(relative: String, components: [String]) throws(ImportFault) {
        if relative.isEmpty || options.kind == .mvimgnet { kind = .mvimgnet }
        let index = try MVImgNetIndex.scan(
            root: absolute(relative), categories: options.categories, progress: planner.progress, isCancelled: planner.isCancelled)
        issues += index.issues.map { issue in
            var issue = issue
            if issue.code != "category-line", issue.code != "category-unknown" { issue.path = issue.path.isEmpty ? relative : PathName.join(relative, issue.path) }
            return issue
        }
        let classes = try index.chosen(options.classes)
        let total = classes.reduce(0) { $0 + $1.objects }
        if options.limit == nil, total > Self.mostObjectsUnasked { throw .tooManyObjects(count: total, most: Self.mostObjectsUnasked) }
        let wanted = options.limit.map { min(total, max(0, $0 - drafts.count)) } ?? total
        var orders = classes.map { ObjectOrder(count: $0.objects, seed: options.seed) }
        for (position, entry) in classes.enumerated() { orders[position].mix(entry.folder) }
        let first = drafts.count
        var isExhausted = false
        while drafts.count - first < wanted, !isExhausted {
            isExhausted = true
            for (position, entry) in classes.enumerated() where drafts.count - first < wanted {
                guard let object = orders[position].next() else { continue }
                isExhausted = false
                try checkCancelled()
                try addObject(entry.object(at: object), of: entry, relative: relative, components: components)
                planner.progress?(drafts.count - first, wanted)
            }
        }
        beyondLimit += orders.reduce(0) { $0 + $1.left }
        // In the order of the tree, whatever the order of choosing.
        let added = drafts[first...].sorted { NaturalOrder.isBefore($0.source, $1.source) }
        drafts.replaceSubrange(first..., with: added)
    }

    private mutating func addObject(
        _ name: String, of entry: MVImgNetIndex.Class, relative: String, components: [String]
    ) throws(ImportFault) {
        let own = PathName.join(PathName.join(relative, entry.folder), name)
        let names = components + [entry.folder, name]
        let category = entry.isNamed ? entry.name : "object"
        guard let listing = list(own) else { return }
        if let model = SceneFinder.find(in: absolute(own), listing: listing, kind: .mvimgnet),
            try addScene(model, relative: own, components: names, category: category, kind: .mvimgnet)
        {
            return
        }
        let folder = PathName.join(own, "images")
        guard listing.entries.contains(where: { $0.name == "images" && $0.kind == .folder }), let inside = list(folder) else {
            note(.noImages, at: own)
            return
        }
        let images = ImageFinder.images(in: inside, folder: absolute(folder), relative: folder, issues: &issues)
        guard !images.isEmpty else {
            note(.noImages, at: folder)
            return
        }
        var set = PlannedSet(key: SetKeys.key(ofComponents: names), kind: .mvimgnet, category: category, source: own, views: [])
        choose(from: images.map { PlannedView(path: PathName.join(folder, $0)) }, posed: [:], for: &set)
        drafts.append(set)
    }
}

/// The order in which the objects of a class are taken: natural, or drawn by a seed (Fisher and Yates, made as far as it is asked for).
struct ObjectOrder {
    private let count: Int
    private var taken = 0
    private var state: UInt64?
    private var moved: [Int: Int] = [:]

    init(count: Int, seed: UInt64?) {
        self.count = count
        state = seed
    }

    var left: Int { count - taken }

    /// Makes the drawing depend on a name too.
    mutating func mix(_ name: String) {
        guard var mixed = state else { return }
        for byte in name.utf8 { mixed = (mixed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        state = mixed
    }

    mutating func next() -> Int? {
        guard taken < count else { return nil }
        defer { taken += 1 }
        guard state != nil else { return taken }
        let other = taken + Int(random() % UInt64(count - taken))
        let result = moved[other] ?? other
        moved[other] = moved[taken] ?? taken
        return result
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func random() -> UInt64 {
        let next = (state ?? 0) &+ 0x9E37_79B9_7F4A_7C15
        state = next
        var z = next
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

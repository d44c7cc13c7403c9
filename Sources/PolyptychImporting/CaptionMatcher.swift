/// Finds for every row of a caption file the set or the view it speaks of, by set key, path, file name or stem.
public struct CaptionMatcher {
    /// A set as the matcher sees it: one that is planned, or one that a project already has.
    public struct Target: Hashable, Sendable {
        public var key: String
        /// Another name of the set, such as the folder it came from.
        public var source: String?
        /// Names or paths of its views' files, then of its candidates'.
        public var files: [String]

        public init(key: String, source: String? = nil, files: [String]) {
            self.key = key
            self.source = source
            self.files = files
        }
    }

    /// What the rows say about one set.
    public struct Texts: Hashable, Sendable {
        public var prompt: PlannedPrompt?
        public var summary: String?
        /// By position in ``Target/files``.
        public var captions: [Int: String] = [:]
        public var isEmpty: Bool { prompt == nil && summary == nil && captions.isEmpty }
    }

    public struct Matches: Hashable, Sendable {
        /// One for each target, in order.
        public var texts: [Texts]
        public var report: CaptionReport
    }

    /// Matches all rows; where two rows say the same thing differently the later one counts and is reported as such.
    public static func match(_ file: CaptionFile, to targets: [Target]) -> Matches {
        let matcher = CaptionMatcher(targets)
        var texts = [Texts](repeating: Texts(), count: targets.count)
        var report = CaptionReport(file: file.name, rows: file.rows.count + file.badRows.count, unmatched: file.badRows)
        for row in file.rows {
            switch matcher.find(row) {
            case .view(let set, let position):
                report.matchedRows += 1
                if let text = row.text { texts[set].captions[position] = text }
                if let summary = row.summary { texts[set].summary = summary }
            case .set(let set):
                report.matchedRows += 1
                if let text = row.text { texts[set].prompt = PlannedPrompt(text: text, arrangement: row.arrangement) }
                if let summary = row.summary { texts[set].summary = summary }
            case .nothing(let name, let sentence):
                report.unmatched.append(.init(line: row.line, name: name, sentence: sentence))
            }
        }
        report.unmatched.sort { $0.line < $1.line }
        report.setsWithoutText = zip(targets, texts).filter { $1.isEmpty }.map(\.0.key)
        return Matches(texts: texts, report: report)
    }

    private enum Found {
        case view(Int, Int)
        case set(Int)
        case nothing(name: String, sentence: String)
    }

    private struct Place: Hashable { var set: Int, file: Int }

    private let targets: [Target]
    private var setsByName: [String: [Int]] = [:]
    private var filesByName: [String: [Place]] = [:]
    private var filesByStem: [String: [Place]] = [:]

    private init(_ targets: [Target]) {
        self.targets = targets
        for (index, target) in targets.enumerated() {
            var names: Set<String> = [target.key, target.key.lowercased()]
            if let source = target.source {
                for name in [source, PathName.last(of: source), SetKeys.key(of: PathName.last(of: source)), PathName.stem(of: source)] {
                    names.formUnion([name, name.lowercased()])
                }
            }
            for name in names { setsByName[name, default: []].append(index) }
            for (position, file) in target.files.enumerated() {
                filesByName[PathName.last(of: file).lowercased(), default: []].append(Place(set: index, file: position))
                filesByStem[PathName.stem(of: file).lowercased(), default: []].append(Place(set: index, file: position))
            }
        }
    }

    private func find(_ row: CaptionFile.Row) -> Found {
        if let name = row.file {
            let path = TransformsFile.tidy(name)
            let within = row.set.map { sets(named: $0) }
            if let within, within.isEmpty, let set = row.set {
                return .nothing(name: set, sentence: "There is no set “\(set)”; check the key.")
            }
            var places = best(filesByName[PathName.last(of: path).lowercased()] ?? [], for: path)
            if places.isEmpty { places = best(filesByStem[PathName.stem(of: path).lowercased()] ?? [], for: PathName.stem(of: path)) }
            if places.isEmpty { places = best(filesByStem[PathName.last(of: path).lowercased()] ?? [], for: PathName.last(of: path)) }
            if let within { places = places.filter { within.contains($0.set) } }
            // All panels of one composite share its file: the row speaks of the whole set.
            if places.count > 1, areOneFile(places) { return .set(places[0].set) }
            if places.count == 1 { return .view(places[0].set, places[0].file) }
            if places.count > 1 {
                return .nothing(name: name, sentence: "“\(name)” fits \(places.count) images; add the set's key in a column “set”.")
            }
            if within == nil, let set = single(sets(named: PathName.stem(of: path))) { return .set(set) }
            return .nothing(name: name, sentence: "No image is called “\(name)”; check the name.")
        }
        let name = row.set ?? ""
        let found = sets(named: name)
        if let set = single(found) { return .set(set) }
        if found.count > 1 { return .nothing(name: name, sentence: "“\(name)” fits \(found.count) sets; write the key in full.") }
        // A column “name” may mean an image.
        let places = best(filesByName[PathName.last(of: name).lowercased()] ?? [], for: name)
        if places.count == 1 { return .view(places[0].set, places[0].file) }
        return .nothing(name: name, sentence: "There is no set “\(name)”; check the key.")
    }

    private func areOneFile(_ places: [Place]) -> Bool {
        let files = places.map { targets[$0.set].files[$0.file] }
        return places.allSatisfy { $0.set == places[0].set } && files.allSatisfy { $0.utf8.elementsEqual(files[0].utf8) }
    }

    private func single(_ sets: [Int]) -> Int? { sets.count == 1 ? sets[0] : nil }

    /// Exact keys win over other names of sets, those over names that differ in case.
    private func sets(named name: String) -> [Int] {
        let exact = (setsByName[name] ?? []).filter { targets[$0].key == name }
        if !exact.isEmpty { return exact }
        for spelling in [name, SetKeys.key(of: name), name.lowercased(), SetKeys.key(of: name).lowercased(), PathName.last(of: name).lowercased()] {
            if let found = setsByName[spelling], !found.isEmpty { return found }
        }
        return []
    }

    /// Of the places whose file has the right name those that share most of the path's folders.
    private func best(_ places: [Place], for path: String) -> [Place] {
        guard places.count > 1 else { return places }
        let wanted = path.lowercased().split(separator: "/")
        let scored = places.map { place in
            let own = targets[place.set].files[place.file].lowercased().split(separator: "/")
            return (place, zip(wanted.reversed(), own.reversed()).prefix { $0 == $1 }.count)
        }
        let most = scored.map(\.1).max() ?? 0
        return scored.filter { $0.1 == most }.map(\.0)
    }
}

extension PlanSession {
    /// Gives the planned sets what a caption file says about them.
    mutating func matchCaptions(_ path: String) throws(ImportFault) {
        let file = try CaptionFile(path: path)
        let targets = drafts.map { set in
            CaptionMatcher.Target(key: set.key, source: set.source, files: set.views.map(\.path) + set.candidates.map(\.path))
        }
        let matches = CaptionMatcher.match(file, to: targets)
        for (index, texts) in matches.texts.enumerated() {
            if let prompt = texts.prompt { drafts[index].jointPrompt = prompt }
            if let summary = texts.summary { drafts[index].summary = summary }
            let views = drafts[index].views.count
            for (position, caption) in texts.captions {
                if position < views {
                    drafts[index].views[position].caption = caption
                } else {
                    drafts[index].candidates[position - views].caption = caption
                }
            }
        }
        captions = matches.report
    }
}

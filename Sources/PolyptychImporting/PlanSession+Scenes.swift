import PolyptychCuration

/// A scene's model as planning needs it, whatever file it came from.
struct SceneModel {
    struct Frame {
        /// As the model names it.
        var name: String
        var pose: CameraPose?
    }

    var kind: ImportOptions.Kind
    /// The model's file, relative to the root.
    var path: String
    var frames: [Frame]
}

extension PlanSession {
    /// Reads a scene's model; says what is wrong where it cannot be read.
    mutating func readModel(_ model: SceneFinder.Model, in relative: String) -> SceneModel? {
        switch model {
        case .colmap(let path, let isBinary, let hasTwin):
            let own = PathName.join(relative, path)
            if hasTwin { note(.modelTwinIgnored, at: PathName.parent(of: own)) }
            do {
                let read = isBinary ? try ColmapModel(binary: absolute(own)) : try ColmapModel(text: absolute(own))
                return SceneModel(kind: .colmap, path: own, frames: read.images.map { .init(name: $0.name, pose: $0.pose) })
            } catch {
                note(.modelUnreadable(why: error.why), at: own)
                return nil
            }
        case .transforms(let paths):
            var frames: [SceneModel.Frame] = []
            for path in paths {
                do {
                    frames += try TransformsFile(path: absolute(PathName.join(relative, path))).frames.map { .init(name: $0.name, pose: $0.pose) }
                } catch {
                    note(.modelUnreadable(why: error.why), at: PathName.join(relative, path))
                }
            }
            return frames.isEmpty ? nil : SceneModel(kind: .transforms, path: PathName.join(relative, paths[0]), frames: frames)
        }
    }

    /// Plans a scene as one set of well-separated views; false where its model cannot be used.
    mutating func addScene(
        _ found: SceneFinder.Model, relative: String, components: [String], category: String? = nil, kind: ImportOptions.Kind? = nil
    ) throws(ImportFault) -> Bool {
        guard let model = readModel(found, in: relative) else { return false }
        let (frames, posed) = locate(model, in: relative)
        guard !frames.isEmpty else {
            note(.noImages, at: relative)
            return true
        }
        guard admits() else { return true }
        var set = PlannedSet(
            key: SetKeys.key(ofComponents: components), kind: kind ?? model.kind, category: category,
            source: relative.isEmpty ? PathName.last(of: root) : relative, views: [])
        choose(from: frames, posed: posed, for: &set)
        addSidecars(to: &set)
        drafts.append(set)
        return true
    }

    /// The files behind a model's frames, in view order, with their poses; what is missing or refused is noted.
    mutating func locate(_ model: SceneModel, in relative: String) -> (frames: [PlannedView], poses: [Int: CameraPose]) {
        let places = model.kind == .transforms ? [""] : SceneFinder.imageFolders
        var locator = FrameLocator(scene: absolute(relative), places: places)
        var missing: [String] = []
        var outside: [String] = []
        var poses: [RawName: CameraPose] = [:]
        var paths: Set<RawName> = []
        for frame in model.frames {
            guard PathName.staysInside(frame.name), !isWindowsAbsolute(frame.name) else {
                outside.append(frame.name)
                continue
            }
            guard let path = locator.find(frame.name) else {
                missing.append(frame.name)
                continue
            }
            paths.insert(RawName(path))
            if let pose = frame.pose { poses[RawName(path)] = pose }
        }
        if !outside.isEmpty { note(.framesOutside(count: outside.count, examples: outside), at: model.path) }
        if !missing.isEmpty {
            note(.framesMissing(count: missing.count, of: model.frames.count, examples: missing.sorted(by: NaturalOrder.isBefore)), at: model.path)
        }
        // Images beside the posed ones that the model does not name are candidates too.
        var folders: [RawName] = []
        for path in paths.map(\.text) {
            let folder = RawName(PathName.parent(of: path))
            if !folders.contains(folder) { folders.append(folder) }
        }
        if folders.isEmpty { folders = [RawName(locator.firstFolder)] }
        var all: [String] = []
        for folder in folders.map(\.text) {
            let own = PathName.join(relative, folder)
            guard let listing = list(own) else { continue }
            all += ImageFinder.images(in: listing, folder: absolute(own), relative: own, issues: &issues).map { PathName.join(folder, $0) }
        }
        let ordered = ImageFinder.inViewOrder(all)
        let frames = ordered.map { PlannedView(path: PathName.join(relative, $0)) }
        var byPosition: [Int: CameraPose] = [:]
        for (index, path) in ordered.enumerated() { byPosition[index] = poses[RawName(path)] }
        if byPosition.count < frames.count, !byPosition.isEmpty {
            note(.framesWithoutPose(count: frames.count - byPosition.count, of: frames.count), at: relative)
        }
        return (frames, byPosition)
    }

    private func isWindowsAbsolute(_ name: String) -> Bool {
        let bytes = Array(name.utf8.prefix(2))
        return bytes.count == 2 && bytes[1] == UInt8(ascii: ":") || name.hasPrefix("\\")
    }
}

/// A name by its bytes: names that differ only in Unicode normalisation are two.
struct RawName: Hashable {
    var text: String
    init(_ text: String) { self.text = text }
    static func == (a: RawName, b: RawName) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
    func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
}

/// Finds the files that a model's frames name: as written, with another extension or case, or in a likelier folder.
struct FrameLocator {
    let scene: String
    let places: [String]
    private var listings: [RawName: [String: [String]]] = [:]

    init(scene: String, places: [String]) {
        self.scene = scene
        self.places = places
    }

    /// The first of the likely folders that is there.
    var firstFolder: String { places.first { $0.isEmpty || FileSystem.isFolder(PathName.join(scene, $0)) } ?? "" }

    /// The path relative to the scene's folder, spelled as on the disk.
    mutating func find(_ name: String) -> String? {
        for place in places {
            let path = PathName.join(place, name)
            let folder = PathName.parent(of: path)
            let own = PathName.last(of: path)
            let known = names(in: folder)
            let wanted = own.lowercased()
            if let match = pick(known[wanted], own) { return PathName.join(folder, match) }
            for suffix in ["png", "jpg", "jpeg"] {
                if let match = known["\(wanted).\(suffix)"]?.first { return PathName.join(folder, match) }
            }
        }
        return nil
    }

    /// Of names that differ only in case or normalisation the one spelled as wanted.
    private func pick(_ names: [String]?, _ wanted: String) -> String? {
        names?.first { $0.utf8.elementsEqual(wanted.utf8) } ?? names?.first
    }

    private mutating func names(in folder: String) -> [String: [String]] {
        if let known = listings[RawName(folder)] { return known }
        let listing = try? FileSystem.list(PathName.join(scene, folder))
        let files = (listing?.entries ?? []).filter { $0.kind == .file }.map(\.name)
        let known = Dictionary(grouping: files) { $0.lowercased() }
        listings[RawName(folder)] = known
        return known
    }
}

extension PlanSession {
    /// Walks a folder and everything below it, depth first in natural order.
    ///
    /// - Parameter components: names that make the key; empty at the base of the tree.
    mutating func walk(relative: String, components: [String], isBase: Bool) throws(ImportFault) {
        try checkCancelled()
        foldersSeen += 1
        planner.progress?(foldersSeen, nil)
        guard enter(relative), let listing = list(relative) else { return }
        let name = PathName.last(of: absolute(relative))
        let names = components.isEmpty ? [name] : components
        let folders = listing.entries.filter { $0.kind == .folder }.sorted { !$0.isLink && $1.isLink }.map(\.name)
        let isWrapper = isBase && folders.count == 1

        if options.kind == .auto || options.kind == .mvimgnet, isMVImgNet(relative, listing) {
            return try addMVImgNet(relative: relative, components: components)
        }
        if options.kind != .mvimgnet, let model = SceneFinder.find(in: absolute(relative), listing: listing, kind: options.kind) {
            if isBase { kind = if case .transforms = model { .transforms } else { .colmap } }
            if try addScene(model, relative: relative, components: names) { return }
        }
        if takesFolders {
            let images = ImageFinder.images(in: listing, folder: absolute(relative), relative: relative, issues: &issues)
            if images.isEmpty, isWrapper, folders != ["images"] {
                // A single wrapping folder, as uploads and archives make it, is no part of any key.
                return try walk(relative: PathName.join(relative, folders[0]), components: components, isBase: true)
            }
            if images.isEmpty, folders.contains("images") {
                // `images` beside masks, depths and smaller copies: the folder above gives the name.
                return try walk(relative: PathName.join(relative, "images"), components: names, isBase: false)
            }
            if isBase, images.count == 1, !folders.isEmpty {
                note(.looseImage, at: PathName.join(relative, images[0]))
            } else if !images.isEmpty {
                try addImages(images, relative: relative, components: names, isBase: isBase)
            }
        } else if isWrapper {
            return try walk(relative: PathName.join(relative, folders[0]), components: components, isBase: true)
        }
        for folder in folders {
            try walk(relative: PathName.join(relative, folder), components: components + [folder], isBase: false)
        }
    }

    /// Whether folders of images are sets by themselves under the chosen kind.
    private var takesFolders: Bool {
        switch options.kind {
        case .auto, .folderPerSet, .composites: true
        case .mvimgnet, .colmap, .transforms, .flat: false
        }
    }

    /// Plans the images that lie directly in one folder.
    mutating func addImages(_ images: [String], relative: String, components: [String], isBase: Bool) throws(ImportFault) {
        if options.kind == .composites || (options.kind == .auto && areComposites(images, relative: relative)) {
            if isBase { kind = .composites }
            return try addComposites(images, relative: relative, components: components, isBase: isBase)
        }
        if options.kind == .auto, isBase, let text = options.pattern ?? FlatPattern.suggestions(for: images).first {
            kind = .flat
            return try addFlat(images.map { PathName.join(relative, $0) }, pattern: FlatPattern(text), folder: relative)
        }
        try addFolderSet(relative: relative, components: components, images: images)
    }

    /// Plans one folder of images as one set.
    mutating func addFolderSet(relative: String, components: [String], images: [String]) throws(ImportFault) {
        guard admits() else { return }
        if images.count == 1 { note(.singleImage, at: relative) }
        let frames = images.map { PlannedView(path: PathName.join(relative, $0)) }
        let key = SetKeys.key(ofComponents: components)
        if components.contains(where: { SetKeys.key(of: $0).unicodeScalars.count != $0.unicodeScalars.count || SetKeys.key(of: $0) != $0 }) {
            note(.keyAltered(key: key), at: relative)
        }
        var set = PlannedSet(key: key, kind: .folderPerSet, source: relative.isEmpty ? PathName.last(of: root) : relative, views: frames)
        takeAtMost(&set, at: relative)
        addSidecars(to: &set)
        do {
            set.jointPrompt = try Sidecar.prompt(of: absolute(relative)).map { PlannedPrompt(text: $0, arrangement: PromptShape($0).arrangement) }
        } catch {
            note(.promptNotText, at: relative)
        }
        drafts.append(set)
    }

    /// Whether another set may be planned; counts those that may not.
    mutating func admits() -> Bool {
        if let limit = options.limit, drafts.count >= limit {
            beyondLimit += 1
            return false
        }
        return true
    }
}

/// Recognises a folder that holds one scene with camera poses.
struct SceneFinder {
    enum Model: Hashable {
        /// Paths relative to the scene's folder; `hasTwin` where the other form lies beside.
        case colmap(path: String, isBinary: Bool, hasTwin: Bool)
        case transforms(paths: [String])
    }

    /// The model of a scene in a folder, or nil; opens nothing but folders.
    static func find(in folder: String, listing: FileSystem.Listing, kind: ImportOptions.Kind) -> Model? {
        switch kind {
        case .colmap, .mvimgnet: colmap(in: folder, listing: listing)
        case .transforms: transforms(listing)
        case .auto: colmap(in: folder, listing: listing) ?? transforms(listing)
        case .folderPerSet, .flat, .composites: nil
        }
    }

    private static func colmap(in folder: String, listing: FileSystem.Listing) -> Model? {
        let names = Set(listing.entries.map(\.name))
        var places: [String] = []
        if names.contains("sparse") { places += ["sparse/0", "sparse"] }
        if names.contains("colmap") { places += ["colmap/sparse/0", "colmap/sparse"] }
        if names.contains("model") { places += ["model"] }
        if names.contains("text") { places += ["text"] }
        places += [""]
        for place in places {
            func has(_ name: String) -> Bool { FileSystem.isFile(PathName.join(PathName.join(folder, place), name)) }
            if place.isEmpty, !names.contains("images.bin"), !names.contains("images.txt") { continue }
            let hasBinary = has("images.bin") && has("cameras.bin")
            let hasText = has("images.txt") && has("cameras.txt")
            if hasBinary { return .colmap(path: PathName.join(place, "images.bin"), isBinary: true, hasTwin: hasText) }
            if hasText { return .colmap(path: PathName.join(place, "images.txt"), isBinary: false, hasTwin: false) }
        }
        return nil
    }

    private static func transforms(_ listing: FileSystem.Listing) -> Model? {
        let files = Set(listing.entries.filter { $0.kind == .file }.map(\.name))
        if files.contains("transforms.json") { return .transforms(paths: ["transforms.json"]) }
        let parts = ["transforms_train.json", "transforms_val.json", "transforms_test.json"].filter(files.contains)
        return parts.isEmpty ? nil : .transforms(paths: parts)
    }

    /// Folders in which a COLMAP model's names are looked for, best first.
    static let imageFolders = ["images", "rgb", "input", ""]
}

/// Decides by signature which files of a folder are images that can be read.
enum ImageFinder {
    /// The names of readable images in the listing's order; everything else that looks like an image becomes an issue.
    ///
    /// - Parameter folder: absolute path of the folder, `relative` its path below the plan's root.
    static func images(in listing: FileSystem.Listing, folder: String, relative: String, issues: inout [ImportIssue]) -> [String] {
        for name in listing.unreadableNames {
            issues.append(ImportIssue(.nameNotUnicode, at: PathName.join(relative, name)))
        }
        var found: [String] = []
        for entry in listing.entries {
            let path = PathName.join(relative, entry.name)
            switch entry.kind {
            case .folder, .other: continue
            case .brokenLink:
                if expectation(of: entry.name) != .somethingElse || entry.isLink { issues.append(ImportIssue(.brokenLink, at: path)) }
            case .file:
                if isImage(entry.name, at: PathName.join(folder, entry.name), relative: path, issues: &issues) { found.append(entry.name) }
            }
        }
        return inViewOrder(found)
    }

    /// Natural order; names of one length (padded numbers, hashes) in plain order, where both mean the same or only the plain one is expected.
    static func inViewOrder(_ names: [String]) -> [String] {
        let lengths = Set(names.map { PathName.stem(of: $0).utf8.count })
        if lengths.count == 1 {
            return names.sorted { a, b in
                let (x, y) = (a.utf8.map(lowered), b.utf8.map(lowered))
                return x == y ? a.utf8.lexicographicallyPrecedes(b.utf8) : x.lexicographicallyPrecedes(y)
            }
        }
        return names.sorted(by: NaturalOrder.isBefore)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte }

    /// Whether one file is a readable image; says why not where its name promises one.
    static func isImage(_ name: String, at absolute: String, relative: String, issues: inout [ImportIssue]) -> Bool {
        let expected = expectation(of: name)
        if expected == .somethingElse { return false }
        let head: [UInt8]
        do {
            head = try FileSystem.head(of: absolute, count: FileSignature.headLength)
        } catch {
            issues.append(ImportIssue(.unreadableFile(reason: error.reason), at: relative))
            return false
        }
        switch FileSignature(head: head) {
        case .jpeg:
            if expected == .png || expected == .otherImage { issues.append(ImportIssue(.wrongExtension(actual: "JPEG"), at: relative)) }
            return true
        case .png:
            if expected == .jpeg || expected == .otherImage { issues.append(ImportIssue(.wrongExtension(actual: "PNG"), at: relative)) }
            return true
        case .foreign(let format):
            if expected != .unknown || format.isPicture || format.isArchive { issues.append(ImportIssue(.foreign(format), at: relative)) }
        case .empty:
            if expected == .jpeg || expected == .png || expected == .otherImage { issues.append(ImportIssue(.emptyFile, at: relative)) }
        case .unknown:
            if expected == .jpeg || expected == .png || expected == .otherImage { issues.append(ImportIssue(.notAnImage, at: relative)) }
        }
        return false
    }

    enum Expectation { case jpeg, png, otherImage, archive, unknown, somethingElse }

    /// What a name promises; files whose names promise something else are never opened.
    static func expectation(of name: String) -> Expectation {
        switch PathName.suffix(of: name) {
        case "jpg", "jpeg", "jpe", "jfif": .jpeg
        case "png": .png
        case "webp", "heic", "heif", "hif", "avif", "tif", "tiff", "gif", "bmp", "jp2", "jxl", "psd", "exr", "hdr", "dng", "cr2", "nef", "arw": .otherImage
        case "zip", "tar", "gz", "tgz", "7z", "rar", "xz", "bz2", "zst": .archive
        case "", "img", "image", "orig", "bak", "tmp", "download", "part": .unknown
        default: .somethingElse
        }
    }
}

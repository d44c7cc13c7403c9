/// Text files that belong to an image or a folder.
enum Sidecar {
    enum Fault: Error { case notText }

    /// Larger files are no captions.
    static let limit = 1 << 20

    /// The text beside an image: `a.txt`, `a.jpg.txt` or `a.caption` for `a.jpg`; nil where there is none.
    static func text(beside image: String) throws(Fault) -> String? {
        let base = PathName.join(PathName.parent(of: image), PathName.stem(of: image))
        for path in [base + ".txt", image + ".txt", base + ".caption"] where FileSystem.isFile(path) { return try text(of: path) }
        return nil
    }

    /// The joint prompt of a folder of views, where somebody put one there.
    static func prompt(of folder: String) throws(Fault) -> String? {
        for name in ["prompt.txt", "joint_prompt.txt", "joint-prompt.txt"] where FileSystem.isFile(PathName.join(folder, name)) {
            return try text(of: PathName.join(folder, name))
        }
        return nil
    }

    private static func text(of path: String) throws(Fault) -> String? {
        guard let bytes = try? FileSystem.contents(of: path, limit: limit), let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains("\0")
        else { throw .notText }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension PlanSession {
    /// Gives every view and candidate the caption that lies beside its image.
    mutating func addSidecars(to set: inout PlannedSet) {
        for index in set.views.indices { set.views[index].caption = caption(of: set.views[index]) }
        for index in set.candidates.indices { set.candidates[index].caption = caption(of: set.candidates[index]) }
    }

    private mutating func caption(of view: PlannedView) -> String? {
        do {
            return try Sidecar.text(beside: absolute(view.path))
        } catch {
            note(.captionNotText, at: view.path)
            return nil
        }
    }
}

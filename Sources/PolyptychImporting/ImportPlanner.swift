import Foundation

/// Turns files into a plan of sets; reads names, signatures, camera models and captions, and nothing else.
///
/// Synchronous, thread-safe, and bounded by what it chooses; run it on a pool for blocking work.
public struct ImportPlanner: Sendable {
    /// The perceptual hash of the image at an absolute path, or nil where it cannot be made.
    public typealias FrameHash = @Sendable (_ absolutePath: String) -> UInt64?
    /// How far planning has come: objects or folders seen, and of how many where that is known.
    public typealias Progress = @Sendable (_ done: Int, _ total: Int?) -> Void

    public var options: ImportOptions
    /// Used only where views must be chosen without poses; nil chooses by time alone.
    public var frameHash: FrameHash?
    public var progress: Progress?
    public var isCancelled: (@Sendable () -> Bool)?

    public init(options: ImportOptions = .init(), frameHash: FrameHash? = nil, progress: Progress? = nil, isCancelled: (@Sendable () -> Bool)? = nil) {
        self.options = options
        self.frameHash = frameHash
        self.progress = progress
        self.isCancelled = isCancelled
    }

    /// Plans the import of a folder.
    public static func plan(root: URL, options: ImportOptions = .init(), frameHash: FrameHash? = nil) throws(ImportFault) -> ImportPlan {
        try ImportPlanner(options: options, frameHash: frameHash).plan(root: root.path)
    }

    /// Plans the import of a folder given by its path, byte for byte.
    public func plan(root path: String) throws(ImportFault) -> ImportPlan {
        try checkOptions()
        let root = try Self.folder(path)
        var session = PlanSession(planner: self, root: root)
        try session.run()
        return try session.finish()
    }

    private func checkOptions() throws(ImportFault) {
        if let views = options.viewsPerSet, !(1...16).contains(views) {
            throw .optionOutOfRange(name: "Views per set", value: views, allowed: 1...16)
        }
        if let panels = options.panels, !(1...16).contains(panels) {
            throw .optionOutOfRange(name: "Panels", value: panels, allowed: 1...16)
        }
        if let columns = options.columns, !(1...16).contains(columns) {
            throw .optionOutOfRange(name: "Columns", value: columns, allowed: 1...16)
        }
        if let limit = options.limit, limit < 1 { throw .optionOutOfRange(name: "The number of sets", value: limit, allowed: 1...Int.max) }
        if !(0...64).contains(options.nearDuplicateDistance) {
            throw .optionOutOfRange(name: "The near-duplicate distance", value: options.nearDuplicateDistance, allowed: 0...64)
        }
    }

    /// The path as an absolute one without a closing slash, after seeing that it is a folder.
    static func folder(_ path: String) throws(ImportFault) -> String {
        var absolute = path.utf8.first == 0x2F ? path : PathName.join(FileManager.default.currentDirectoryPath, path)
        while absolute.utf8.count > 1, absolute.utf8.last == 0x2F { absolute.unicodeScalars.removeLast() }
        do {
            switch try FileSystem.kind(of: absolute) {
            case .folder: return absolute
            case .file:
                if let head = try? FileSystem.head(of: absolute, count: FileSignature.headLength),
                    case .foreign(let format) = FileSignature(head: head), format.isArchive
                {
                    throw ImportFault.isArchive(path: path)
                }
                throw ImportFault.notAFolder(path: path)
            case .brokenLink, .other: throw ImportFault.notAFolder(path: path)
            }
        } catch let fault as ImportFault {
            throw fault
        } catch let failure as FileSystem.Failure {
            throw failure.isMissing ? .notFound(path: path) : .unreadable(path: path, reason: failure.reason)
        } catch {
            throw .notFound(path: path)
        }
    }
}

/// Something that an import left out, put right, or wants looked at; everything else goes on.
public struct ImportIssue: Codable, Hashable, Sendable {
    public enum Severity: String, Codable, CaseIterable, Sendable { case information, warning, error }

    /// Relative to the plan's root; empty for the root itself.
    public var path: String
    /// Stable name of what it is.
    public var code: String
    public var severity: Severity
    /// For people: names the thing and says what to do.
    public var sentence: String

    public init(path: String, code: String, severity: Severity, sentence: String) {
        self.path = path
        self.code = code
        self.severity = severity
        self.sentence = sentence
    }

    /// Makes an issue of a fact; the sentence is written in one place for all facts.
    public init(_ fact: ImportFact, at path: String) {
        self.init(path: path, code: fact.code, severity: fact.severity, sentence: fact.sentence(name: PathName.shown(path)))
    }
}

/// Why nothing could be planned at all.
public enum ImportFault: Error, Hashable, Sendable {
    case notFound(path: String)
    case unreadable(path: String, reason: String)
    case notAFolder(path: String)
    /// A single image, archive or other file was given where a folder is needed.
    case isArchive(path: String)
    case nothingFound(path: String, wanted: ImportOptions.Kind)
    case patternInvalid(pattern: String, why: String)
    case optionOutOfRange(name: String, value: Int, allowed: ClosedRange<Int>)
    case classUnknown(name: String, nearest: [String])
    case tooManyObjects(count: Int, most: Int)
    case captionsUnreadable(path: String, why: String)
    case cancelled

    /// For people: names the thing and says what to do.
    public var sentence: String {
        switch self {
        case .notFound(let path): "There is no folder “\(path)”; check the spelling."
        case .unreadable(let path, let reason): "“\(path)” cannot be read (\(reason)); give this account permission to read it."
        case .notAFolder(let path): "“\(path)” is a file; give the folder it lies in."
        case .isArchive(let path): "“\(path)” is an archive; unpack it and import the folder that results."
        case .nothingFound(let path, let wanted): "“\(path)” holds nothing to import: \(Self.expectation(wanted))"
        case .patternInvalid(let pattern, let why): "The pattern “\(pattern)” cannot be used: \(why)."
        case .optionOutOfRange(let name, let value, let allowed):
            "\(name) is \(value); choose a number from \(allowed.lowerBound) to \(allowed.upperBound)."
        case .classUnknown(let name, let nearest):
            nearest.isEmpty
                ? "There is no class “\(name)”; choose from the list that the index shows."
                : "There is no class “\(name)”; did you mean \(nearest.map { "“\($0)”" }.joined(separator: ", "))?"
        case .tooManyObjects(let count, let most):
            "These classes hold \(count) objects, more than the \(most) that are planned unasked; choose classes or a number."
        case .captionsUnreadable(let path, let why): "The caption file “\(path)” cannot be read: \(why)."
        case .cancelled: "The import was cancelled before anything was made."
        }
    }

    private static func expectation(_ kind: ImportOptions.Kind) -> String {
        switch kind {
        case .auto, .folderPerSet: "put the JPEG or PNG images of each set into a folder of their own."
        case .mvimgnet: "an MVImgNet tree has folders CLASS/INSTANCE/images."
        case .colmap: "a COLMAP workspace has images beside sparse/0 with cameras and images in .bin or .txt."
        case .transforms: "the scene needs a transforms.json whose frames name images that are there."
        case .flat: "no image name fits the pattern; look at the preview and change it."
        case .composites: "each stitched JPEG or PNG needs a .txt of the same name with its prompt."
        }
    }
}

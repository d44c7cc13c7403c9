import PolyptychImaging

/// The facts behind ``ImportIssue``s.
public enum ImportFact: Hashable, Sendable {
    case unreadableFolder(reason: String)
    case unreadableFile(reason: String)
    case emptyFile
    case notAnImage
    case wrongExtension(actual: String)
    case foreign(ForeignFormat)
    case folderSeenBefore(firstPath: String)
    case brokenLink
    case nameNotUnicode
    case looseImage
    case singleImage
    case noImages
    case keyAltered(key: String)
    case keyTaken(key: String, made: String)
    case modelUnreadable(why: String)
    case modelTwinIgnored
    case framesMissing(count: Int, of: Int, examples: [String])
    case framesWithoutPose(count: Int, of: Int)
    case framesOutside(count: Int, examples: [String])
    case categoriesMissing
    case categoryUnknown(id: String)
    case categoryLine(line: Int, text: String)
    case objectNameOdd
    case patternUnmatched(count: Int, examples: [String])
    case tooManyViews(count: Int, taken: Int)
    case promptMissing
    case promptNotText
    case panelsUnknown
    case panelsTooMany(count: Int)
    case compositeTooSmall(width: Int, height: Int, panels: Int)
    case captionNotText

    /// Stable: appears in JSON and is matched by scripts.
    public var code: String {
        switch self {
        case .unreadableFolder: "unreadable-folder"
        case .unreadableFile: "unreadable-file"
        case .emptyFile: "empty-file"
        case .notAnImage: "not-an-image"
        case .wrongExtension: "wrong-extension"
        case .foreign(let format): format.isArchive ? "archive" : "foreign-format"
        case .folderSeenBefore: "folder-seen-before"
        case .brokenLink: "broken-link"
        case .nameNotUnicode: "name-not-unicode"
        case .looseImage: "loose-image"
        case .singleImage: "single-image"
        case .noImages: "no-images"
        case .keyAltered: "key-altered"
        case .keyTaken: "key-taken"
        case .modelUnreadable: "model-unreadable"
        case .modelTwinIgnored: "model-twin-ignored"
        case .framesMissing: "frames-missing"
        case .framesWithoutPose: "frames-without-pose"
        case .framesOutside: "frames-outside"
        case .categoriesMissing: "categories-missing"
        case .categoryUnknown: "category-unknown"
        case .categoryLine: "category-line"
        case .objectNameOdd: "object-name-odd"
        case .patternUnmatched: "pattern-unmatched"
        case .tooManyViews: "too-many-views"
        case .promptMissing: "prompt-missing"
        case .promptNotText: "prompt-not-text"
        case .panelsUnknown: "panels-unknown"
        case .panelsTooMany: "panels-too-many"
        case .compositeTooSmall: "composite-too-small"
        case .captionNotText: "caption-not-text"
        }
    }

    /// Errors leave something out; warnings want a look; information is for the record.
    public var severity: ImportIssue.Severity {
        switch self {
        case .unreadableFolder, .unreadableFile, .emptyFile, .notAnImage, .foreign, .nameNotUnicode, .brokenLink,
            .promptMissing, .promptNotText, .panelsUnknown, .panelsTooMany, .compositeTooSmall, .noImages, .framesOutside:
            .error
        case .looseImage, .keyTaken, .modelUnreadable, .framesMissing, .categoryLine, .objectNameOdd, .patternUnmatched, .captionNotText,
            .categoryUnknown, .folderSeenBefore:
            .warning
        case .wrongExtension, .singleImage, .keyAltered, .modelTwinIgnored, .framesWithoutPose, .categoriesMissing, .tooManyViews:
            .information
        }
    }
}

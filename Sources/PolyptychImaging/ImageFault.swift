/// Why bytes did not become a picture.
public enum ImageFault: Error, Hashable, Sendable {
    /// Zero bytes.
    case empty
    /// Neither a picture nor anything else that is recognised.
    case notAnImage
    /// Recognised by its signature, but not read here.
    case foreign(ForeignFormat)
    /// A JPEG or PNG of a rare kind; the words name the kind.
    case rareKind(String)
    /// The data end before the picture does.
    case truncated
    /// The header promises more pixels than are allowed; nothing was allocated.
    case tooManyPixels(width: Int, height: Int, limit: Int)
    /// The data contradict the format; the words are the decoder's.
    case corrupt(String)
    /// Decoding needs more memory than is allowed.
    case tooMuchMemory
    /// The file could not be read; the words are the operating system's.
    case unreadable(String)
    /// A file larger than any picture that is read here, in bytes.
    case fileTooLarge(bytes: Int, limit: Int)
}

extension ImageFault {
    /// What happened to the file called `name` and what to do next, in one or two sentences.
    public func sentence(name: String) -> String {
        let quoted = "“\(name)”"
        return switch self {
        case .empty:
            "\(quoted) is empty (zero bytes); copy it again from its source."
        case .notAnImage:
            "\(quoted) is not an image, whatever its name says; remove it or replace it by a JPEG or PNG."
        case .foreign(let format):
            "\(quoted) is \(format.article) \(format.label); \(format.remedy)"
        case .rareKind(let kind):
            "\(quoted) is \(kind), which is not read here; save it as an ordinary 8-bit JPEG or as PNG."
        case .truncated:
            "\(quoted) is cut short: the data end before the picture does; copy or download it again."
        case .tooManyPixels(let width, let height, let limit):
            "\(quoted) would decode to \(width) × \(height) pixels, more than the \(limit / 1_000_000) megapixels allowed; scale it down first."
        case .corrupt(let words):
            "\(quoted) is damaged (\(words)); copy it again or save it anew from an image editor."
        case .tooMuchMemory:
            "\(quoted) needs more memory to decode than is allowed; save it as a plain, non-progressive and non-interlaced file."
        case .unreadable(let words):
            "\(quoted) could not be read (\(words)); check that it exists and that you may read it."
        case .fileTooLarge(let bytes, let limit):
            "\(quoted) has \(bytes / 1_000_000) MB, more than the \(limit / 1_000_000) MB allowed for one image; save it smaller."
        }
    }

    /// Stable name of the case, for scripts.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notAnImage: "not-an-image"
        case .foreign: "foreign-format"
        case .rareKind: "rare-kind"
        case .truncated: "truncated"
        case .tooManyPixels: "too-many-pixels"
        case .corrupt: "corrupt"
        case .tooMuchMemory: "too-much-memory"
        case .unreadable: "unreadable"
        case .fileTooLarge: "file-too-large"
        }
    }
}

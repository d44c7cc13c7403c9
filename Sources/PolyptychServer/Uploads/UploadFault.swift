import Hummingbird
import PolyptychWorkshop

/// What can be wrong with an upload.
enum UploadFault: Error, Equatable {
    case unknown(Int64)
    case unknownFile(Int)
    case noFiles
    case tooManyFiles(Int)
    case fileTooLarge(name: String, limit: Int)
    case unusableName(String)
    case wrongOffset(expected: Int)
    case beyondSize(Int)
    /// A later request for the same file took over.
    case superseded
    case incomplete(missing: Int)
    case noSpace(needed: Int, free: Int)

    var apiError: APIError {
        switch self {
        case .unknown(let id):
            APIError(.notFound, "not-found", "The upload \(id) does not exist.", hint: "Unfinished uploads are kept for three days; begin a new one.")
        case .unknownFile(let index):
            APIError(.notFound, "not-found", "The upload has no file \(index).", hint: "Files are counted from 0 in the order they were announced.")
        case .noFiles:
            .invalid("An upload needs at least one file.", field: "files")
        case .tooManyFiles(let limit):
            APIError(.contentTooLarge, "too-many-files", "An upload takes at most \(limit) files.", hint: "Upload the folder in parts, or import it from a path on the server.", details: ["limit": limit])
        case .fileTooLarge(let name, let limit):
            APIError(
                .contentTooLarge, "file-too-large", "\(ServerContext.shown(name)) is larger than the \(limit.formatted(.byteCount(style: .file))) that one file may have.",
                hint: "Leave it out, or import it from a path on the server.", details: ["limit": limit])
        case .unusableName(let name):
            APIError(
                .unprocessableContent, "unusable-name", "The name \(ServerContext.shown(name)) cannot be used.",
                hint: "A path inside the dropped folder is relative, has no empty, . or .. parts and at most 32 of them.")
        case .wrongOffset(let expected):
            APIError(
                .conflict, "wrong-offset", "This file continues at byte \(expected).", hint: "Send the rest from there, with Upload-Offset: \(expected).",
                details: ["offset": expected])
        case .beyondSize(let size):
            APIError(.contentTooLarge, "too-large", "More bytes came than the \(size) that were announced.", hint: "Begin a new upload with the right size.", details: ["size": size], headers: [.connection: "close"])
        case .superseded:
            APIError(.conflict, "superseded", "A later request continues this file.", headers: [.connection: "close"])
        case .incomplete(let missing):
            APIError(.conflict, "incomplete", "\(missing) files of this upload have not arrived completely.", hint: "Send the rest, then import.", details: ["missing": missing])
        case .noSpace(let needed, let free):
            APIError(
                .insufficientStorage, "disk-full",
                "The upload needs \(needed.formatted(.byteCount(style: .file))) and the workspace's disk has \(free.formatted(.byteCount(style: .file))) left.",
                hint: "Free some space and try again.")
        }
    }
}

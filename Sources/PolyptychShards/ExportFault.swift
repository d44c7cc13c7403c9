import Foundation
import PolyptychCuration

/// Why an export was not planned, written or read: facts; ``sentence`` says them to people.
public enum ExportFault: Error, Hashable, Sendable {
    case badRequest(field: String, value: String, rule: String)
    case nothingToExport(leftOut: Int)
    /// The same image would be trained on and evaluated with.
    case sharedViews([SharedView])
    case duplicateKey(key: String)
    case planBroken(set: String, reason: String)
    case originalMissing(set: String, name: String, sha256: String, reason: String)
    case originalChanged(set: String, name: String, expected: String, found: String)
    case imageUnreadable(set: String, name: String, reason: String)
    case encodingFailed(set: String, reason: String)
    case memberNameTooLong(name: String)
    case memberTooLarge(name: String, bytes: Int)
    case diskFull(path: String)
    case fileSystem(path: String, operation: String, code: Int32)
    /// A folder of that name exists and is not this export.
    case destinationTaken(path: String, why: DestinationConflict)
    case cancelled

    /// A view that occurs on both sides of the split.
    public struct SharedView: Codable, Hashable, Sendable {
        public var sha256: String
        public var name: String
        /// Keys of sets, sorted.
        public var train: [String]
        public var holdout: [String]
    }

    public enum DestinationConflict: Hashable, Sendable {
        case notAnExport
        case otherContent
        case damaged(problems: Int)
    }
}

extension ExportFault: CustomStringConvertible, LocalizedError {
    public var description: String { sentence }
    public var errorDescription: String? { sentence }

    /// Says what is wrong, names the thing, and what to do next.
    public var sentence: String {
        switch self {
        case .badRequest(let field, let value, let rule):
            "The export's \(field) “\(value)” does not fit: it \(rule)."
        case .nothingToExport(let leftOut):
            leftOut == 0
                ? "No set was chosen, so there is nothing to export. Accept some sets, or ask for sets in any review state."
                : "The policy leaves out all \(leftOut) sets, so there is nothing to export. Read the reasons in the plan, or choose the policy “everything”."
        case .sharedViews(let shared):
            "\(shared.count == 1 ? "One image" : "\(shared.count) images") would be in train and in holdout: "
                + shared.prefix(5).map { "\($0.name) in \(Self.list($0.train)) (train) and \(Self.list($0.holdout)) (holdout)" }.joined(separator: "; ")
                + (shared.count > 5 ? "; and others" : "")
                + ". Give these sets the same source object, remove the image from one of them, or choose another seed."
        case .duplicateKey(let key):
            "Two sets have the key “\(key)”. Rename one of them."
        case .planBroken(let set, let reason):
            "The set “\(set)” cannot be planned: \(reason). Open it and mend its layout."
        case .originalMissing(let set, let name, _, let reason):
            "The original \(name) of the set “\(set)” could not be read (\(reason)). Put the file back or replace the view, then export again."
        case .originalChanged(let set, let name, let expected, let found):
            "The original \(name) of the set “\(set)” is no longer the file that was imported (SHA-256 \(found.prefix(8))… instead of \(expected.prefix(8))…). Restore it, or import it again."
        case .imageUnreadable(let set, let name, let reason):
            "The image \(name) of the set “\(set)” could not be decoded: \(reason). Replace the view, then export again."
        case .encodingFailed(let set, let reason):
            "The composite of the set “\(set)” could not be encoded: \(reason)."
        case .memberNameTooLong(let name):
            "The name “\(name)” is too long for a tar file (100 bytes, or 255 where a folder is split off). Give the set a shorter key."
        case .memberTooLarge(let name, let bytes):
            "\(name) has \(bytes) bytes, and a tar file of this kind holds members below 8 GiB."
        case .diskFull(let path):
            "The disk is full: \(path) could not be written. Nothing was left behind; free some space and export again."
        case .fileSystem(let path, let operation, let code):
            "\(path) could not be \(operation): \(String(cString: strerror(code)))."
        case .destinationTaken(let path, let why):
            switch why {
            case .notAnExport: "\(path) exists and is not an export. Choose another name or folder."
            case .otherContent: "\(path) holds an export of other content, and a finished export is never overwritten. Choose another name, or move it away."
            case .damaged(let problems): "\(path) holds this export, but \(problems) of its files changed since. Verify it to see which, move it away, and export again."
            }
        case .cancelled:
            "The export was cancelled; nothing was left behind."
        }
    }

    /// A short stable word for scripts.
    public var code: String {
        switch self {
        case .badRequest: "bad-request"
        case .nothingToExport: "nothing-to-export"
        case .sharedViews: "shared-views"
        case .duplicateKey: "duplicate-key"
        case .planBroken: "plan-broken"
        case .originalMissing: "original-missing"
        case .originalChanged: "original-changed"
        case .imageUnreadable: "image-unreadable"
        case .encodingFailed: "encoding-failed"
        case .memberNameTooLong: "member-name-too-long"
        case .memberTooLarge: "member-too-large"
        case .diskFull: "disk-full"
        case .fileSystem: "file-system"
        case .destinationTaken: "destination-taken"
        case .cancelled: "cancelled"
        }
    }

    private static func list(_ keys: [String]) -> String {
        keys.prefix(4).map { "“\($0)”" }.joined(separator: ", ") + (keys.count > 4 ? " and \(keys.count - 4) more" : "")
    }

    /// What the file system answered, with a full disk told apart.
    static func system(_ path: String, _ operation: String, _ code: Int32 = errno) -> ExportFault {
        code == ENOSPC || code == EDQUOT ? .diskFull(path: path) : .fileSystem(path: path, operation: operation, code: code)
    }
}

import Foundation
import GRDB

/// Everything that can go wrong in the store, as facts; ``sentence`` says each for people.
public enum StoreError: Error, Sendable {
    // Opening
    case cannotOpen(path: String, reason: String)
    case notADatabase(path: String)
    case corrupt(path: String, detail: String)
    /// An SQLite file that some other program made.
    case foreignFile(path: String)
    case newerVersion(path: String, found: Int, known: Int)
    /// A migration that this database has applied no longer reads as it did.
    case changedMigration(path: String, name: String)
    case badMigration(name: String, reason: String)

    // Writing
    /// The set changed since the version that the write was based on.
    case stale(current: SetRecord)
    case staleProject(current: ProjectRecord)
    case missing(kind: String, id: String)
    case keyTaken(key: String)
    case nameTaken(kind: String, name: String)
    /// A state shows an image that the workspace does not know.
    case unknownImages(sha256: [String])
    case invalid(what: String)
    case diskFull(path: String)
    case busy(path: String)
    case database(String)

    // Undo
    case nothingToUndo
    case nothingToRedo
    /// Somebody changed these sets since; nothing was done.
    case undoConflict(group: Int64, conflicts: [UndoConflict])

    // Jobs and uploads
    case jobIsOver(id: Int64, state: JobState)
    case leaseLost(id: Int64)
    case uploadOffset(expected: Int64)
}

/// A set that stands between a person and an undo.
public struct UndoConflict: Codable, Hashable, Sendable {
    public var set: Int64
    public var key: String
    public var by: String
    public var at: Date

    public init(set: Int64, key: String, by: String, at: Date) {
        self.set = set
        self.key = key
        self.by = by
        self.at = at
    }
}

extension StoreError: CustomStringConvertible {
    public var description: String { sentence }

    /// What happened and what to do, naming the file or thing.
    public var sentence: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "\(path) cannot be opened: \(reason). Check that the folder exists and that you may write there."
        case .notADatabase(let path):
            "\(path) is not a database. Move it away, or put a backup from the workspace's backups folder in its place."
        case .corrupt(let path, let detail):
            "\(path) is damaged (\(detail)). Put a backup from the workspace's backups folder in its place; `polyptych doctor` says what is wrong."
        case .foreignFile(let path):
            "\(path) is a database of another program. Choose another folder for the workspace."
        case .newerVersion(let path, let found, let known):
            "\(path) was written by a newer Polyptych (format \(found); this one knows \(known)). Update Polyptych, or open a backup made before."
        case .changedMigration(let path, let name):
            "\(path) was made with another text of the migration “\(name)”. Use the Polyptych that made it, or restore that migration as it was."
        case .badMigration(let name, let reason):
            "The migration “\(name)” did not run: \(reason). Nothing was changed; reinstall Polyptych or report this."
        case .stale(let current):
            "\(current.state.key) was changed by \(current.updatedBy) meanwhile. Look at what changed, then keep yours, take theirs, or merge."
        case .staleProject(let current):
            "The project \(current.name) was changed by \(current.updatedBy) meanwhile. Load it again, then repeat your change."
        case .missing(let kind, let id):
            "There is no \(kind) \(id). It may have been deleted; reload the page."
        case .keyTaken(let key):
            "Another set already has the key \(key). Choose another key."
        case .nameTaken(let kind, let name):
            "There is already a \(kind) named \(name). Choose another name."
        case .unknownImages(let hashes):
            "The workspace does not hold \(hashes.count == 1 ? "the image" : "\(hashes.count) images") \(hashes.prefix(3).map { String($0.prefix(12)) }.joined(separator: ", ")). Import the original first."
        case .invalid(let what):
            what
        case .diskFull(let path):
            "The disk that holds \(path) is full. Nothing of this change was kept; free some space and try again."
        case .busy(let path):
            "Another program holds \(path). Close it and try again."
        case .database(let message):
            "The database refused: \(message). Nothing of this change was kept; `polyptych doctor` checks the workspace."
        case .nothingToUndo:
            "There is nothing of yours to undo in this project."
        case .nothingToRedo:
            "There is nothing of yours to redo in this project."
        case .undoConflict(_, let conflicts):
            conflicts.first.map { first in
                "\(first.by) changed \(first.key)\(conflicts.count > 1 ? " and others (\(conflicts.count) sets)" : "") since. Nothing was undone; restore the revision you want from its history instead."
            } ?? "Somebody changed a set since. Nothing was undone."
        case .jobIsOver(let id, let state):
            "Job \(id) is already \(state.rawValue). Start a new one."
        case .leaseLost(let id):
            "Job \(id) is being worked on elsewhere."
        case .uploadOffset(let expected):
            "The upload continues at byte \(expected). Send from there."
        }
    }

    /// The typed form of whatever SQLite threw; errors that are already typed pass.
    static func from(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_FULL: return StoreError.diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.busy(path: path)
        case .SQLITE_NOTADB: return StoreError.notADatabase(path: path)
        case .SQLITE_CORRUPT: return StoreError.corrupt(path: path, detail: error.message ?? "malformed")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            return StoreError.cannotOpen(path: path, reason: error.message ?? "no access")
        case .SQLITE_IOERR: return StoreError.cannotOpen(path: path, reason: error.message ?? "the disk reported an error")
        default: return StoreError.database(error.message ?? "\(error.resultCode)")
        }
    }
}

import Foundation
import PolyptychCuration

/// What the application service refuses, as facts.
public enum WorkshopError: Error, Sendable {
    case notFound(kind: String, id: String, known: [String] = [])
    /// Somebody changed the set since the version the write was based on.
    case stale(current: SetDetail, by: String, at: Date)
    case refused(set: String, refusal: EditRefusal)
    case invalid(field: String, sentence: String)
    case previewGone
    case noSets(what: String)
    case cancelled
}

extension WorkshopError: CustomStringConvertible {
    /// A sentence for people that names the thing and the remedy.
    public var description: String {
        switch self {
        case .notFound(let kind, let id, let known):
            known.isEmpty ? "There is no \(kind) \(id)." : "There is no \(kind) \"\(id)\". There are: \(known.joined(separator: ", "))."
        case .stale(let current, let by, _): "\(by) changed \(current.key) meanwhile. Look at what changed and choose."
        case .refused(let set, let refusal): "\(set): \(refusal.sentence)"
        case .invalid(_, let sentence): sentence
        case .previewGone: "This preview is no longer current. Make it again."
        case .noSets(let what): "No set \(what). Change the selection and try again."
        case .cancelled: "Cancelled."
        }
    }
}

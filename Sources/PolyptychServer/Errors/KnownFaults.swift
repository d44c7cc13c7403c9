import Hummingbird
import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychImporting
import PolyptychShards
import PolyptychStore
import PolyptychWorkshop

extension ErrorShape {
    /// Typed errors of the layers below, told once: status, code, sentence, and what to do next.
    static func known(_ error: any Error) -> APIError? {
        switch error {
        case let fault as FileFault where fault.isDiskFull:
            APIError(.insufficientStorage, "disk-full", fault.description)
        case let fault as FileFault:
            APIError(.unprocessableContent, "file", fault.description, details: ["path": fault.path])
        case let fault as UploadFault:
            fault.apiError
        case let error as WorkshopError:
            workshop(error)
        case let error as StoreError:
            store(error)
        case let error as QueryFault:
            APIError(.badRequest, "query", error.sentence, details: ["position": error.position])
        case let error as ImportFault:
            APIError(.unprocessableContent, "import", error.sentence)
        case let error as ExportFault:
            APIError(.unprocessableContent, "export", error.sentence)
        case let fault as ImageFault:
            APIError(.unprocessableContent, "image", fault.sentence(name: "The image"))
        case let fault as IngestFault:
            APIError(.unprocessableContent, "image", fault.description, details: ["path": fault.path])
        case let fault as OriginalChanged:
            APIError(.unprocessableContent, "original-changed", fault.description, details: ["path": fault.path])
        case let fault as CompositeFault:
            APIError(.unprocessableContent, "composite", fault.sentence)
        case let refusal as EditRefusal:
            APIError(.unprocessableContent, "refused", refusal.sentence)
        case is CancellationError:
            APIError(.serviceUnavailable, "stopping", "The server is stopping.", hint: "Try again in a moment.", headers: [.retryAfter: "2"])
        default:
            nil
        }
    }
}

extension ErrorShape {
    /// What the page needs to offer "keep mine, take theirs, merge".
    private struct Stale: Encodable, Sendable {
        var current: SetDetail
        var by: String
        var at: Date
    }

    private static func workshop(_ error: WorkshopError) -> APIError {
        let sentence = error.description
        return switch error {
        case .notFound: APIError(.notFound, "not-found", sentence, hint: "It may have been removed; reload the page.")
        case .stale(let current, let by, let at): APIError(.preconditionFailed, "stale", sentence, details: Stale(current: current, by: by, at: at))
        case .refused: APIError(.unprocessableContent, "refused", sentence)
        case .invalid(let field, _): APIError(.unprocessableContent, "invalid", sentence, details: ["field": field])
        case .previewGone: APIError(.conflict, "preview-gone", sentence)
        case .noSets: APIError(.unprocessableContent, "no-sets", sentence)
        case .cancelled: APIError(.conflict, "cancelled", sentence)
        }
    }

    private struct StaleProject: Encodable, Sendable {
        var id: Int64
        var name: String
        var version: Int
        var settings: ProjectSettings
    }

    private static func store(_ error: StoreError) -> APIError {
        let sentence = error.sentence
        return switch error {
        case .missing: APIError(.notFound, "not-found", sentence)
        case .stale: APIError(.preconditionFailed, "stale", sentence)
        case .staleProject(let current):
            APIError(
                .preconditionFailed, "stale", sentence,
                details: ["current": StaleProject(id: current.id, name: current.name, version: current.version, settings: current.settings)])
        case .keyTaken: APIError(.conflict, "key-taken", sentence)
        case .nameTaken: APIError(.conflict, "name-taken", sentence)
        case .unknownImages: APIError(.unprocessableContent, "unknown-images", sentence)
        case .invalid: APIError(.unprocessableContent, "invalid", sentence)
        case .diskFull: APIError(.insufficientStorage, "disk-full", sentence)
        case .busy: APIError(.serviceUnavailable, "busy", sentence, headers: [.retryAfter: "2"])
        case .nothingToUndo, .nothingToRedo: APIError(.conflict, "nothing-to-undo", sentence)
        case .undoConflict(_, let conflicts): APIError(.conflict, "undo-conflict", sentence, details: ["conflicts": conflicts])
        case .jobIsOver, .leaseLost: APIError(.conflict, "job-is-over", sentence)
        case .uploadOffset(let expected): APIError(.conflict, "wrong-offset", sentence, details: ["offset": expected])
        default: APIError(.internalServerError, "database", sentence)
        }
    }
}

extension HTTPResponse.Status {
    static let insufficientStorage = Self(code: 507, reasonPhrase: "Insufficient Storage")
}

import Hummingbird
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
        case is CancellationError:
            APIError(.serviceUnavailable, "stopping", "The server is stopping.", hint: "Try again in a moment.", headers: [.retryAfter: "2"])
        default:
            nil
        }
    }
}

extension HTTPResponse.Status {
    static let insufficientStorage = Self(code: 507, reasonPhrase: "Insufficient Storage")
}

import Foundation

/// What an upload announced: kept beside its files, so that it can be resumed after a restart.
struct UploadManifest: Codable, Sendable {
    struct File: Codable, Sendable, Equatable {
        /// As the browser named it; never a path on this machine.
        var path: String
        /// Bytes.
        var size: Int
    }
    var project: Int64
    var files: [File]
}

/// What the API says of an upload.
struct UploadAnswer: Codable, Sendable {
    struct File: Codable, Sendable {
        var index: Int
        var path: String
        var size: Int
        /// Bytes that have arrived and are kept.
        var offset: Int
    }
    var upload: Int64
    var project: Int64
    var files: [File]
    /// Whether every file has arrived.
    var complete: Bool
}

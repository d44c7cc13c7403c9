import Foundation

/// One event of `/api/v1/events`; `resync` tells a browser that was away for too long to load everything again.
public struct ServerEvent: Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable { case set, project, job, export, snapshot, presence, resync }

    /// The sequence number of the change it tells, where it can be resumed from; progress and presence have none.
    public var sequence: Int64?
    public var kind: Kind
    /// JSON.
    public var data: String

    public init(sequence: Int64? = nil, kind: Kind, data: String) {
        self.sequence = sequence
        self.kind = kind
        self.data = data
    }

    public init(sequence: Int64? = nil, kind: Kind, _ value: some Encodable) {
        self.init(sequence: sequence, kind: kind, data: (try? JSON.encoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}")
    }

    /// The event as `text/event-stream` has it; line breaks in the data become further `data:` lines.
    var wire: String {
        var text = ""
        if let sequence { text += "id: \(sequence)\n" }
        text += "event: \(kind.rawValue)\n"
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { text += "data: \(line)\n" }
        return text + "\n"
    }
}

/// What a `set`, `project` or `export` event says: who changed what to which version.
public struct ChangeNotice: Codable, Sendable, Equatable {
    public var id: Int64
    public var project: Int64?
    public var version: Int?
    public var by: String?

    public init(id: Int64, project: Int64?, version: Int?, by: String?) {
        self.id = id
        self.project = project
        self.version = version
        self.by = by
    }
}

import Foundation

/// Long work of any kind as people see it.
public struct JobAnswer: Codable, Sendable {
    public enum State: String, Codable, Sendable { case queued, running, paused, finished, failed, cancelled }

    public var id: Int64
    public var kind: String
    public var project: Int64?
    public var title: String
    public var state: State
    public var done: Int
    public var failed: Int
    /// Zero while it is not known yet.
    public var total: Int
    /// Items per second over the last seconds.
    public var rate: Double?
    public var secondsLeft: Double?
    public var startedAt: Date?
    public var finishedAt: Date?
    /// What it is doing, or why it ended as it did.
    public var message: String
    /// What came of it, by kind: an import's counts, an export's folder and hash.
    public var result: JobResult?
    /// Items that failed, with their reason.
    public var items: [Item]

    public struct Item: Codable, Sendable {
        public var id: Int64
        public var state: String
        public var name: String
        public var error: String?
    }

    public var isOver: Bool { state == .finished || state == .failed || state == .cancelled }
}

/// What came of a job.
public struct JobResult: Codable, Sendable {
    public var sets: Int?
    public var views: Int?
    public var unchanged: Int?
    public var export: Int64?
    public var directory: String?
    public var contentHash: String?
    public var files: Int?
    public var bytes: Int?
    public var problems: [String]?
    /// What is worth knowing though nothing failed, each in a sentence.
    public var notes: [String]?

    public init() {}
}

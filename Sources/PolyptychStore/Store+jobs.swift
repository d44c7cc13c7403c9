import Foundation
import GRDB

public enum JobState: String, Codable, CaseIterable, Sendable {
    case queued, running, paused, finished, failed, cancelled
    public var isOver: Bool { self == .finished || self == .failed || self == .cancelled }
}

extension Store {
    func recoverJobs(_ db: Database) throws {}
}

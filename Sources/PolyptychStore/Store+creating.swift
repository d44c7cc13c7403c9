import Foundation
import GRDB
import PolyptychCuration

/// What came of making sets.
public struct CreateOutcome: Sendable {
    /// Nil where nothing was made.
    public var group: Int64?
    public var created: [SetRecord]
    /// By index into what was asked for; the others were made.
    public var refused: [(index: Int, error: StoreError)]
}

extension Store {
    /// Makes sets. Afterwards each has version 1, one revision, and derived rows that agree; one that cannot be made (key taken, image
    /// unknown) is reported and does not hold up the others. Commits in small transactions, so nobody waits long; after a crash a
    /// part of them exists, each whole.
    public func createSets(project: Int64, _ sets: [NewSet], in choice: GroupChoice = .new(.create, why: "Created"), by: String) async throws -> CreateOutcome {
        var outcome = CreateOutcome(group: nil, created: [], refused: [])
        var next = 0
        while next < sets.count {
            let chunk = next..<min(next + 64, sets.count)
            let prepared = try await prepareNew(project: project, sets[chunk].map(\.state))
            let group = outcome.group, at = now
            let done = try await write { [clock] db -> (Int64, [SetRecord], [(Int, StoreError)]) in
                let isFirst = group == nil
                let group = try group ?? db.groupID(choice, project: project, by: by, at: at, isOpen: true)
                if isFirst, case .new = choice {} else { _ = try db.groupID(.existing(group), project: project, by: by, at: at, isOpen: true) }
                let started = clock()
                var created: [SetRecord] = []
                var refused: [(Int, StoreError)] = []
                for (index, prepared) in zip(chunk, prepared) {
                    do {
                        // A savepoint: one that is refused half-way leaves nothing.
                        try db.inSavepoint {
                            created.append(
                                try db.insertSet(prepared, candidates: sets[index].candidates, project: project, group: group, by: by, at: at))
                            return .commit
                        }
                    } catch let error as StoreError {
                        refused.append((index, error))
                    }
                    if clock().timeIntervalSince(started) > writerBudget { break }
                }
                try db.noteSets(created, project: project, by: by, at: at)
                return (group, created, refused)
            }
            outcome.group = done.0
            outcome.created += done.1
            outcome.refused += done.2.map { (index: $0.0, error: $0.1) }
            next += done.1.count + done.2.count
        }
        if case .new = choice, let group = outcome.group {
            try await endGroup(group)
            if outcome.created.isEmpty { outcome.group = nil }
        }
        return outcome
    }

    /// Makes one set or says why not.
    public func createSet(project: Int64, _ set: NewSet, by: String, why: String = "Created") async throws -> SetRecord {
        let outcome = try await createSets(project: project, [set], in: .new(.create, why: why), by: by)
        if let refused = outcome.refused.first { throw refused.error }
        return outcome.created[0]
    }

    private func prepareNew(project: Int64, _ states: [SetState]) async throws -> [PreparedSet] {
        let (project, blobs) = try await read { db in
            (try db.loadProject(project), try db.loadBlobs(states.flatMap { $0.views.map(\.image.sha256) }))
        }
        return try states.map { try prepare($0, project: project, blobs: blobs) }
    }

    func prepare(_ state: SetState, project: ProjectRecord, blobs: [String: BlobRecord]) throws -> PreparedSet {
        try PreparedSet(
            PackedState(state), settings: project.settings, settingsVersion: project.settingsVersion, blobs: blobs, derivation: derivation)
    }
}

/// Seconds after which a transaction on many sets commits and goes on in the next, so that the writer is never held over 50 ms.
let writerBudget = 0.02

import Foundation
import GRDB
import PolyptychCuration

extension Store {
    /// Changes one set. Afterwards it has one revision more, in a change group of its own, and its derived rows agree with its state;
    /// where `transform` returns the state it was given, nothing is written and the record comes back as it was.
    ///
    /// `transform` and the derivation run before the writer is taken. With a `base`, a set that has another version by then is left
    /// alone; without, the change is made anew on whatever stands.
    /// - Throws: ``StoreError/stale(current:)`` with the set as it stands; whatever `transform` throws.
    @discardableResult
    public func edit(
        set id: Int64, base: Int?, by: String, why: String, kind: GroupRecord.Kind = .edit,
        transform: @Sendable (SetState, ProjectSettings) throws -> SetState
    ) async throws -> SetRecord {
        while true {
            let (current, project) = try await setWithProject(id)
            if let base, base != current.version { throw StoreError.stale(current: current) }
            let state = try transform(current.state, project.settings)
            if state == current.state { return current }
            let blobs = try await blobs(state.views.map(\.image.sha256))
            let prepared = try prepare(state, project: project, blobs: blobs)
            let at = now
            let written = try await write { db -> SetRecord? in
                guard try db.stands(current, settingsVersion: project.settingsVersion) else { return nil }
                let group = try db.insertGroup(project: project.id, kind: kind, by: by, at: at, why: why, isOpen: false)
                let record = try db.updateSet(current, to: prepared, group: group, summary: why, by: by, at: at)
                try db.noteSets([record], project: project.id, by: by, at: at)
                return record
            }
            if let written { return written }
        }
    }

    /// Changes many sets under one change group, undone as one.
    ///
    /// Up to 200 sets are one transaction. More commit in short ones, so that nobody waits: after a crash a part of them is changed,
    /// each wholly, and that part is undone as one. `transform` returns nil to leave a set alone; one that it refuses by throwing, or
    /// that has another version than its base, is reported and does not hold up the others.
    public func editMany(
        project: Int64, _ items: [BatchItem], by: String, why: String, kind: GroupRecord.Kind = .batch,
        transform: @Sendable (SetRecord, ProjectSettings) throws -> SetState?
    ) async throws -> BatchOutcome {
        var outcome = BatchOutcome(group: nil, changed: [], refused: [])
        var waiting = items[...]
        while !waiting.isEmpty {
            let chunk = items.count <= 200 ? waiting : waiting.prefix(64)
            let (project, raw) = try await read { db in (try db.loadProject(project), try db.loadSets(chunk.map(\.id))) }
            let records = Dictionary(try raw.map { ($0.id, try $0.record()) }, uniquingKeysWith: { first, _ in first })
            var work: [(SetRecord, SetState)] = []
            var refused: [BatchRefusal] = []
            for item in chunk {
                guard let record = records[item.id], record.project == project.id else {
                    refused.append(BatchRefusal(set: item.id, key: "", error: StoreError.missing(kind: "set", id: "\(item.id)")))
                    continue
                }
                do {
                    if let base = item.base, base != record.version { throw StoreError.stale(current: record) }
                    if let state = try transform(record, project.settings), state != record.state { work.append((record, state)) }
                } catch {
                    refused.append(BatchRefusal(set: item.id, key: record.state.key, error: error))
                }
            }
            let blobs = try await blobs(work.flatMap { $0.1.views.map(\.image.sha256) })
            let prepared = try work.map { ($0.0, try prepare($0.1, project: project, blobs: blobs)) }
            let isWhole = items.count <= 200
            let group = outcome.group, at = now
            let round = try await write { [clock] db -> (group: Int64?, changed: [SetRecord], refused: [BatchRefusal], again: [Int64])  in
                guard !prepared.isEmpty else { return (group, [], [], []) }
                let group = try group ?? db.insertGroup(project: project.id, kind: kind, by: by, at: at, why: why, isOpen: true)
                let started = clock()
                var changed: [SetRecord] = [], refused: [BatchRefusal] = [], again: [Int64] = []
                for (record, prepared) in prepared {
                    let isLate = !isWhole && clock().timeIntervalSince(started) > writerBudget
                    guard try !isLate && db.stands(record, settingsVersion: project.settingsVersion) else {
                        again.append(record.id)
                        continue
                    }
                    do {
                        changed.append(try db.updateSet(record, to: prepared, group: group, summary: why, by: by, at: at))
                    } catch let error as StoreError {
                        refused.append(BatchRefusal(set: record.id, key: record.state.key, error: error))
                    }
                }
                try db.noteSets(changed, project: project.id, by: by, at: at)
                return (group, changed, refused, again)
            }
            outcome.group = round.group
            outcome.changed += round.changed.map { BatchChange(set: $0.id, key: $0.state.key, version: $0.version) }
            outcome.refused += refused + round.refused
            let again = Set(round.again)
            waiting = ArraySlice(chunk.filter { again.contains($0.id) } + waiting.dropFirst(chunk.count))
        }
        if let group = outcome.group {
            try await endGroup(group)
            if outcome.changed.isEmpty { outcome.group = nil }
        }
        return outcome
    }

    /// Changes and makes several sets in one transaction under one group: splitting, merging, moving views. Afterwards all of it
    /// holds, or none.
    /// - Throws: ``StoreError/stale(current:)`` where one of the bases no longer holds.
    public func regroup(
        project: Int64, _ items: [BatchItem], by: String, why: String, transform: @Sendable ([SetRecord], ProjectSettings) throws -> Regrouped
    ) async throws -> RegroupOutcome {
        while true {
            let (project, raw) = try await read { db in (try db.loadProject(project), try db.loadSets(items.map(\.id))) }
            let records = try raw.map { try $0.record() }
            for item in items {
                guard let record = records.first(where: { $0.id == item.id }), record.project == project.id else {
                    throw StoreError.missing(kind: "set", id: "\(item.id)")
                }
                if let base = item.base, base != record.version { throw StoreError.stale(current: record) }
            }
            let plan = try transform(records, project.settings)
            let changes = records.compactMap { record -> (SetRecord, SetState)? in
                guard let state = plan.changed[record.id], state != record.state else { return nil }
                return (record, state)
            }
            let states = changes.map(\.1) + plan.created.map(\.state)
            let blobs = try await blobs(states.flatMap { $0.views.map(\.image.sha256) })
            // Sets that leave come first: a new one may take a key that becomes free.
            let changed = try changes.sorted { $0.1.isDeleted && !$1.1.isDeleted }.map { ($0.0, try prepare($0.1, project: project, blobs: blobs)) }
            let created = try plan.created.map { ($0.candidates, try prepare($0.state, project: project, blobs: blobs)) }
            let at = now
            let outcome = try await write { db -> RegroupOutcome? in
                for record in records where try !db.stands(record, settingsVersion: project.settingsVersion) { return nil }
                let group = try db.insertGroup(project: project.id, kind: .regroup, by: by, at: at, why: why, isOpen: false)
                let changed = try changed.map { try db.updateSet($0.0, to: $0.1, group: group, summary: why, by: by, at: at) }
                let created = try created.map { try db.insertSet($0.1, candidates: $0.0, project: project.id, group: group, by: by, at: at) }
                try db.noteSets(changed + created, project: project.id, by: by, at: at)
                if changed.isEmpty && created.isEmpty { try db.closeGroup(group) }
                return RegroupOutcome(group: group, changed: changed, created: created)
            }
            if let outcome { return outcome }
        }
    }
}

/// A set to be changed, with the version that the wish was based on; nil takes it as it stands.
public struct BatchItem: Codable, Hashable, Sendable {
    public var id: Int64
    public var base: Int?

    public init(id: Int64, base: Int? = nil) {
        self.id = id
        self.base = base
    }
}

public struct BatchChange: Codable, Hashable, Sendable {
    public var set: Int64
    public var key: String
    public var version: Int
}

/// A set that was left alone, and why.
public struct BatchRefusal: Sendable {
    public var set: Int64
    public var key: String
    public var error: any Error
}

public struct BatchOutcome: Sendable {
    /// Nil where nothing changed.
    public var group: Int64?
    public var changed: [BatchChange]
    public var refused: [BatchRefusal]
}

/// What a regrouping makes of the sets it was given.
public struct Regrouped: Sendable {
    /// New states by set id; a set that is absent stays as it is.
    public var changed: [Int64: SetState]
    public var created: [NewSet]

    public init(changed: [Int64: SetState] = [:], created: [NewSet] = []) {
        self.changed = changed
        self.created = created
    }
}

public struct RegroupOutcome: Sendable {
    public var group: Int64
    public var changed: [SetRecord]
    public var created: [SetRecord]
}

extension Database {
    /// Whether the set and its project's settings are still what a change was computed from.
    func stands(_ record: SetRecord, settingsVersion: Int) throws -> Bool {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT s.version, p.settingsVersion FROM imageSet s JOIN project p ON p.id = s.project WHERE s.id = ?"),
            arguments: [record.id])
        guard let row else { throw StoreError.missing(kind: "set", id: "\(record.id)") }
        return row[0] == record.version && row[1] == settingsVersion
    }
}

import Foundation
import PolyptychCuration
import PolyptychStore

extension Workshop {
    /// Changes how views are grouped into sets, as one action that is undone as one.
    public func regroup(project: Int64, request: RegroupRequest, by: String) async throws -> GroupAnswer {
        switch request.action {
        case .split: try await split(project, request, by)
        case .merge: try await merge(project, request, by)
        case .duplicate: try await duplicate(project, request, by)
        case .moveViews: try await moveViews(project, request, by)
        case .delete, .restore: try await deleteOrRestore(project, request, by)
        }
    }

    private func split(_ project: Int64, _ request: RegroupRequest, _ by: String) async throws -> GroupAnswer {
        guard let set = request.set else { throw missing("set", "Name the set to split.") }
        let record = try await store.set(set)
        let taken = try await takenKeys(like: record.state.key, project: project)
        return answer("Split", try await store.regroup(project: project, [BatchItem(id: set)], by: by, why: "Split \(record.state.key)") { records, settings in
            let state = records[0].state
            let parts =
                if let groups = request.groups {
                    try Regrouping.split(state, groups: groups, settings: settings, isTaken: taken.contains)
                } else {
                    try Regrouping.split(state, at: request.at ?? state.views.count / 2, settings: settings, isTaken: taken.contains)
                }
            return Regrouped(changed: [set: parts[0]], created: parts.dropFirst().map { NewSet(state: $0) })
        })
    }

    private func merge(_ project: Int64, _ request: RegroupRequest, _ by: String) async throws -> GroupAnswer {
        guard let sets = request.sets, sets.count > 1 else { throw missing("sets", "Name two or more sets to merge.") }
        return answer("Merged", try await store.regroup(project: project, sets.map { BatchItem(id: $0) }, by: by, why: "Merged \(sets.count) sets") { records, settings in
            let ordered = sets.compactMap { id in records.first { $0.id == id } }
            let states = try Regrouping.merge(ordered.map(\.state), key: request.key ?? ordered[0].state.key, settings: settings)
            return Regrouped(changed: Dictionary(uniqueKeysWithValues: zip(ordered.map(\.id), states)))
        })
    }

    private func duplicate(_ project: Int64, _ request: RegroupRequest, _ by: String) async throws -> GroupAnswer {
        let sets = request.sets ?? request.set.map { [$0] } ?? []
        guard !sets.isEmpty else { throw missing("sets", "Name the sets to duplicate.") }
        var taken: Set<String> = []
        for record in try await store.sets(sets) { taken.formUnion(try await takenKeys(like: record.state.key, project: project)) }
        let fixed = taken
        return answer("Duplicated", try await store.regroup(project: project, sets.map { BatchItem(id: $0) }, by: by, why: "Duplicated \(sets.count == 1 ? "a set" : "\(sets.count) sets")") { records, _ in
            var keys = fixed
            let copies = try records.map { record in
                let key = request.key.flatMap { sets.count == 1 ? $0 : nil } ?? Regrouping.freeKey(record.state.key, isTaken: keys.contains)
                keys.insert(key)
                return NewSet(state: try Regrouping.duplicate(record.state, key: key))
            }
            return Regrouped(created: copies)
        })
    }

    private func moveViews(_ project: Int64, _ request: RegroupRequest, _ by: String) async throws -> GroupAnswer {
        guard let from = request.from, let to = request.to, let views = request.views, from != to else {
            throw missing("views", "Name the views to move, the set they leave, and another set they go to.")
        }
        return answer("Moved", try await store.regroup(project: project, [BatchItem(id: from), BatchItem(id: to)], by: by, why: "Moved views to another set") { records, settings in
            guard let source = records.first(where: { $0.id == from }), let target = records.first(where: { $0.id == to }) else { return Regrouped() }
            let moved = try Regrouping.moveViews(
                views, from: source.state, to: target.state, at: request.at ?? target.state.views.count, settings: settings)
            return Regrouped(changed: [from: moved.from, to: moved.to])
        })
    }

    private func deleteOrRestore(_ project: Int64, _ request: RegroupRequest, _ by: String) async throws -> GroupAnswer {
        let sets = request.sets ?? request.set.map { [$0] } ?? []
        guard !sets.isEmpty else { throw missing("sets", "Name the sets.") }
        let edit: SetEdit = request.action == .delete ? .delete : .restore
        let word = request.action == .delete ? "Deleted" : "Restored"
        let outcome = try await store.editMany(
            project: project, sets.map { BatchItem(id: $0) }, by: by, why: "\(word) \(sets.count == 1 ? "a set" : "\(sets.count) sets")", kind: .regroup
        ) { record, settings in try Editing.apply([edit], to: record.state, settings: settings) }
        if outcome.changed.isEmpty, let refusal = outcome.refused.first {
            throw WorkshopError.invalid(field: "sets", sentence: "\(refusal.key): \(sentence(refusal.error))")
        }
        return GroupAnswer(group: outcome.group ?? 0, why: word, sets: outcome.changed.map(\.set))
    }

    /// Keys of the project that a copy of `key` could collide with.
    private func takenKeys(like key: String, project: Int64) async throws -> Set<String> {
        let wished = [key] + (2...200).map { "\(key.prefix(SetState.longestKey - 8))-\($0)" }
        return Set(try await store.setIDs(project: project, keys: wished).keys)
    }

    private func answer(_ word: String, _ outcome: RegroupOutcome) -> GroupAnswer {
        GroupAnswer(group: outcome.group, why: word, sets: (outcome.changed + outcome.created).map(\.id))
    }

    private func missing(_ field: String, _ sentence: String) -> WorkshopError { .invalid(field: field, sentence: sentence) }
}

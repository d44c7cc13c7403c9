import Foundation
import PolyptychCuration

/// Plans an export: which sets go, under which names, where, and what a person should know first. Pure; reads no file.
public enum ExportPlanner {
    /// The plan of `request` over `sets`, whatever order they come in.
    ///
    /// The caller has chosen the sets by review state. `tokens` counts a text with the base model's vocabularies.
    /// - Throws: ``ExportFault/badRequest(field:value:rule:)``, ``ExportFault/duplicateKey(key:)``, ``ExportFault/planBroken(set:reason:)``,
    ///   ``ExportFault/sharedViews(_:)``, ``ExportFault/nothingToExport(leftOut:)``.
    public static func plan(
        _ request: ExportRequest, sets: [ExportSet], settings: ProjectSettings, snapshot: SnapshotReference,
        tokens: ((String) -> TokenCounts)? = nil
    ) throws(ExportFault) -> ExportPlan {
        try request.validate()
        var seen: Set<String> = []
        for set in sets where !seen.insert(set.state.key).inserted { throw .duplicateKey(key: set.state.key) }

        var warnings = WarningCollector()
        var leftOut: [ExportOverview.LeftOut] = []
        var going: [PlanningSet] = []
        for set in sets.sorted(by: { precedes($0.state.key, $1.state.key) }) {
            if set.state.isDeleted {
                leftOut.append(.init(set: set.id, key: set.state.key, code: .deleted, sentence: "“\(set.state.key)” is deleted."))
                continue
            }
            try checkPlan(of: set)
            let planning = PlanningSet(set, settings: settings)
            if let objection = request.policy.objection(to: set, words: planning.words, minimumConfidence: request.minimumConfidence) {
                leftOut.append(.init(set: set.id, key: set.state.key, code: objection.code, sentence: objection.sentence))
            } else {
                going.append(planning)
            }
        }
        guard !going.isEmpty else { throw .nothingToExport(leftOut: leftOut.count) }

        let names = ExportKeys.names(for: going.map(\.entry.state.key))
        let heldOut = request.holdout.map { HoldoutSplit.holdout(sources: Set(going.map(\.source)), request: $0) } ?? []
        try refuseSharedViews(going, heldOut: heldOut)

        var samples: [PlannedSample] = []
        var taken = Set(names.values.map { $0.lowercased() })
        for planning in going {
            let split: ExportSplit = heldOut.contains(planning.source) ? .holdout : .train
            let name = names[planning.entry.state.key] ?? ""
            if name != planning.entry.state.key { warnings.add(.keysRewritten, planning.entry.state.key) }
            samples.append(planning.sample(key: name, split: split, request: request, warnings: &warnings))
            if split == .train, request.permutations > 0 {
                let orders = Permutations.orders(size: planning.entry.state.views.count, count: request.permutations)
                samples += planning.permuted(orders, name: name, taken: &taken, request: request, warnings: &warnings)
            }
        }
        if let tokens {
            for index in samples.indices { samples[index].tokens = tokens(samples[index].text) }
        }
        samples.sort { ($0.split == .train ? 0 : 1, $0.viewCount) < ($1.split == .train ? 0 : 1, $1.viewCount) }
        PathAssignment.assign(&samples, request: request)
        for sample in samples { warnings.inspect(sample, settings: settings) }
        let overview = ExportOverview(
            samples: samples, request: request, leftOut: leftOut,
            warnings: warnings.warnings(request: request, holdoutIsEmpty: request.holdout != nil && heldOut.isEmpty))
        return ExportPlan(request: request, snapshot: snapshot, settings: settings, overview: overview, samples: samples)
    }

    /// Byte order, the same on every system and locale.
    static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    private static func checkPlan(of set: ExportSet) throws(ExportFault) {
        let plan = set.plan
        func broken(_ reason: String) -> ExportFault { .planBroken(set: set.state.key, reason: reason) }
        guard !set.state.views.isEmpty else { throw broken("it has no views") }
        guard plan.width > 0, plan.height > 0 else { throw broken("its composite has no size") }
        guard plan.panels.map(\.view) == set.state.views.map(\.id) else { throw broken("its panels are not its views in their order") }
        for (panel, view) in zip(plan.panels, set.state.views) {
            guard PixelRect(x: 0, y: 0, width: plan.width, height: plan.height).contains(panel.box) else {
                throw broken("a panel lies outside the composite")
            }
            guard PixelRect(x: 0, y: 0, width: view.image.width, height: view.image.height).contains(panel.source) else {
                throw broken("a panel shows more than its image has")
            }
        }
    }

    private static func refuseSharedViews(_ sets: [PlanningSet], heldOut: Set<String>) throws(ExportFault) {
        guard !heldOut.isEmpty else { return }
        var sides: [String: (name: String, train: Set<String>, holdout: Set<String>)] = [:]
        for planning in sets {
            for view in planning.entry.state.views {
                if heldOut.contains(planning.source) {
                    sides[view.image.sha256, default: (view.image.name, [], [])].holdout.insert(planning.entry.state.key)
                } else {
                    sides[view.image.sha256, default: (view.image.name, [], [])].train.insert(planning.entry.state.key)
                }
            }
        }
        let shared = sides.filter { !$0.value.train.isEmpty && !$0.value.holdout.isEmpty }.sorted { $0.key < $1.key }.map {
            ExportFault.SharedView(
                sha256: $0.key, name: $0.value.name, train: $0.value.train.sorted(by: precedes), holdout: $0.value.holdout.sorted(by: precedes))
        }
        if !shared.isEmpty { throw .sharedViews(shared) }
    }
}

extension PixelRect {
    /// Whether `other` is not empty and lies inside.
    func contains(_ other: PixelRect) -> Bool {
        other.width > 0 && other.height > 0 && other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
    }
}

/// Moves views between sets: pure functions from sets to sets.
///
/// Captions, crops and facts travel with their views. A verbatim prompt becomes structured first where its best parse leaves no
/// doubt (see ``Editing``); otherwise the text stays with the set that keeps its key, and the linter says so. Accepted and deleted
/// sets are refused, except as the model of a duplicate. New sets begin as drafts.
public enum Regrouping {
    /// Cuts a set in two before the 0-based position `at`; the first part keeps the key.
    public static func split(
        _ state: SetState, at position: Int, settings: ProjectSettings, isTaken: (String) -> Bool = { _ in false }
    ) throws(EditRefusal) -> [SetState] {
        guard position > 0, position < state.views.count else { throw .position(position, viewCount: state.views.count) }
        let ids = state.views.map(\.id)
        return try split(state, groups: [Array(ids[..<position]), Array(ids[position...])], settings: settings, isTaken: isTaken)
    }

    /// Cuts a set into groups that together hold every view once; the first group keeps the key, the others get `KEY-2` and so on.
    public static func split(
        _ state: SetState, groups: [[ViewID]], settings: ProjectSettings, isTaken: (String) -> Bool = { _ in false }
    ) throws(EditRefusal) -> [SetState] {
        let named = groups.flatMap { $0 }
        guard groups.count > 1, groups.allSatisfy({ !$0.isEmpty }), named.count == state.views.count,
            Set(named) == Set(state.views.map(\.id))
        else { throw .groups }
        let whole = try prepared(state, settings)
        var taken = Set<String>([state.key])
        var result: [SetState] = []
        for (index, group) in groups.enumerated() {
            var part = whole
            part.views = group.compactMap { whole.view($0) }
            if index > 0 {
                part.key = freeKey(state.key) { taken.contains($0) || isTaken($0) }
                part.review = Review()
                part.dismissals = []
                part.prompt = .structured(summary(of: whole))
            }
            taken.insert(part.key)
            result.append(part)
        }
        return result
    }

    /// Joins sets into the first of them under `key`; the others come back deleted, with their views, so they can be restored.
    public static func merge(_ states: [SetState], key: String, settings: ProjectSettings) throws(EditRefusal) -> [SetState] {
        guard states.count > 1 else { throw .groups }
        var prepared: [SetState] = []
        for state in states { prepared.append(try Self.prepared(state, settings)) }
        guard prepared.reduce(0, { $0 + $1.views.count }) <= allowedViewCounts.upperBound else { throw .tooManyViews }
        var merged = prepared[0]
        merged.key = try EditSession.checkedKey(key)
        merged.tags = EditSession.cleaned(prepared.flatMap(\.tags))
        merged.views = []
        for state in prepared { merged.views += renamed(state.views, avoiding: merged.views) }
        var rest = Array(states.dropFirst())
        for index in rest.indices { rest[index].isDeleted = true }
        return [merged] + rest
    }

    /// A draft with the same views and words under another key.
    public static func duplicate(_ state: SetState, key: String) throws(EditRefusal) -> SetState {
        var copy = state
        copy.key = try EditSession.checkedKey(key)
        copy.review = Review()
        copy.isDeleted = false
        return copy
    }

    /// Moves views from one set into another before the 0-based position `at`; the set they leave keeps at least one.
    public static func moveViews(
        _ views: [ViewID], from source: SetState, to target: SetState, at position: Int, settings: ProjectSettings
    ) throws(EditRefusal) -> (from: SetState, to: SetState) {
        var from = try prepared(source, settings)
        var to = try prepared(target, settings)
        for view in views where from.view(view) == nil { throw .unknownView(view) }
        guard !views.isEmpty, Set(views).count == views.count else { throw .groups }
        guard views.count < from.views.count else { throw .lastView }
        guard to.views.count + views.count <= allowedViewCounts.upperBound else { throw .tooManyViews }
        guard (0...to.views.count).contains(position) else { throw .position(position, viewCount: to.views.count + 1) }
        let moving = views.compactMap { from.view($0) }
        from.views.removeAll { views.contains($0.id) }
        to.views.insert(contentsOf: renamed(moving, avoiding: to.views), at: position)
        return (from, to)
    }

    /// `KEY-2`, `KEY-3` … : the first that nobody has.
    public static func freeKey(_ key: String, isTaken: (String) -> Bool) -> String {
        var number = 2
        while isTaken("\(key.prefix(SetState.longestKey - 8))-\(number)") { number += 1 }
        return "\(key.prefix(SetState.longestKey - 8))-\(number)"
    }

    private static func prepared(_ state: SetState, _ settings: ProjectSettings) throws(EditRefusal) -> SetState {
        if state.isDeleted { throw .deleted }
        if state.review.status == .accepted { throw .accepted }
        var session = EditSession(state: state, settings: settings)
        session.letTextFollowItsImages()
        return session.state
    }

    private static func summary(of state: SetState) -> StructuredPrompt {
        if case .structured(let prompt) = state.prompt { return prompt }
        return StructuredPrompt()
    }

    /// View identifiers are unique in a set: a newcomer whose name is taken gets another.
    private static func renamed(_ views: [ViewState], avoiding present: [ViewState]) -> [ViewState] {
        var taken = Set(present.map(\.id))
        return views.map { view in
            var view = view
            var number = 2
            let name = view.id.rawValue
            while !taken.insert(view.id).inserted {
                view.id = ViewID(rawValue: "\(name)-\(number)")
                number += 1
            }
            return view
        }
    }
}

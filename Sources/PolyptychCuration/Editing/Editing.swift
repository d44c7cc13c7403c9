/// Every verb of one set, as a pure function from state to state.
///
/// Edits are applied in order and all or none: a refusal leaves nothing half done. Texts are cleaned on the way in (see
/// ``Wording``). An accepted set is frozen: it can be reopened, deleted or restored, and its findings dismissed, nothing else.
/// Editing a set that is ready or rejected leaves its status alone.
public enum Editing {
    public static func apply(_ edits: [SetEdit], to state: SetState, settings: ProjectSettings) throws(EditRefusal) -> SetState {
        var session = EditSession(state: state, settings: settings)
        for edit in edits { try session.apply(edit) }
        return session.state
    }
}

/// One set while edits are applied to it.
struct EditSession {
    var state: SetState
    let settings: ProjectSettings

    var effective: EffectiveSettings { settings.effective(for: state) }

    mutating func apply(_ edit: SetEdit) throws(EditRefusal) {
        try refuseWhereFrozen(edit)
        switch edit {
        case .setCaption(let view, let text): state.views[try index(view)].caption = Wording.normalised(text)
        case .setSegment(let view, let text): try setSegment(view, text)
        case .detachSegment(let view, let text): try detachSegment(view, text)
        case .attachSegment(let view): try attachSegment(view)
        case .setSummary(let text): try setSummary(text)
        case .setHeader(let header): try setHeader(header)
        case .setText(let text): try setText(text)
        case .makeStructured: makeStructured()
        case .makeVerbatim: makeVerbatim()

        case .reorder(let views): try reorder(views)
        case .moveView(let view, let to): try moveView(view, to: to)
        case .addView(let view, let at): try addView(view, at: at)
        case .removeView(let view): try removeView(view)
        case .replaceImage(let view, let image): try replaceImage(view, image)
        case .setCrop(let view, let crop): try setCrop(view, crop)
        case .setFocus(let view, let focus): try setFocus(view, focus)
        case .setFacts(let view, let facts): try setFacts(view, facts)

        case .setLayout(let layout): try setLayout(layout)
        case .setTemplate(let template): try setTemplate(template)
        case .setScheme(let scheme): try setScheme(scheme)
        case .setTargetResolution(let target): try setTargetResolution(target)
        case .setCategory(let category): state.category = category.map(Wording.oneLine).flatMap { $0.isEmpty ? nil : $0 }
        case .setTags(let tags): state.tags = Self.cleaned(tags)
        case .changeTags(let add, let remove): state.tags = Self.cleaned(state.tags.filter { !remove.contains($0) } + add)
        case .rename(let key): state.key = try Self.checkedKey(key)

        case .markReady: mark(.ready)
        case .markDraft: mark(.draft)
        case .accept: try accept()
        case .reject(let reason): try reject(reason)
        case .reopen: try reopen()
        case .dismiss(let finding, let code, let by, let why): dismiss(finding, code, by: by, why: why)
        case .undismiss(let finding): state.dismissals.removeAll { $0.finding == finding }
        case .delete: state.isDeleted = true
        case .restore: try restore()
        }
    }

    private func refuseWhereFrozen(_ edit: SetEdit) throws(EditRefusal) {
        switch edit {
        case .restore, .delete: return
        case .reopen, .dismiss, .undismiss, .accept:
            if state.isDeleted { throw .deleted }
        default:
            if state.isDeleted { throw .deleted }
            if state.review.status == .accepted { throw .accepted }
        }
    }

    func index(_ view: ViewID) throws(EditRefusal) -> Int {
        guard let index = state.position(of: view) else { throw .unknownView(view) }
        return index
    }
}

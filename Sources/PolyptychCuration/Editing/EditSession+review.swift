extension EditSession {
    mutating func mark(_ status: ReviewStatus) { state.review = Review(status: status) }

    /// Pins text and plan; accepting an accepted set changes nothing.
    mutating func accept() throws(EditRefusal) {
        guard state.review.status != .accepted else { return }
        guard !state.views.isEmpty else { throw .noViews }
        let plan: LayoutPlan
        do throws(LayoutFault) {
            plan = try LayoutEngine.plan(state, settings: settings)
        } catch {
            throw .layout(error)
        }
        state.review = Review(status: .accepted, pinned: .init(text: state.rendered(settings: settings).text, plan: plan))
    }

    mutating func reject(_ reason: String) throws(EditRefusal) {
        let reason = Wording.oneLine(reason)
        guard !reason.isEmpty else { throw .reasonMissing }
        state.review = Review(status: .rejected, reason: reason)
    }

    /// An accepted or rejected set is ready again; what was pinned goes.
    mutating func reopen() throws(EditRefusal) {
        guard state.review.status == .accepted || state.review.status == .rejected else { throw .notAccepted }
        state.review = Review(status: .ready)
    }

    mutating func dismiss(_ finding: String, _ code: FindingCode, by: String, why: String) {
        state.dismissals.removeAll { $0.finding == finding }
        state.dismissals.append(Dismissal(finding: finding, code: code, by: Wording.oneLine(by), why: Wording.oneLine(why)))
    }

    mutating func restore() throws(EditRefusal) {
        guard state.isDeleted else { throw .notDeleted }
        state.isDeleted = false
    }
}

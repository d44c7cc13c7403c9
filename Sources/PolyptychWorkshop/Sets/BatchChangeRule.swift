import Foundation
import PolyptychCuration

/// What a batch makes of one set: pure, so that preview and application agree.
struct BatchChangeRule: Sendable {
    private enum Kind: Sendable {
        case edits([SetEdit])
        case fix([FindingCode])
        case replace(Replacement, BatchAction.ReplaceScope)
        case review(ReviewStatus, reason: String?)
    }
    private let kind: Kind
    /// For the history: what the action was.
    let title: String

    init(action: BatchAction) throws {
        switch action {
        case .edits(let edits):
            kind = .edits(edits)
            title = EditSummary.sentence(edits)
        case .fix(let codes):
            kind = .fix(codes)
            title = codes.count == 1 ? "Fixed \(codes[0].rawValue)" : "Fixed findings"
        case .replace(let find, let with, let regex, let scope):
            kind = .replace(try Replacement(find: find, with: with, isRegex: regex), scope)
            title = "Replaced “\(find)” by “\(with)”"
        case .review(let status, let reason):
            kind = .review(status, reason: reason)
            title = switch status {
            case .accepted: "Accepted"
            case .rejected: "Rejected"
            case .ready: "Marked ready"
            case .draft: "Back to draft"
            }
        }
    }

    /// The set afterwards; the same state where nothing changes. Throws an `EditRefusal` where it may not be changed.
    func apply(to state: SetState, settings: ProjectSettings, measures: [String: ViewMeasure]) throws -> SetState {
        switch kind {
        case .edits(let edits):
            return try Editing.apply(edits, to: state, settings: settings)
        case .fix(let codes):
            return try Fixing.apply(
                codes: codes, to: state, settings: settings, measures: state.views.map { measures[$0.image.sha256] }
            ).state
        case .replace(let replacement, let scope):
            let edits = replacement.edits(for: state, scope: scope)
            return edits.isEmpty ? state : try Editing.apply(edits, to: state, settings: settings)
        case .review(let status, let reason):
            guard state.review.status != status else { return state }
            return try Editing.apply(reviewEdits(from: state.review.status, to: status, reason: reason), to: state, settings: settings)
        }
    }

    private func reviewEdits(from old: ReviewStatus, to new: ReviewStatus, reason: String?) -> [SetEdit] {
        let thaw: [SetEdit] = old == .accepted ? [.reopen] : []
        return switch new {
        case .accepted: [.accept]
        case .rejected: thaw + [.reject(reason: reason ?? "Rejected in a batch")]
        case .ready: old == .accepted ? [.reopen] : [.markReady]
        case .draft: thaw + [.markDraft]
        }
    }
}

/// Find and replace over the words of a set, plain or by regular expression (`$1` stands for the first group).
struct Replacement: Sendable {
    private let find: String
    private let with: String
    private let isRegex: Bool

    init(find: String, with: String, isRegex: Bool) throws {
        guard !find.isEmpty else { throw WorkshopError.invalid(field: "find", sentence: "Say what to find.") }
        if isRegex {
            do { _ = try NSRegularExpression(pattern: find) } catch {
                throw WorkshopError.invalid(field: "find", sentence: "“\(find)” is not a regular expression. Check its brackets and backslashes.")
            }
        }
        self.find = find
        self.with = with
        self.isRegex = isRegex
    }

    func replaced(_ text: String) -> String {
        guard isRegex else { return text.replacingOccurrences(of: find, with: with) }
        guard let expression = try? NSRegularExpression(pattern: find) else { return text }
        return expression.stringByReplacingMatches(in: text, range: NSRange(text.startIndex..., in: text), withTemplate: with)
    }

    func edits(for state: SetState, scope: BatchAction.ReplaceScope) -> [SetEdit] {
        var edits: [SetEdit] = []
        func changed(_ text: String) -> String? {
            let new = replaced(text)
            return new == text ? nil : new
        }
        if scope != .summary {
            for view in state.views {
                if let detached = view.detached, let text = changed(detached.text) { edits.append(.setSegment(view: view.id, text: text)) }
                if let text = changed(view.caption) { edits.append(.setCaption(view: view.id, text: text)) }
            }
        }
        switch state.prompt {
        case .structured(let prompt):
            if scope != .captions, let text = changed(prompt.summary) { edits.append(.setSummary(text: text)) }
        case .verbatim(let prompt):
            if scope == .all, let text = changed(prompt.text) { edits.append(.setText(text: text)) }
        }
        return edits
    }
}

/// Why an edit is not made.
public enum EditRefusal: Error, Hashable, Sendable {
    /// The set is accepted and frozen until somebody reopens it.
    case accepted
    case deleted
    case notDeleted
    case unknownView(ViewID)
    case duplicateView(ViewID)
    case notAPermutation
    case position(Int, viewCount: Int)
    case tooManyViews
    case lastView
    case noViews
    case key(String)
    case crop(view: ViewID, width: Int, height: Int)
    case focus(FocusPoint)
    case image(name: String)
    case facts(FactsFault)
    case header(String)
    case settings(SettingsFault)
    case layout(LayoutFault)
    case reasonMissing
    case notAccepted
    /// The verbatim text does not say where the view's words are.
    case segmentNotFound(ViewID)
    case notDetached(ViewID)
    case emptyText
    /// A regrouping that leaves a group empty, names a view twice, or forgets one.
    case groups
}

extension EditRefusal {
    /// What is wrong and what to do, for people.
    public var sentence: String {
        switch self {
        case .accepted: "The set is accepted and therefore frozen; reopen it first."
        case .deleted: "The set is deleted; restore it first."
        case .notDeleted: "The set is not deleted, so there is nothing to restore."
        case .unknownView(let view): "The set has no view \(view); reload the set and try again."
        case .duplicateView(let view): "The set already has a view \(view); give the new one another name."
        case .notAPermutation: "The new order must name every view of the set exactly once; reload the set and try again."
        case .position(let position, let count): "Position \(position + 1) does not exist in a set of \(count) views; choose 1 to \(count)."
        case .tooManyViews: "A set holds at most 16 views; split it or remove one first."
        case .lastView: "A set keeps at least one view; delete the set instead."
        case .noViews: "The set has no views, so there is nothing to accept; add an image first."
        case .key(let key): "“\(key)” cannot name a set; use 1 to 200 characters without dots, slashes or control characters."
        case .crop(let view, let width, let height):
            "The crop of view \(view) must have a size and lie inside its image of \(width) × \(height) pixels."
        case .focus(let point): "The focus point \(point.x), \(point.y) lies outside the image; both numbers run from 0 to 1000."
        case .image(let name): "“\(name)” has no pixels or no content hash; import the image again."
        case .facts(let fault): fault.sentence
        case .header(let text): "“\(text)” cannot be a header; use up to 60 characters on one line, without brackets, that are no panel's marker."
        case .settings(let fault): fault.sentence
        case .layout(let fault): fault.sentence
        case .reasonMissing: "Say in a few words why the set is rejected."
        case .notAccepted: "The set is not accepted or rejected, so there is nothing to reopen."
        case .segmentNotFound(let view): "The text does not say which words belong to view \(view); give the prompt its markers first."
        case .notDetached(let view): "The segment of view \(view) is not detached from its caption."
        case .groups: "Every view must be in exactly one group, and no group may be empty; choose again."
        case .emptyText: "A joint prompt needs words; write some, or delete the set."
        }
    }
}

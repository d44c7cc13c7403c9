/// One change to one set; a list of them applied together makes one revision.
///
/// JSON: `{"edit": "setCaption", "view": "v1", "text": "…"}`: the case's name under `edit`, its values beside it.
public enum SetEdit: Hashable, Sendable {
    case setCaption(view: ViewID, text: String)
    /// The visible text under a marker: the caption, unless the segment is detached.
    case setSegment(view: ViewID, text: String)
    case detachSegment(view: ViewID, text: String)
    case attachSegment(view: ViewID)
    case setSummary(text: String)
    case setHeader(header: HeaderChoice)
    /// Replaces the whole prompt by text kept to the letter; becomes structured where it parses cleanly.
    case setText(text: String)
    /// Turns a verbatim prompt into structure by its best parse.
    case makeStructured
    case makeVerbatim
    /// Every view exactly once; text follows its image.
    case reorder(views: [ViewID])
    /// `to` is the 0-based position.
    case moveView(view: ViewID, to: Int)
    case addView(view: ViewState, at: Int)
    case removeView(view: ViewID)
    case replaceImage(view: ViewID, image: ImageReference)
    case setCrop(view: ViewID, crop: PixelRect?)
    case setFocus(view: ViewID, focus: FocusPoint?)
    case setFacts(view: ViewID, facts: ViewFacts?)
    case setLayout(layout: LayoutSpec?)
    case setTemplate(template: Template?)
    case setScheme(scheme: MarkerScheme?)
    case setTargetResolution(targetResolution: Int?)
    case setCategory(category: String?)
    case setTags(tags: [String])
    /// Puts tags beside those that are there, and takes others away: what a batch over many sets needs.
    case changeTags(add: [String], remove: [String])
    case rename(key: String)
    case markReady
    case markDraft
    case accept
    case reject(reason: String)
    case reopen
    case dismiss(finding: String, code: FindingCode, by: String, why: String)
    case undismiss(finding: String)
    case delete
    case restore
}

import PolyptychCuration

/// What edits did, in a few words for a history list.
enum EditSummary {
    static func sentence(_ edits: [SetEdit]) -> String {
        var phrases: [String] = []
        for edit in edits {
            let phrase = phrase(edit)
            if phrases.last != phrase { phrases.append(phrase) }
        }
        let text = phrases.prefix(3).joined(separator: ", ") + (phrases.count > 3 ? " …" : "")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func phrase(_ edit: SetEdit) -> String {
        switch edit {
        case .setCaption, .setSegment: "edited a caption"
        case .detachSegment: "detached a segment"
        case .attachSegment: "attached a segment"
        case .setSummary: "edited the summary"
        case .setHeader: "changed the header"
        case .setText: "edited the prompt"
        case .makeStructured: "made the prompt structured"
        case .makeVerbatim: "made the prompt verbatim"
        case .reorder, .moveView: "reordered the views"
        case .addView: "added a view"
        case .removeView: "removed a view"
        case .replaceImage: "swapped an image"
        case .setCrop: "changed a crop"
        case .setFocus: "moved a focus point"
        case .setFacts: "changed facts"
        case .setLayout: "changed the layout"
        case .setTemplate: "changed the template"
        case .setScheme: "changed the marker scheme"
        case .setTargetResolution: "changed the target resolution"
        case .setCategory: "changed the category"
        case .setTags, .changeTags: "changed tags"
        case .rename(let key): "renamed to \(key)"
        case .markReady: "marked ready"
        case .markDraft: "back to draft"
        case .accept: "accepted"
        case .reject: "rejected"
        case .reopen: "reopened"
        case .dismiss: "dismissed a finding"
        case .undismiss: "took a dismissal back"
        case .delete: "deleted"
        case .restore: "restored"
        }
    }
}

/** What an edit does, in words. */

export function editSentence(edit, names) {
  const view = (id) => names?.marker?.(id) ?? "a view";
  switch (edit.edit) {
    case "reorder": return `Order: ${edit.views.map((id) => names?.view?.(id)?.image.name ?? id).join(", ")}`;
    case "setCrop": return `Crop of ${view(edit.view)}`;
    case "setFocus": return `Focus point of ${view(edit.view)}`;
    case "setFacts": return `Facts of ${view(edit.view)}`;
    case "setLayout": return edit.layout ? `Layout: ${edit.layout.arrangement}, ${edit.layout.fit}` : "Layout of the project";
    case "setTemplate": return edit.template ? `Template: ${edit.template.name}` : "Template of the project";
    case "setScheme": return "Marker scheme";
    case "setTargetResolution": return `Target resolution: ${edit.targetResolution ?? "the project's"}`;
    case "setHeader": return "Header";
    case "makeStructured": return "Make the prompt structured";
    case "makeVerbatim": return "Keep the prompt to the letter";
    case "addView": return `Add ${edit.view.image.name}`;
    case "removeView": return `Remove ${view(edit.view)}`;
    case "replaceImage": return `Swap in ${edit.image.name}`;
    case "accept": return "Accept the set";
    case "reject": return `Reject: ${edit.reason}`;
    case "reopen": return "Reopen the set";
    case "markReady": return "Mark ready";
    case "markDraft": return "Back to draft";
    case "dismiss": return `Set a finding aside: ${edit.why}`;
    case "undismiss": return "Take up a finding again";
    case "delete": return "Delete the set";
    case "restore": return "Restore the set";
    case "rename": return `Rename to ${edit.key}`;
    case "setTags": return `Tags: ${edit.tags.join(", ")}`;
    case "setCategory": return `Category: ${edit.category ?? "none"}`;
    case "attachSegment": return `Attach ${view(edit.view)} to its caption`;
    case "detachSegment": return `Detach ${view(edit.view)} from its caption`;
    default: return edit.edit;
  }
}

/** What a set will look like once its edits are saved, as far as that can be known without asking. */

import { predicted } from "./editor-plan.js";
import { reordered, withSpan } from "./editor-prompt.js";

const changeView = (state, id, change) => ({ ...state, views: state.views.map((view) => (view.id === id ? { ...view, ...change(view) } : view)) });

/** The words under a view's marker. */
export const segmentOf = (view) => view.detached?.text ?? view.caption;

function applied(state, edit) {
  switch (edit.edit) {
    case "reorder": {
      const byID = new Map(state.views.map((view) => [view.id, view]));
      return { ...state, views: edit.views.map((id) => byID.get(id)) };
    }
    case "setSegment":
      return changeView(state, edit.view, (view) => (view.detached ? { detached: { ...view.detached, text: edit.text } } : { caption: edit.text }));
    case "setCaption": return changeView(state, edit.view, () => ({ caption: edit.text }));
    case "setSummary": return { ...state, prompt: { ...state.prompt, summary: edit.text } };
    case "setText": return { ...state, prompt: { ...state.prompt, text: edit.text } };
    case "setCrop": return changeView(state, edit.view, () => ({ crop: edit.crop ?? undefined }));
    case "setFocus": return changeView(state, edit.view, () => ({ focus: edit.focus ?? undefined }));
    case "setFacts": return changeView(state, edit.view, () => ({ facts: edit.facts ?? undefined }));
    case "reject": return { ...state, review: { status: "rejected", reason: edit.reason } };
    default: return state;
  }
}

/**
 * A set's detail with edits applied for the screen; `pending` is true on it.
 * Text, markers and plan are predicted; what only the server knows (findings, tokens) stays as it was.
 */
export function anticipated(detail, edits) {
  if (!edits.length) return detail;
  let { state, rendered } = detail;
  for (const edit of edits) {
    state = applied(state, edit);
    const structured = state.prompt.kind === "structured";
    if (edit.edit === "reorder" && structured) rendered = reordered(rendered, edit.views, Object.fromEntries(state.views.map((view) => [view.id, segmentOf(view)])));
    if (edit.edit === "setSegment" && structured) rendered = withSpan(rendered, (span) => span.kind === "segment" && span.view === edit.view, edit.text);
    if (edit.edit === "setSummary" && structured) rendered = withSpan(rendered, (span) => span.kind === "summary", edit.text);
    if (edit.edit === "setText") rendered = { text: edit.text, spans: [{ kind: "unplaced", start: 0, end: edit.text.length }] };
  }
  const geometric = edits.some(({ edit }) => ["reorder", "setCrop", "setFocus"].includes(edit));
  const plan = geometric && detail.plan ? predicted(detail.plan, state.views, detail.effective.layout.fit) : detail.plan;
  const textual = rendered !== detail.rendered;
  return { ...detail, state, rendered, plan, findings: textual ? withoutOffsets(detail.findings) : detail.findings, tokens: textual ? { ...detail.tokens, clipCut: null, t5Cut: null } : detail.tokens, pending: true };
}

const withoutOffsets = (findings) => findings.map((finding) => ({ ...finding, place: { ...finding.place, start: undefined, end: undefined } }));

/** Whether a set already holds what the edits ask for, so that a repeated request need not be sent. */
export function alreadyHolds(detail, edits) {
  const view = (id) => detail.state.views.find((candidate) => candidate.id === id);
  return edits.every((edit) => {
    switch (edit.edit) {
      case "reorder": return detail.state.views.map(({ id }) => id).join() === edit.views.join();
      case "setSegment": return view(edit.view) && segmentOf(view(edit.view)) === edit.text;
      case "setCaption": return view(edit.view)?.caption === edit.text;
      case "setSummary": return detail.state.prompt.summary === edit.text;
      case "setText": return detail.rendered.text === edit.text;
      case "accept": return detail.state.review.status === "accepted";
      default: return false;
    }
  });
}

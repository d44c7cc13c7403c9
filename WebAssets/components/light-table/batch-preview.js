// Every change of a batch, as a word diff, each one to be left out by its tick; then the batch itself.
//   await previewAndApply({project, selection, title, verb: "Accept", done: "Accepted", action, ready?, controls?: ({again}) => html`…`}) → "done" | null
// With controls the preview follows them while the dialog is open.
import { isAbort, post, sentence } from "../../helpers/api.js";
import { openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { wordDiff } from "../../helpers/marks.js";
import { count, plural } from "../../helpers/format.js";
import { toast, toastError } from "../../helpers/toast.js";
import { undo } from "../../models/undo.js";

const SHOWN = 200;

export async function previewAndApply({ project, selection, title, verb, done = verb, action, ready = () => true, controls = null }) {
  let preview = null, fault = null, loading = null, timer = 0, redraw = () => {};
  const excluded = new Set();

  const load = async () => {
    loading?.abort();
    const turn = loading = new AbortController();
    fault = null; redraw();
    try {
      const answer = await post(`/projects/${project}/batch/preview`, { selection: selection.target, action }, { signal: turn.signal });
      preview = answer;
      excluded.clear();
    } catch (error) {
      if (isAbort(error)) return;
      preview = null;
      fault = sentence(error);
    }
    if (loading === turn) loading = null;
    redraw();
  };
  const again = (wait = 250) => { clearTimeout(timer); timer = setTimeout(() => { if (ready()) load(); else { preview = null; redraw(); } }, wait); redraw(); };

  if (ready()) {
    await load();
    if (fault) { toastError(new Error(fault)); return null; }
    if (!controls && preview.count === 0 && !preview.refused?.length) { toast("Nothing would change: there is nothing to do in the selected sets."); return null; }
  }
  const left = () => (preview ? preview.count - excluded.size : 0);

  const answer = await openDialog({
    title, wide: true,
    body: ({ refresh }) => {
      redraw = refresh;
      return html`${controls ? controls({ again }) : null}
        ${fault ? html`<p class="notice bad">${fault}</p>` : null}
        ${preview?.refused?.length ? html`<details class="notice warn"><summary>${plural(preview.refused.length, "set")} cannot take part</summary><ul>${preview.refused.slice(0, 50).map(r => html`<li><b>${r.key}</b>: ${r.message}</li>`)}</ul></details>` : null}
        ${preview?.changes.length ? html`<ul class="batch-list">${preview.changes.slice(0, SHOWN).map(change => html`<li class=${excluded.has(change.set) ? "off" : ""}>
            <input type="checkbox" aria-label=${`Include ${change.key}`} .checked=${!excluded.has(change.set)} @change=${e => { e.target.checked ? excluded.delete(change.set) : excluded.add(change.set); refresh(); }}>
            <span class="ellipsis" title=${change.key}>${change.key}${change.note ? html`<br><span class="note">${change.note}</span>` : null}</span>
            ${change.before === change.after ? html`<span class="note">${change.note ? "The words stay as they are." : change.after}</span>` : wordDiff(shorten(change.diff))}</li>`)}</ul>
          ${preview.changes.length > SHOWN || preview.count > preview.changes.length ? html`<p class="quiet-text">The first ${Math.min(SHOWN, preview.changes.length)} of ${count(preview.count)} are shown; the others change in the same way.</p>` : null}`
        : preview ? html`<p class="quiet-text">Nothing would change.</p>` : controls && !loading ? html`<p class="quiet-text">Type what to look for: every change shows here before it is made.</p>` : null}`;
    },
    note: () => (loading ? "Reading…" : excluded.size ? `${count(excluded.size)} left out` : null),
    actions: [{ label: "Cancel", value: null }, {
      label: () => (preview ? `${verb} ${plural(left(), "set")}` : verb), kind: "primary", disabled: () => !left() || Boolean(loading),
      run: async ({ close }) => { close(await post(`/projects/${project}/batch`, { preview: preview.preview, exclude: [...excluded] })); return false; },
    }],
  });
  loading?.abort();
  if (!answer) return null;
  const refused = answer.refused?.length ? `, ${plural(answer.refused.length, "set")} changed meanwhile and stayed as they are` : "";
  toast(`${done} ${plural(answer.applied, "set")}${refused}`, { action: { label: "Undo", run: () => undo("undo", project) } });
  return "done";
}

/** Long unchanged stretches say nothing: keep a few words on each side of a change. */
export function shorten(diff, around = 60) {
  return (diff ?? []).map(({ kind, text }, index, all) => {
    if (kind !== "same" || text.length <= around * 2 + 10) return { kind, text };
    const head = index === 0 ? "" : text.slice(0, around), tail = index === all.length - 1 ? "" : text.slice(-around);
    return { kind, text: `${head} … ${tail}` };
  });
}

// The batch actions by name; each answers "done", "gone" (sets came or went), or null when nothing was done.
//   await acts.replace({project, selection, cards, facets})
import { post } from "../../helpers/api.js";
import { askText, confirmDialog, openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";
import { codeInWords } from "../../helpers/marks.js";
import { plural } from "../../helpers/format.js";
import { toast, toastError } from "../../helpers/toast.js";
import { undo } from "../../models/undo.js";
import { previewAndApply } from "./batch-preview.js";

const review = (to, title, verb, done) => context => previewAndApply({ ...context, title, verb, done, action: { kind: "review", to } });

async function regroup({ project }, body, said) {
  try {
    const answer = await post(`/projects/${project}/regroup`, body);
    toast(said, { action: { label: "Undo", run: () => undo("undo", project) } });
    return answer;
  } catch (error) { toastError(error); return null; }
}

export const acts = {
  accept: review("accepted", "Accept these sets", "Accept", "Accepted"),
  ready: review("ready", "Mark these sets ready", "Mark ready:", "Marked ready:"),
  draft: review("draft", "Put these sets back to draft", "Back to draft:", "Back to draft:"),

  reopen: context => previewAndApply({ ...context, title: "Reopen accepted sets", verb: "Reopen", done: "Reopened", action: { kind: "edits", edits: [{ edit: "reopen" }] } }),

  async reject(context) {
    const reason = await askText({ title: `Reject ${plural(context.selection.size, "set")}`, label: "Reason", hint: "Kept with each set, so that nobody asks twice.", action: "Preview" });
    return reason ? previewAndApply({ ...context, title: "Reject these sets", verb: "Reject", done: "Rejected", action: { kind: "review", to: "rejected", reason } }) : null;
  },

  async fix(context) {
    const present = new Map();
    for (const id of context.selection.ids) for (const finding of context.cards.get(id)?.findings ?? []) present.set(finding.code, (present.get(finding.code) ?? 0) + 1);
    if (context.selection.wholeQuery !== null) for (const value of context.facets?.find(f => f.name === "lint")?.values ?? []) present.set(value.value, value.count);
    if (!present.size) { toast("The selected sets have no findings."); return null; }
    const codes = new Set(present.keys());
    const chosen = await openDialog({
      title: "Which findings should be fixed?",
      body: ({ refresh }) => html`<p class="quiet-text">Only findings with a fix are touched. You see every change before it is made.</p>
        <div class="choices">${[...present].map(([code, n]) => html`<label class="check"><input type="checkbox" .checked=${codes.has(code)} @change=${e => { e.target.checked ? codes.add(code) : codes.delete(code); refresh(); }}> ${codeInWords(code)} <span class="quiet-text tabular">${n}</span></label>`)}</div>`,
      actions: [{ label: "Cancel", value: null }, { label: "Preview", kind: "primary", disabled: () => codes.size === 0, value: "go" }],
    });
    return chosen ? previewAndApply({ ...context, title: "Fix findings", verb: "Fix", done: "Fixed", action: { kind: "fix", codes: [...codes] } }) : null;
  },

  replace: context => {
    const action = { kind: "replace", find: "", with: "", regex: false, scope: "all" };
    return previewAndApply({
      ...context, title: "Find and replace", verb: "Replace in", done: "Replaced in", action, ready: () => action.find !== "",
      controls: ({ again }) => html`<div class="replace-form">
        <label class="field"><span>Find</span><input autofocus spellcheck="false" .value=${action.find} @input=${e => { action.find = e.target.value; again(); }}></label>
        <label class="field"><span>Replace with</span><input spellcheck="false" .value=${action.with} @input=${e => { action.with = e.target.value; again(); }}></label>
        <label class="field"><span>In</span><select .value=${action.scope} @change=${e => { action.scope = e.target.value; again(0); }}><option value="all">all words</option><option value="captions">captions</option><option value="summary">summaries</option></select></label>
        <label class="check"><input type="checkbox" .checked=${action.regex} @change=${e => { action.regex = e.target.checked; again(0); }}> Regular expression</label></div>`,
    });
  },

  async tag(context) {
    const known = context.facets?.find(f => f.name === "tag")?.values.map(v => v.value) ?? [];
    const cards = context.selection.ids.map(id => context.cards.get(id)).filter(Boolean);
    const here = new Set(cards.flatMap(card => card.tags ?? []));
    const choice = { add: "", remove: new Set() };
    const done = await openDialog({
      title: `Tag ${plural(context.selection.size, "set")}`,
      body: ({ refresh }) => html`
        <label class="field"><span>Add</span><input autofocus list="known-tags" .value=${choice.add} @input=${e => { choice.add = e.target.value; refresh(); }} placeholder="one tag, or several with commas"><small>Tags narrow the table and can be searched: tag:outdoor</small></label>
        <datalist id="known-tags">${known.map(tag => html`<option value=${tag}></option>`)}</datalist>
        ${here.size ? html`<div class="field"><span>Take away</span><div class="choices">${[...here].map(tag => html`<label class="check"><input type="checkbox" .checked=${choice.remove.has(tag)} @change=${e => { e.target.checked ? choice.remove.add(tag) : choice.remove.delete(tag); refresh(); }}> ${tag}</label>`)}</div></div>` : null}`,
      actions: [{ label: "Cancel", value: null }, { label: "Preview", kind: "primary", value: "go", disabled: () => !choice.add.trim() && !choice.remove.size }],
    });
    if (!done) return null;
    const add = choice.add.split(",").map(tag => tag.trim()).filter(Boolean);
    return previewAndApply({ ...context, title: "Change tags", verb: "Change tags of", done: "Changed the tags of", action: { kind: "edits", edits: [{ edit: "changeTags", add, remove: [...choice.remove] }] } });
  },

  async duplicate(context) {
    return await regroup(context, { action: "duplicate", sets: context.selection.ids }, `Duplicated ${plural(context.selection.size, "set")}`) ? "gone" : null;
  },

  async merge(context) {
    const first = context.cards.get(context.selection.ids[0]);
    const views = context.selection.ids.reduce((sum, id) => sum + (context.cards.get(id)?.viewCount ?? 0), 0);
    if (views > 16) { toast(`Together these sets have ${views} views; a set takes 16 at most.`, { kind: "bad" }); return null; }
    const key = await askText({ title: `Merge ${plural(context.selection.size, "set")} into one`, label: "Key of the merged set", value: first?.key ?? "", hint: `It will have ${plural(views, "view")}, in the order in which you selected the sets; the captions travel with their images.`, action: "Merge", check: text => (/[./]/.test(text) ? "A key has no dots and no slashes." : null) });
    return key && await regroup(context, { action: "merge", sets: context.selection.ids, key }, `Merged into ${key}`) ? "gone" : null;
  },

  async split(context) {
    const id = context.selection.ids[0], card = context.cards.get(id);
    let at = Math.ceil((card?.viewCount ?? 2) / 2);
    if (!card || card.viewCount < 2) { toast("A set of one view cannot be split."); return null; }
    const done = await openDialog({
      title: `Split ${card.key}`,
      body: ({ refresh }) => html`<div class="split-views">${card.views.map((view, i) => html`<figure class=${i < at ? "first" : "second"}><img src=${view.thumb} alt=${view.name}><figcaption>${i < at ? "stays" : "new set"}</figcaption></figure>`)}</div>
        <label class="field"><span>Split after view ${at}</span><input type="range" min="1" max=${card.viewCount - 1} .value=${String(at)} @input=${e => { at = Number(e.target.value); refresh(); }}></label>`,
      actions: [{ label: "Cancel", value: null }, { label: "Split", kind: "primary", value: "go" }],
    });
    return done && await regroup(context, { action: "split", set: id, at }, `Split ${card.key}`) ? "gone" : null;
  },

  async delete(context) {
    const n = context.selection.size;
    const sure = await confirmDialog({ title: `Delete ${plural(n, "set")}?`, text: "The sets leave the table and exports. Their history and images stay, so they can be brought back: undo, or the history page.", action: `Delete ${plural(n, "set")}`, kind: "danger" });
    return sure && await regroup(context, { action: "delete", sets: context.selection.ids }, `Deleted ${plural(n, "set")}`) ? "gone" : null;
  },
};

// Small questions about a set as a whole: its name, its category, its tags.
//
//   await askName(key)        a new key, or null        await askLabels(state)      SetEdits, or null
import { askText, openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";

export const askName = (key) => askText({
  title: "Rename this set", label: "Key", value: key, action: "Rename", hint: "The name in exports: no dots and no slashes.",
  check: (text) => (/[./\\\u0000-\u001f]/.test(text) ? "A key has no dots, slashes or line breaks." : null),
}).then((answer) => (answer === key ? null : answer));

export function askLabels(state) {
  let category = state.category ?? "";
  let tags = state.tags.join(", ");
  const list = () => tags.split(",").map((tag) => tag.trim()).filter(Boolean);
  const edits = () => [
    category.trim() === (state.category ?? "") ? null : { edit: "setCategory", category: category.trim() || null },
    list().join() === state.tags.join() ? null : { edit: "setTags", tags: list() },
  ].filter(Boolean);
  return openDialog({
    title: "Category and tags",
    body: ({ refresh }) => html`
      <label class="field"><span>Category</span><input autofocus .value=${category} @input=${(event) => { category = event.target.value; refresh(); }}><small>what the object or scene is</small></label>
      <label class="field"><span>Tags, separated by commas</span><input .value=${tags} @input=${(event) => { tags = event.target.value; refresh(); }}></label>`,
    actions: [{ label: "Cancel", value: null }, { label: "Save", kind: "primary", disabled: () => edits().length === 0, run: ({ close }) => { close(edits()); return false; } }],
  });
}

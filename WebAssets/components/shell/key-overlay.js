// All keys of the present page; each can be changed, single keys can be switched off.
import { openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";
import { keys, notation, readable } from "../../helpers/keys.js";

export function showKeys() {
  let recording = null, message = null;
  const names = new Set();
  return openDialog({
    title: "Keys", wide: true,
    body: ({ refresh, dialog }) => {
      if (!dialog.dataset.keys) {
        dialog.dataset.keys = "yes";
        dialog.addEventListener("keydown", event => {
          if (!recording) return;
          const binding = notation(event);
          if (!binding || binding === "Tab") return;
          event.preventDefault();
          event.stopPropagation();
          if (binding !== "Escape") {
            const taken = keys.takenBy(binding, recording);
            keys.remap(recording, binding);
            message = taken.length ? `${readable(binding)} also works “${taken[0].title}”; the innermost page wins.` : null;
          }
          recording = null;
          refresh();
        }, true);
        dialog.addEventListener("cancel", event => { if (recording) { event.preventDefault(); recording = null; refresh(); } });
      }
      names.clear();
      return html`
        <div class="tools">
          <label class="check"><input type="checkbox" .checked=${keys.singleKeys} @change=${e => { keys.singleKeys = e.target.checked; refresh(); }}> Single keys work outside text fields</label>
          <span class="spacer"></span><button type="button" class="button small" @click=${() => { keys.reset(); refresh(); }}>All as they were</button>
        </div>
        ${message ? html`<p class="notice warn">${message}</p>` : null}
        <div class="key-list">${keys.active.map(scope => html`<section><h3>${scope.title}</h3><ul>${scope.commands.filter(c => !c.hidden && !names.has(c.id) && names.add(c.id)).map(command => html`
          <li><span>${command.title}</span>
            ${recording === command.id ? html`<span class="badge accent">press a key, Esc keeps it</span>` : keys.bindings(command).map(b => html`<kbd class="key">${readable(b)}</kbd>`)}
            <button type="button" class="link quiet-text" aria-label=${`Change the key of: ${command.title}`} @click=${() => { recording = command.id; message = null; refresh(); }}>change</button>
            ${keys.isChanged(command.id) ? html`<button type="button" class="link quiet-text" @click=${() => { keys.reset(command.id); refresh(); }}>reset</button>` : null}</li>`)}</ul></section>`)}</div>`;
    },
    note: "Keys never fire while you type. Changes stay in this browser.",
  });
}

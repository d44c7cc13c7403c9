// Modal dialogs over the browser's own <dialog>: focus is kept inside and goes back where it was, Escape closes.
//
//   const answer = await openDialog({title: "Delete 3 sets?", body: html`…`, actions: [
//     {label: "Cancel", value: null}, {label: "Delete", value: "delete", kind: "danger"}]})     value, or null when closed
//   openDialog({title, wide: true, body: ({close, refresh, dialog}) => html`…`})  body as a function is rendered again on refresh()
//   await confirmDialog({title, text, action: "Delete", kind: "danger"})          true or false
//   await askText({title, label, value, action, check: text => "sentence" | null}) text or null
// An action may have run: async ({close, dialog}) => …; false keeps the dialog open; an error is shown inside.
import { html, render } from "./html.js";
import { icon } from "./icons.js";
import { sentence } from "./api.js";

export function openDialog({ title, body, actions = [], wide = false, kind = "", note = null }) {
  return new Promise(resolve => {
    const dialog = document.createElement("dialog");
    dialog.className = `dialog ${wide ? "wide" : ""} ${kind}`;
    dialog.setAttribute("aria-labelledby", "dialog-title");
    let result = null, busy = false, fault = null;

    const close = value => { result = value ?? null; dialog.close(); };
    const press = async action => {
      if (!action.run) return close(action.value);
      busy = true; fault = null; refresh();
      try {
        const answer = await action.run({ close, dialog, refresh });
        if (answer !== false && dialog.open) close(action.value ?? answer);
      } catch (error) {
        fault = sentence(error);
      }
      busy = false;
      if (dialog.open) refresh();
    };
    const view = () => html`
      <form method="dialog" class="dialog-frame" @submit=${event => {
        event.preventDefault();
        const last = actions.filter(a => a.kind).at(-1);
        if (last && !busy && !last.disabled?.()) press(last);
      }}>
        <header><h2 id="dialog-title">${title}</h2><button type="button" class="icon-button" aria-label="Close" @click=${() => close(null)}>${icon("close")}</button></header>
        <div class="dialog-body">${typeof body === "function" ? body({ close, refresh, dialog }) : body}</div>
        ${fault ? html`<p class="notice bad" role="alert">${fault}</p>` : null}
        ${actions.length || note ? html`<footer><span class="quiet-text">${typeof note === "function" ? note() : note}</span><span class="spacer"></span>
          ${actions.map(action => html`<button type=${action.kind ? "submit" : "button"} class="button ${action.kind ?? ""}" ?disabled=${busy || action.disabled?.()}
            @click=${event => { event.preventDefault(); press(action); }}>${typeof action.label === "function" ? action.label() : action.label}</button>`)}</footer>` : null}
      </form>`;
    const refresh = () => render(dialog, view());

    refresh();
    document.body.append(dialog);
    dialog.addEventListener("close", () => { dialog.remove(); resolve(result); });
    dialog.addEventListener("mousedown", event => { if (event.target === dialog) close(null); });
    dialog.showModal();
    // The first field asks for words; else Enter does what the dialog is for, except where something would be lost.
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector("footer .button.primary:not(:disabled)") ?? dialog.querySelector("footer .button") ?? dialog).focus();
  });
}

export async function confirmDialog({ title, text, action = "Go on", kind = "primary" }) {
  return (await openDialog({ title, body: html`<p>${text}</p>`, actions: [{ label: "Cancel", value: null }, { label: action, value: true, kind }] })) === true;
}

export async function askText({ title, label, value = "", hint = null, action = "Save", check = () => null, multiline = false }) {
  let text = value;
  return openDialog({
    title,
    body: ({ refresh }) => html`<label class="field"><span>${label}</span>
      ${multiline
        ? html`<textarea autofocus rows="4" .value=${text} @input=${e => { text = e.target.value; refresh(); }}></textarea>`
        : html`<input autofocus .value=${text} @input=${e => { text = e.target.value; refresh(); }}>`}
      <small>${(text && check(text)) ?? hint}</small></label>`,
    actions: [{ label: "Cancel", value: null }, { label: action, kind: "primary", disabled: () => !text.trim() || check(text) !== null, run: ({ close }) => { close(text.trim()); return false; } }],
  });
}

// Asks for a reason in one dialog: a few that are usual, each with its digit, or one's own words.
//
//   const why = await askReason({title, label, reasons, action})     text, or null when closed
import { openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";

export function askReason({ title, label, reasons, action, text = null, kind = "primary" }) {
  let why = "";
  return openDialog({
    title,
    body: ({ close, refresh }) => html`
      <div class="reasons" @keydown=${(event) => {
        const reason = reasons[Number(event.key) - 1];
        if (!reason || event.ctrlKey || event.altKey || event.metaKey || (event.target.localName === "input" && why)) return;
        event.preventDefault();
        close(reason);
      }}>
        ${text ? html`<p class="quiet-text">${text}</p>` : null}
        <div class="reason-chips" role="group" aria-label="Usual reasons">${reasons.map((reason, index) => html`<button type="button" class="button small" @click=${() => close(reason)}>${reason} <kbd class="key" aria-hidden="true">${index + 1}</kbd></button>`)}</div>
        <label class="field"><span>${label}</span><input autofocus .value=${why} @input=${(event) => { why = event.target.value; refresh(); }}></label>
      </div>`,
    actions: [{ label: "Cancel", value: null }, { label: action, kind, disabled: () => !why.trim(), run: ({ close }) => { close(why.trim()); return false; } }],
  });
}

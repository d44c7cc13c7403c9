// Asks which header a set has: the template's, none, or its own.
//
//   const header = await askHeader("template", template, 4)     a HeaderChoice, or null when closed
import { openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";

export function askHeader(header, template, count) {
  let choice = typeof header === "object" ? "custom" : header;
  let text = header?.custom ?? "";
  const fault = () => (choice === "custom" && !/^[^[\]\r\n]+$/.test(text.trim()) ? "Write the tag without brackets, for instance MOVIE-SHOTS." : null);
  const option = (value, label, refresh) => html`<label class="check"><input type="radio" name="header" .checked=${choice === value} @change=${() => { choice = value; refresh(); }}> ${label}</label>`;
  return openDialog({
    title: "Header of this set",
    body: ({ refresh }) => html`
      <p class="quiet-text">The tag before everything else. The template “${template.name}” ${template.header === "none" ? "has none" : "writes its own"} for ${count} views.</p>
      ${option("template", "As the template says", refresh)}
      ${option("none", "None", refresh)}
      ${option("custom", "Its own", refresh)}
      ${choice === "custom" ? html`<label class="field"><span>Tag</span><input autofocus .value=${text} @input=${(event) => { text = event.target.value.toUpperCase(); refresh(); }}><small>${fault() ?? `[${text.trim()}]`}</small></label>` : null}`,
    actions: [
      { label: "Cancel", value: null },
      { label: "Use", kind: "primary", disabled: () => fault() !== null, run: ({ close }) => { close(choice === "custom" ? { custom: text.trim() } : choice); return false; } },
    ],
  });
}

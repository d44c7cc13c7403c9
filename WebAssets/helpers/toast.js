// Short messages at the lower edge; announced, never in the way of the keyboard.
//
//   toast("Accepted 3 sets", {action: {label: "Undo", run: () => …}})
//   toast(sentence(error), {kind: "bad"})       errors stay until closed
import { element, html } from "./html.js";
import { announce } from "./announce.js";
import { icon } from "./icons.js";
import { isAbort, sentence } from "./api.js";

export function toast(message, { kind = "", action = null, seconds = kind === "bad" ? 0 : 6 } = {}) {
  const host = document.getElementById("toasts");
  const node = element(html`<div class="toast ${kind}"><span>${message}</span>
    ${action ? html`<button class="button" @click=${() => { close(); action.run(); }}>${action.label}</button>` : null}
    <button class="icon-button" aria-label="Close this message" @click=${() => close()}>${icon("close")}</button></div>`);
  const close = () => { clearTimeout(timer); node.remove(); };
  let timer = seconds ? setTimeout(close, seconds * 1000) : 0;
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("focusin", () => clearTimeout(timer));
  for (const said of [...host.children]) if (said.firstElementChild.textContent === message) said.remove();
  while (host.children.length > 3) host.firstElementChild.remove();
  host.append(node);
  announce(message, kind === "bad" ? "assertive" : "polite");
  return close;
}

/** Shows an error in the person's words; an abort is not an error. */
export function toastError(error) {
  if (isAbort(error)) return;
  console.error(error);
  toast(sentence(error), { kind: "bad" });
}

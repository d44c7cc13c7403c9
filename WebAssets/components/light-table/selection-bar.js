// What can be done with the selected sets; each action shows every change before it is made.
//   <selection-bar project="1" .selection .cards .facets></selection-bar>     .act("accept") from a key
//   events: "done" after a change, "gone" when the list of sets itself changed
import { Component, define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { openMenu } from "../../helpers/menu.js";
import { count } from "../../helpers/format.js";
import { keysQuery } from "../../models/export-request.js";
import { keysOf } from "../../models/set-cards.js";
import { go } from "../../helpers/router.js";
import { acts } from "./acts.js";

class SelectionBar extends Component {
  #busy = false;
  selection = null; cards = null; facets = null;

  connected() { queueMicrotask(() => this.selection?.addEventListener("change", () => this.refresh(), { signal: this.life })); }

  async act(name) {
    if (this.#busy || !this.selection?.size) return;
    if (name === "export") {
      const { query, ids } = this.selection.target;
      if (query !== undefined) return go(`/p/${this.attribute("project")}/exports`, { q: query, new: 1 });
      const keys = await keysOf(this.attribute("project"), ids, this.cards);
      return go(`/p/${this.attribute("project")}/exports`, { q: keysQuery(keys), new: 1 });
    }
    this.#busy = true;
    try {
      const outcome = await acts[name]({ project: this.attribute("project"), selection: this.selection, cards: this.cards, facets: this.facets });
      if (outcome) {
        if (outcome === "gone") this.selection.clear();
        this.dispatchEvent(new CustomEvent(outcome === "gone" ? "gone" : "done"));
      }
    } finally { this.#busy = false; }
  }

  #menu(button) {
    const single = this.selection.size === 1;
    openMenu(button, close => {
      const item = (name, sign, label, disabled = false) => html`<button ?disabled=${disabled} @click=${() => { close(); this.act(name); }}>${icon(sign)} ${label}</button>`;
      return html`
        ${item("reject", "close", "Reject…")}${item("draft", "pen", "Back to draft…")}${item("reopen", "undo", "Reopen accepted…")}<hr>
        ${item("duplicate", "copy", "Duplicate")}${item("merge", "merge", "Merge into one set…", single)}${item("split", "split", "Split in two…", !single)}<hr>
        <button @click=${() => { close(); this.act("delete"); }}>${icon("trash")} Delete…<span class="spacer"></span>${keycap("batch-delete")}</button>`;
    });
  }

  view() {
    const selection = this.selection;
    if (!selection?.size) return null;
    const button = (name, label, command, main = false) => html`<button class=${["button", main && "main"]} @click=${() => this.act(name)}>${label} ${keycap(command)}</button>`;
    return html`<div class="selection-bar" role="toolbar" aria-label="Selected sets"><div>
      <strong>${count(selection.size)} selected</strong>
      ${button("accept", "Accept", "batch-accept", true)}${button("ready", "Ready", "batch-ready")}${button("fix", "Fix…", "batch-fix")}${button("replace", "Replace…", "batch-replace")}${button("tag", "Tag…", "batch-tag")}${button("export", "Export…", "batch-export")}
      <button class="button" aria-haspopup="true" @click=${e => this.#menu(e.currentTarget)}>More ${icon("up")}</button>
      <hr><button class="icon-button" aria-label="Select nothing" @click=${() => selection.clear()}>${icon("close")}</button></div></div>`;
  }
}

export const registerSelectionBar = () => define("selection-bar", SelectionBar);

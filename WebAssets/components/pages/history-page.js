// What was done to the project, newest first; one's own last group can be undone.   <history-page project="1"></history-page>
import { Component, define } from "../../helpers/component.js";
import { get, isAbort } from "../../helpers/api.js";
import { on } from "../../helpers/events.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { href } from "../../helpers/router.js";
import { date, plural, when } from "../../helpers/format.js";
import { toastError } from "../../helpers/toast.js";
import { undo } from "../../models/undo.js";

const SHOWN = 6;

class HistoryPage extends Component {
  #groups = null; #next = null; #timer = 0; #open = new Set(); #keys = new Map();

  connected() { on("set", ({ project }) => { if (String(project) === this.attribute("project")) this.#soon(); }, this.life); this.#load(); }
  #soon() { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#load(); }, 500); }

  async #load(before = null) {
    try {
      const answer = await get(`/projects/${this.attribute("project")}/history`, { query: { before, limit: 60 }, signal: this.life });
      const groups = Array.isArray(answer) ? answer : answer.groups;
      this.#groups = before ? [...this.#groups, ...groups] : groups;
      this.#readKeys();
      this.#next = answer.next ?? (groups.length === 60 ? groups.at(-1).id : null);
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  // The first sets of each group by name; a set that is gone keeps its number.
  async #readKeys() {
    const ids = [...new Set(this.#groups.flatMap(group => group.sets.slice(0, this.#open.has(group.id) ? 100 : SHOWN)))].filter(id => !this.#keys.has(id));
    for (let i = 0; i < ids.length; i += 200) {
      try {
        const { sets } = await get(`/projects/${this.attribute("project")}/sets`, { query: { ids: ids.slice(i, i + 200).join(",") }, signal: this.life });
        for (const card of sets) this.#keys.set(card.id, card.key);
      } catch (error) { if (!isAbort(error)) console.warn(error); return; }
    }
    this.refresh();
  }

  view() {
    const project = this.attribute("project");
    return html`<div class="page"><header class="page-head"><div><h1>History</h1><p class="quiet-text">Every change, with who and why. Undo makes a new change that takes the last one back; it survives a restart.</p></div>
        <div class="tools"><button class="button" @click=${async () => { await undo("undo", project); this.#load(); }}>${icon("undo")} Undo ${keycap("undo")}</button><button class="button" @click=${async () => { await undo("redo", project); this.#load(); }}>${icon("redo")} Redo ${keycap("redo")}</button></div></header>
      ${this.#groups?.length === 0 ? html`<section class="empty"><h2>Nothing has been changed yet</h2><p>Imports, edits and reviews show here.</p></section>` : null}
      ${this.#groups?.length ? html`<section class="card flush"><ol class="timeline">${each(this.#groups, g => g.id, group => this.#group(group, project))}</ol>
        ${this.#next ? html`<footer><button class="button" @click=${() => this.#load(this.#next)}>Earlier changes</button></footer>` : null}</section>` : null}</div>`;
  }

  #group(group, project) {
    const undone = group.undoneBy !== undefined && group.undoneBy !== null;
    const open = this.#open.has(group.id), shown = group.sets.slice(0, open ? 100 : SHOWN);
    return html`<li class=${undone ? "undone" : ""}>
      <time datetime=${date(group.at)?.toISOString() ?? ""} title=${date(group.at)?.toLocaleString() ?? ""}>${when(group.at)}</time>
      <div><p class="what">${group.why || WORDS[group.kind] || "Changed"}</p><p class="quiet-text">${plural(group.sets.length, "set")}${group.by ? ` · ${group.by}` : ""}</p>
        <div class="sets">${shown.map(id => html`<a href=${href(`/p/${project}/set/${id}`)}>${this.#keys.get(id) ?? `set ${id}`}</a>`)}
          ${group.sets.length > shown.length ? open ? html`<span class="quiet-text">and ${group.sets.length - shown.length} more</span>` : html`<button class="link" @click=${() => { this.#open.add(group.id); this.#readKeys(); this.refresh(); }}>and ${group.sets.length - shown.length} more</button>` : null}</div></div>
      ${undone ? html`<span class="badge">undone</span>` : group.kind === "undo" || group.kind === "redo" ? html`<span class="badge">${group.kind}</span>` : html`<span></span>`}</li>`;
  }
}

const WORDS = { create: "Made", import: "Imported", edit: "Edited", batch: "Changed together", regroup: "Regrouped", restore: "Brought back", undo: "Undone", redo: "Done again" };

export const register = () => define("history-page", HistoryPage);

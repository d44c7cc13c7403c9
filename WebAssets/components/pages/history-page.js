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

class HistoryPage extends Component {
  #groups = null; #next = null; #timer = 0; #open = new Set();

  connected() { on("set", ({ project }) => { if (String(project) === this.attribute("project")) this.#soon(); }, this.life); this.#load(); }
  changed() { this.#groups = null; this.#load(); }
  #soon() { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#load(); }, 500); }

  async #load(before = null) {
    try {
      const answer = await get(`/projects/${this.attribute("project")}/history`, { query: { before, limit: 60 }, signal: this.life });
      const groups = Array.isArray(answer) ? answer : answer.groups;
      this.#groups = before ? [...this.#groups, ...groups] : groups;
      this.#next = answer.next ?? (groups.length === 60 ? groups.at(-1).group ?? groups.at(-1).id : null);
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  view() {
    const project = this.attribute("project");
    return html`<div class="page"><header class="page-head"><div><h1>History</h1><p class="quiet-text">Every change, with who and why. Undo makes a new change that takes the last one back; it survives a restart.</p></div>
        <div class="tools"><button class="button" @click=${async () => { await undo("undo", project); this.#load(); }}>${icon("undo")} Undo ${keycap("undo")}</button><button class="button" @click=${async () => { await undo("redo", project); this.#load(); }}>${icon("redo")} Redo ${keycap("redo")}</button></div></header>
      ${this.#groups?.length === 0 ? html`<section class="empty"><h2>Nothing has been changed yet</h2><p>Imports, edits and reviews show here.</p></section>` : null}
      ${this.#groups?.length ? html`<section class="card flush"><ol class="timeline">${each(this.#groups, g => g.group ?? g.id, group => this.#group(group, project))}</ol>
        ${this.#next ? html`<footer><button class="button" @click=${() => this.#load(this.#next)}>Earlier changes</button></footer>` : null}</section>` : null}</div>`;
  }

  #group(group, project) {
    const id = group.group ?? group.id, sets = Array.isArray(group.sets) ? group.sets : [];
    const n = group.count ?? (Array.isArray(group.sets) ? sets.length : group.sets) ?? 0;
    const some = this.#open.has(id) ? sets : sets.slice(0, 6);
    return html`<li class=${group.undone ? "undone" : ""}>
      <time datetime=${date(group.at)?.toISOString() ?? ""} title=${date(group.at)?.toLocaleString() ?? ""}>${when(group.at)}</time>
      <div><p class="what">${group.why || "Changed"}</p><p class="quiet-text">${plural(n, "set")}${group.by ? ` · ${group.by}` : ""}${group.undone ? " · undone" : ""}</p>
        ${some.length ? html`<div class="sets">${some.map(set => typeof set === "object" ? html`<a href=${href(`/p/${project}/set/${set.id ?? set.set}`)}>${set.key}</a>` : html`<a href=${href(`/p/${project}/set/${set}`)}>set ${set}</a>`)}
          ${sets.length > some.length ? html`<button class="link" @click=${() => { this.#open.add(id); this.refresh(); }}>and ${sets.length - some.length} more</button>` : null}</div>` : null}</div>
      ${group.undone ? html`<span class="badge">undone</span>` : html`<span></span>`}</li>`;
  }
}

export const register = () => define("history-page", HistoryPage);

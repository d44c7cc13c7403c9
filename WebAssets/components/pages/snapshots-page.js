// Snapshots: named states of the project, and what differs between two.   <snapshots-page project="1"></snapshots-page>
import { Component, define } from "../../helpers/component.js";
import { get, isAbort, post } from "../../helpers/api.js";
import { askText } from "../../helpers/dialog.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { href } from "../../helpers/router.js";
import { wordDiff } from "../../helpers/marks.js";
import { count, plural, shortHash, when } from "../../helpers/format.js";
import { toast, toastError } from "../../helpers/toast.js";
import { shorten } from "../light-table/batch-preview.js";

class SnapshotsPage extends Component {
  #list = null; #picked = []; #diff = null;

  connected() { this.#load(); }

  async #load() {
    try {
      const answer = await get(`/projects/${this.attribute("project")}/snapshots`, { signal: this.life });
      this.#list = (Array.isArray(answer) ? answer : answer.snapshots).toSorted((a, b) => b.id - a.id);
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  async #make() {
    const name = await askText({ title: "Take a snapshot", label: "Name", hint: "It pins every set as it is now, with its rendered words and its plan.", action: "Take it" });
    if (!name) return;
    try { await post(`/projects/${this.attribute("project")}/snapshots`, { name }); toast(`Snapshot “${name}” is taken.`); await this.#load(); } catch (error) { toastError(error); }
  }

  async #pick(id, on) {
    this.#picked = on ? [...this.#picked, id].slice(-2) : this.#picked.filter(p => p !== id);
    this.#diff = null;
    if (this.#picked.length === 2) {
      const [a, b] = [...this.#picked].sort((x, y) => x - y);
      try { this.#diff = await get(`/snapshots/${a}/diff/${b}`, { signal: this.life }); } catch (error) { if (!isAbort(error)) toastError(error); }
    }
    this.refresh();
  }

  view() {
    const list = this.#list;
    return html`<div class="page"><header class="page-head"><div><h1>Snapshots</h1><p class="quiet-text">Immutable, named states. Exports pin one. Tick two to see what differs.</p></div><button class="button primary" @click=${() => this.#make()}>${icon("plus")} Take a snapshot…</button></header>
      ${list?.length === 0 ? html`<section class="empty"><h2>No snapshot yet</h2><p>Take one before a large change: later you can see word by word what became different.</p></section>` : null}
      ${list?.length ? html`<section class="card flush"><header><h2>Taken</h2></header><ul class="row-list">${each(list, s => s.id, s => html`<li><input type="checkbox" aria-label=${`Compare ${s.name}`} .checked=${this.#picked.includes(s.id)} @change=${e => this.#pick(s.id, e.target.checked)}><div class="grow"><h3>${s.name}</h3><p class="quiet-text">${[plural(s.count, "set"), when(s.createdAt), s.createdBy].filter(Boolean).join(" · ")}</p></div><code class="quiet-text">${shortHash(s.hash)}</code></li>`)}</ul></section>` : null}
      ${this.#diff ? this.#difference() : null}</div>`;
  }

  #difference() {
    const d = this.#diff, project = this.attribute("project");
    const keys = (title, list) => list?.length ? html`<p><b>${title} ${count(list.length)}</b> <span class="dot-line">${list.slice(0, 60).map(x => html`<a href=${href(`/p/${project}/set/${x.set ?? x.id}`)}>${x.key}</a>`)}</span></p>` : null;
    return html`<section class="card flush"><header><h2>What became different</h2>${d.settingsDiffer ? html`<span class="badge warning">settings too</span>` : null}${d.unchanged ? html`<span class="quiet-text">${count(d.unchanged)} are the same</span>` : null}</header><div class="in-card">${keys("Added", d.added)}${keys("Removed", d.removed)}${!d.added?.length && !d.removed?.length && !d.changed?.length ? html`<p class="quiet-text">Nothing: both pin the same sets in the same words.</p>` : null}</div>
      <ul class="issue-list">${(d.changed ?? []).slice(0, 300).map(c => html`<li class="diff-row"><a class="ellipsis" href=${href(`/p/${project}/set/${c.set ?? c.id}`)}>${c.key}</a><span>${c.note ? html`<span class="quiet-text">${c.note}</span> ` : null}${c.diff?.length ? wordDiff(shorten(c.diff)) : html`<span class="quiet-text">The words stay; order, crops, facts or review differ.</span>`}</span></li>`)}</ul></section>`;
  }
}

export const register = () => define("snapshots-page", SnapshotsPage);

// Every revision of the set: who, when, why, what changed in its words; any of them can be restored.
//
//   <editor-history .desk=${desk}></editor-history>       shown while desk.historyOpen
import { get, post, isAbort, sentence } from "../../helpers/api.js";
import { define } from "../../helpers/component.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { wordDiff } from "../../helpers/marks.js";
import { excerpt } from "../../models/editor-preview.js";
import { ago } from "../../models/editor-saving.js";
import { EditorPart } from "./editor-part.js";

class EditorHistory extends EditorPart {
  #revisions = null;
  #of = null;
  #fault = null;
  #expanded = new Set();

  view() {
    if (!this.desk?.historyOpen || !this.shown) {
      this.#of = null;
      return null;
    }
    const { detail } = this.session;
    const of = `${detail.id}@${detail.version}`;
    if (this.#of !== of) this.#load(of, detail.id);
    return html`
      <aside class="history" aria-labelledby="history-title" @keydown=${(event) => { if (event.key === "Escape") { event.stopPropagation(); this.ask("history"); } }}>
        <header><h2 id="history-title" tabindex="-1">History</h2><span class="spacer"></span><button class="icon-button" aria-label="Close the history" @click=${() => this.ask("history")}>${icon("close")}</button></header>
        ${this.#fault ? html`<p class="notice bad" role="alert">${this.#fault}</p>` : null}
        ${this.#revisions === null && !this.#fault ? html`<p class="quiet-text">Reading the history …</p>` : null}
        <ol class="revisions">${each(this.#revisions ?? [], ({ id }) => id, (revision) => this.#row(revision, detail))}</ol>
      </aside>`;
  }

  #row(revision, detail) {
    const now = revision.version === detail.version;
    const changed = (revision.diff ?? []).some(({ kind }) => kind !== "same");
    const whole = this.#expanded.has(revision.id);
    return html`
      <li class=${now ? "now" : ""}>
        <div class="revision-head"><strong class="tabular">v${revision.version}</strong><span class="avatar" title=${revision.by}>${(revision.by || "?").slice(0, 1).toUpperCase()}</span><span>${revision.by}</span><time class="quiet-text" datetime=${revision.at} title=${revision.at}>${ago(revision.at)}</time><span class="spacer"></span>
          ${now ? html`<span class="badge accent">now</span>` : html`<button class="button small" aria-label=${`Restore version ${revision.version}`} @click=${() => this.#restore(revision)}>Restore</button>`}</div>
        <p class="revision-why">${revision.why || revision.summary}</p>
        ${changed ? html`<p class="revision-diff">${wordDiff(whole ? revision.diff : excerpt(revision.diff, 4))}</p>` : null}
        ${revision.text ? html`<button class="link" aria-expanded=${String(whole)} @click=${() => { if (whole) this.#expanded.delete(revision.id); else this.#expanded.add(revision.id); this.refresh(); }}>${whole ? "Only the change" : "Whole text"}</button>` : null}
        ${whole && !changed ? html`<p class="revision-diff">${revision.text}</p>` : null}
      </li>`;
  }

  async #load(of, id) {
    const opening = this.#of === null;
    this.#of = of;
    this.#fault = null;
    try {
      this.#revisions = (await get(`/sets/${id}/history`, { signal: this.life })).revisions;
    } catch (error) {
      if (isAbort(error)) return;
      this.#fault = sentence(error);
    }
    this.refresh();
    if (opening) queueMicrotask(() => this.querySelector("#history-title")?.focus());
  }

  async #restore(revision) {
    const { session } = this;
    if (!(await session.settled())) return;
    try {
      session.adopt(await post(`/sets/${session.id}/revisions/${encodeURIComponent(revision.id)}/restore`, {}, { ifMatch: session.detail.version }));
      this.desk.say(`Version ${revision.version} is restored.`);
    } catch (error) {
      if (error.current) session.adopt(error.current);
      this.#fault = error.current ? "Somebody changed the set meanwhile; the history is read again. Restore once more if you still want to." : sentence(error);
      this.refresh();
    }
  }
}

export const register = () => define("editor-history", EditorHistory);

// The focused view: its picture's facts, its structured facts, and the frames that could stand in its place.
//
//   <editor-view .desk=${desk}></editor-view>
import { define } from "../../helpers/component.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { segmentOf } from "../../models/editor-optimistic.js";
import { anglesSentence, emptyFacts, factFields, factsSentence } from "../../models/editor-vocabulary.js";
import { EditorPart } from "./editor-part.js";

class EditorView extends EditorPart {
  #open = false;

  content() {
    const { desk } = this;
    const view = desk.focused;
    if (!view) return null;
    const panel = desk.panel(view.id);
    const facts = view.facts ?? emptyFacts;
    const angles = anglesSentence(view.angles);
    const scale = panel ? panel.target.width / panel.source.width : 1;
    return html`
      <section class="card view-card ${desk.hue(view.id)}" aria-labelledby="view-title">
        <header><span class="view-mark ${desk.hue(view.id)}">${desk.place(view.id)}</span><h2 id="view-title">${desk.marker(view.id) ?? `View ${desk.place(view.id)}`}</h2>
          <span class="quiet-text ellipsis" title=${view.image.name}>${view.image.name}</span><span class="spacer"></span>
          <span class="quiet-text tabular">${view.image.width} × ${view.image.height}${angles ? ` · ${angles}` : ""}${panel ? ` · ${scale > 1.05 ? `enlarged ${scale.toFixed(1)} ×` : `shown at ${Math.round(scale * 100)} %`} · hides ${Math.round(panel.hidden / 10)} %` : ""}</span>
        </header>
        ${this.#detached(view)}
        <details class="facts" .open=${this.#open} @toggle=${(event) => { this.#open = event.target.open; }}>
          <summary><span>Structured facts</span> <span class="quiet-text">${factsSentence(view.facts)}</span></summary>
          <div class="facts-grid">
            ${factFields.map((field) => html`<label class="field"><span>${field.label}</span><select ?disabled=${desk.frozen} @change=${(event) => this.#facts(view, { [field.name]: event.target.value })}>
              ${field.values.map(([value, name]) => html`<option value=${value} .selected=${facts[field.name] === value}>${name}</option>`)}</select></label>`)}
            <label class="field wide"><span>Visible features, separated by commas</span><input ?disabled=${desk.frozen} .value=${facts.visibleFeatures.join(", ")} @change=${(event) => this.#facts(view, { visibleFeatures: event.target.value.split(",").map((word) => word.trim()).filter(Boolean) })}></label>
            <label class="field"><span>Confidence ${Math.round(facts.confidence * 100)} %</span><input type="range" min="0" max="100" step="5" ?disabled=${desk.frozen} .value=${String(Math.round(facts.confidence * 100))} @change=${(event) => this.#facts(view, { confidence: Number(event.target.value) / 100 })}></label>
            ${view.facts ? html`<button class="button small quiet clear" ?disabled=${desk.frozen} @click=${() => this.edit({ edit: "setFacts", view: view.id, facts: null }, "cleared the facts")}>Clear the facts</button>` : null}
          </div>
        </details>
        ${this.#candidates(view)}
      </section>`;
  }

  #detached(view) {
    if (!view.detached) return null;
    const stale = view.detached.captionWhenDetached !== view.caption;
    return html`
      <div class="notice ${stale ? "warn" : ""}"><div><strong>The segment is detached.</strong> Its caption reads: “${view.caption || "nothing"}”${stale ? ", and has changed since." : "."}</div><span class="spacer"></span>
        <button class="button small" ?disabled=${this.desk.frozen} @click=${() => this.edit({ edit: "attachSegment", view: view.id }, "attached the segment to its caption")}>Attach again</button></div>`;
  }

  #candidates(view) {
    const list = this.shown.candidates ?? [];
    if (!list.length) return null;
    const { desk } = this;
    return html`
      <div class="candidates" role="group" aria-label="Other frames of the same object">
        <h3>Other frames <span class="quiet-text">swap one in for ${desk.marker(view.id) ?? "this view"}, or add it</span></h3>
        <ul>${each(list, (frame, index) => `${index} ${frame.name}`, (frame, index) => html`
          <li><button class="candidate" ?disabled=${desk.frozen} aria-label=${`Swap in ${frame.name} ${anglesSentence(frame.angles)}`} @click=${() => this.#swap(view, frame, frame.index ?? index)}><img alt="" loading="lazy" src=${frame.thumb}></button>
            <span class="candidate-words"><span class="ellipsis" title=${frame.name}>${frame.name}</span><span class="tabular">${anglesSentence(frame.angles)}</span></span>
            <button class="icon-button add" ?disabled=${desk.frozen || desk.count >= 16} aria-label=${`Add ${frame.name} as a view`} title="Add as a view" @click=${() => this.session.take(frame.index ?? index, null, `added ${frame.name}`)}>${icon("plus")}</button></li>`)}</ul>
      </div>`;
  }

  #facts(view, change) {
    const { session } = this;
    const now = session.view(view.id)?.facts ?? emptyFacts;
    this.edit({ edit: "setFacts", view: view.id, facts: { ...now, ...change } }, "changed the facts");
  }

  async #swap(view, frame, index) {
    const had = segmentOf(view);
    const saved = await this.session.take(index, view.id, `swapped in ${frame.name}`);
    if (saved) this.desk.say(`${frame.name} stands in for ${view.image.name}.${had ? " Its words stayed: read them again." : ""}`);
  }
}

export const register = () => define("editor-view", EditorView);

/**
 * What lies on the editor's desk: the set, which view has the focus, what the hands are doing.
 *
 * Everything on the page reads from here and asks here; nothing on the page talks to another part. Fires "change", and
 * "say" with a sentence for the live region.
 *
 *     desk.shown    the set with edits on their way and a held view's order applied
 *     desk.mode     "look", "zoom", "crop", "compare"
 */

import { anticipated, segmentOf } from "./editor-optimistic.js";
import { assignHues } from "./editor-hues.js";
import { columnsOf } from "./editor-plan.js";
import { initial, step } from "./editor-reorder.js";
import { markerOf } from "./editor-prompt.js";
import { rest } from "./editor-zoom.js";

export class EditorDesk extends EventTarget {
  mode = "look";
  zoom = rest;
  loupe = null;
  finding = null;
  hues = new Map();
  reorder = initial([]);
  #shown = null;
  #seen = null;

  constructor(session) {
    super();
    this.session = session;
    session.addEventListener("change", () => this.#follow());
  }

  get shown() { return this.#shown; }
  get focus() { return this.reorder.focus; }
  get order() { return this.reorder.order; }
  get count() { return this.order.length; }
  get focused() { return this.view(this.focus); }
  get frozen() { return this.session.isFrozen; }
  get fit() { return this.shown.effective.layout.fit; }
  get columns() { return columnsOf(this.shown?.plan); }

  view(id) { return this.shown?.state.views.find((view) => view.id === id) ?? null; }
  place(id) { return this.order.indexOf(id) + 1; }
  hue(id) { return `hue-${this.hues.get(id) ?? 1}`; }
  marker(id) { return this.shown ? markerOf(this.shown.rendered, id) : null; }
  words(id) { const view = this.view(id); return view ? segmentOf(view) : ""; }
  panel(id) { return this.shown?.plan?.panels.find((panel) => panel.view === id) ?? null; }

  /** How a view is called in sentences: `[LEFT] at place 1` or `View 1`. */
  name(id) {
    const marker = this.session.marker(id);
    return marker ? marker.replace(/[[\]]/g, "") : `View ${this.session.shown.state.views.findIndex((view) => view.id === id) + 1}`;
  }

  /** Sends an event to the reorder machine and does what it asks for. */
  send(event) {
    if (this.frozen && ["move", "place", "grab", "over"].includes(event.type)) {
      this.say("This set is accepted and frozen. Reopen it with R to change it.");
      return;
    }
    const name = this.name.bind(this);
    const { state, effects } = step(this.reorder, { columns: this.columns, ...event }, name);
    if (state === this.reorder && !effects.length) return;
    this.reorder = state;
    this.#derive();
    for (const effect of effects) {
      if (effect.commit) {
        const marker = this.marker(effect.moved)?.replace(/[[\]]/g, "") ?? `place ${this.place(effect.moved)}`;
        this.session.edit([{ edit: "reorder", views: effect.commit }], { why: `moved a view to ${marker}` });
      }
      if (effect.say) this.say(effect.say);
    }
    this.changed();
  }

  look(view) { this.send({ type: "focus", view }); }

  setMode(mode) {
    if (this.mode === mode) return;
    if (this.reorder.held) this.send({ type: "cancel" });
    this.mode = mode;
    if (mode !== "zoom") this.zoom = rest;
    this.changed();
  }

  setZoom(zoom) {
    this.zoom = zoom;
    if (zoom.scale > 1 && this.mode === "look") this.mode = "zoom";
    this.changed();
  }

  setLoupe(loupe) {
    this.loupe = loupe;
    this.changed();
  }

  point(finding) {
    this.finding = finding;
    this.changed();
  }

  say(sentence) { this.dispatchEvent(new CustomEvent("say", { detail: sentence })); }

  changed() { this.dispatchEvent(new Event("change")); }

  #follow() {
    const shown = this.session.shown;
    if (!shown) return;
    const order = shown.state.views.map((view) => view.id);
    if (this.#seen !== this.session.id) {
      this.#seen = this.session.id;
      this.hues = new Map();
      this.reorder = initial(order);
      this.mode = "look";
      this.zoom = rest;
      this.loupe = null;
      this.finding = null;
    }
    this.hues = assignHues(order, this.hues);
    this.reorder = step(this.reorder, { type: "sync", order }).state;
    if (this.finding && !shown.findings.some(({ id }) => id === this.finding)) this.finding = null;
    this.#derive();
    this.changed();
  }

  #derive() {
    const shown = this.session.shown;
    const order = shown.state.views.map((view) => view.id);
    const moved = this.order.length === order.length && this.order.some((view, index) => view !== order[index]);
    this.#shown = moved ? anticipated(shown, [{ edit: "reorder", views: this.order }]) : shown;
  }
}

// A project's settings: per view count a way of prompting and a layout, one target resolution; what they would change on
// real sets is shown before anything is kept.   <settings-page project="1"></settings-page>
import { Component, define } from "../../helpers/component.js";
import { StaleError, get, isAbort, patch, post, sentence } from "../../helpers/api.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { href } from "../../helpers/router.js";
import { segmented, wordDiff } from "../../helpers/marks.js";
import { count, plural } from "../../helpers/format.js";
import { toast, toastError } from "../../helpers/toast.js";
import { named, presetOf, presetsFor, standardSettings } from "../../models/prompt-presets.js";
import { simpleDiff } from "../../models/simple-diff.js";
import { workspace } from "../../models/workspace.js";
import { planFigure } from "./plan-figure.js";

class SettingsPage extends Component {
  #project = null; #settings = null; #views = 2; #counts = new Map(); #preview = null; #fault = null; #loading = null; #timer = 0; #images = new Map(); #saving = false; #now = new Map();

  connected() { this.#load(); }

  async #load() {
    try {
      const id = this.attribute("project");
      const [project, facets] = await Promise.all([get(`/projects/${id}`, { signal: this.life }), get(`/projects/${id}/facets`, { signal: this.life })]);
      this.#project = project;
      this.#settings = structuredClone(project.settings);
      this.#settings.perViewCount ??= {};
      this.#counts = new Map((facets.facets.find(f => f.name === "views")?.values ?? []).map(v => [Number(v.value), v.count]));
      this.#views = [...this.#counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 2;
      this.#fault = null;
      this.#soonPreview(0);
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  get #here() { return this.#settings.perViewCount[this.#views] ?? standardSettings(this.#views); }
  get #dirty() { return JSON.stringify(this.#settings) !== JSON.stringify({ ...this.#project.settings, perViewCount: this.#project.settings.perViewCount ?? {} }); }

  #set(changes) {
    const here = structuredClone(this.#here);
    if (changes.layout) changes = { ...changes, layout: clean({ ...here.layout, ...changes.layout }) };
    this.#settings.perViewCount[this.#views] = { ...here, ...changes };
    this.#soonPreview();
  }

  #setTemplate(changes) { this.#set({ template: named({ ...this.#here.template, ...changes }) }); }

  #soonPreview(wait = 400) { clearTimeout(this.#timer); this.#timer = setTimeout(() => this.#readPreview(), wait); this.refresh(); }

  async #readPreview() {
    this.#loading?.abort();
    const turn = this.#loading = new AbortController();
    this.#fault = null; this.refresh();
    try {
      this.#readNow();
      this.#preview = await post(`/projects/${this.attribute("project")}/settings/preview`, { settings: this.#settings }, { signal: turn.signal });
      // Sets of the chosen view count first: they show what is being changed.
      const fits = change => ((change.after.plan ?? change.before.plan)?.panels.length === this.#views ? 0 : 1);
      this.#preview.changes.sort((a, b) => fits(a) - fits(b));
      for (const change of this.#preview.changes.slice(0, 8)) this.#readImages(change.set);
    } catch (error) {
      if (isAbort(error)) return;
      this.#preview = null; this.#fault = sentence(error);
    }
    if (this.#loading === turn) this.#loading = null;
    this.refresh();
  }

  // A few sets of the chosen view count as they are, until a change has something to show.
  async #readNow() {
    const views = this.#views;
    if (this.#now.has(views)) return;
    this.#now.set(views, []);
    try {
      const { sets } = await get(`/projects/${this.attribute("project")}/sets`, { query: { query: `views:${views}`, sort: "key", limit: 4 }, signal: this.life });
      this.#now.set(views, await Promise.all(sets.map(({ id }) => get(`/sets/${id}`, { signal: this.life }))));
    } catch (error) { this.#now.delete(views); if (!isAbort(error)) console.warn(error); }
    this.refresh();
  }

  async #readImages(set) {
    if (this.#images.has(set)) return;
    this.#images.set(set, {});
    try { this.#images.set(set, (await get(`/sets/${set}`, { signal: this.life })).images); this.refresh(); } catch { this.#images.delete(set); }
  }

  async #save() {
    this.#saving = true; this.refresh();
    try {
      this.#project = await patch(`/projects/${this.#project.id}`, { settings: this.#settings }, { ifMatch: this.#project.version });
      workspace.refreshProject(this.#project.id).catch(() => {});
      this.#settings = structuredClone(this.#project.settings);
      this.#settings.perViewCount ??= {};
      this.#now.clear();
      toast("The settings are kept.");
      this.#soonPreview(0);
    } catch (error) {
      if (error instanceof StaleError) { toast("Somebody changed these settings meanwhile. They were read anew: look at them, then change again.", { kind: "bad" }); await this.#load(); } else toastError(error);
    }
    this.#saving = false;
    this.refresh();
  }

  view() {
    if (!this.#settings) return html`<div class="page"><header class="page-head"><h1>Settings</h1></header></div>`;
    return html`<div class="page"><header class="page-head"><div><h1>Settings</h1><p class="quiet-text">For the whole project, by number of views. A set may decide differently; accepted sets keep what they were accepted with.</p></div></header>
      <div class="settings-columns"><section class="card form">${this.#form()}</section><div class="plan-body">${this.#previewView()}</div></div>
      ${this.#dirty ? html`<footer class="action-bar"><span>${this.#preview ? `${plural(this.#preview.changed, "set")} would change${this.#preview.departs ? `, ${count(this.#preview.departs)} accepted would depart and keep their words` : ""}.` : "Not kept yet."}</span><span class="spacer"></span>
        <button class="button" @click=${() => { this.#settings = structuredClone(this.#project.settings); this.#settings.perViewCount ??= {}; this.#soonPreview(0); }}>Discard</button><button class="button primary" ?disabled=${this.#saving || Boolean(this.#fault)} @click=${() => this.#save()}>Keep these settings</button></footer>` : null}</div>`;
  }

  #form() {
    const here = this.#here, t = here.template, preset = presetOf(here, this.#views), custom = typeof here.scheme === "object";
    const cell = typeof here.layout.cell === "object" ? "fixed" : here.layout.cell ?? "square";
    const text = (name, label, hint) => html`<label class="field"><span>${label}</span><input class="mono" spellcheck="false" .value=${t[name] ?? ""} @input=${e => this.#setTemplate({ [name]: e.target.value })}>${hint ? html`<small>${hint}</small>` : null}</label>`;
    return html`
      <label class="field"><span>Target resolution</span><div class="tools">${segmented({ label: "Target resolution", value: this.#settings.targetResolution, options: [512, 768, 1024, 1536].map(value => ({ value, label: String(value) })), change: value => { this.#settings.targetResolution = value; this.#soonPreview(); } })}
        <input class="short tabular" type="number" min="256" max="4096" step="64" aria-label="Other resolution" .value=${String(this.#settings.targetResolution)} @change=${e => { this.#settings.targetResolution = Math.round(Number(e.target.value) / 64) * 64 || 1024; this.#soonPreview(); }}></div><small>A composite has at most the area of a square of this side.</small></label>
      <div class="field"><span>Sets of</span><div class="view-count-tabs" role="group" aria-label="Number of views">${Array.from({ length: 16 }, (_, i) => i + 1).map(n => html`<button type="button" class=${this.#settings.perViewCount[n] ? "has" : ""} aria-pressed=${String(n === this.#views)} aria-label=${`${n} views, ${this.#counts.get(n) ?? 0} sets`} @click=${() => { this.#views = n; this.#soonPreview(0); }}>${n}</button>`)}</div>
        <small>${plural(this.#counts.get(this.#views) ?? 0, "set")} of ${plural(this.#views, "view")}${this.#settings.perViewCount[this.#views] ? html` · <button type="button" class="link" @click=${() => { delete this.#settings.perViewCount[this.#views]; this.#soonPreview(); }}>back to the standard</button>` : " · standard"}</small></div>
      <label class="field"><span>Way of prompting</span><select .value=${preset?.id ?? "custom"} @change=${e => { const p = presetsFor(this.#views).find(x => x.id === e.target.value); if (p) this.#set({ template: p.template, scheme: p.scheme, layout: { arrangement: p.arrangement, columns: undefined } }); }}>
        ${presetsFor(this.#views).map(p => html`<option value=${p.id} ?selected=${p.id === preset?.id}>${p.name}</option>`)}${preset ? null : html`<option value="custom" selected>Custom</option>`}</select><small class="mono">${preset?.looks ?? "Your own."}</small></label>
      <div class="field"><span>Layout</span><div class="tools">${segmented({ label: "Layout", value: here.layout.arrangement, options: [{ value: "row", icon: "row", label: "Row" }, { value: "column", icon: "column", label: "Column" }, { value: "grid", icon: "grid", label: "Grid" }], change: arrangement => this.#set({ layout: { arrangement, columns: undefined } }) })}
        ${here.layout.arrangement === "grid" ? html`<label class="check">columns <input class="short" type="number" min="1" max=${this.#views} placeholder="auto" .value=${here.layout.columns ?? ""} @change=${e => this.#set({ layout: { columns: Number(e.target.value) || undefined } })}></label>` : null}</div></div>
      <div class="field"><span>Panels</span><div class="tools">${segmented({ label: "Panel shape", value: cell, options: [{ value: "square", label: "Square" }, { value: "auto", label: "As the views" }, { value: "fixed", label: "Fixed" }], change: value => this.#set({ layout: { cell: value === "fixed" ? { width: 512, height: 512 } : value } }) })}
        ${cell === "fixed" ? html`<input class="short" type="number" step="64" aria-label="Panel width" .value=${String(here.layout.cell.width)} @change=${e => this.#set({ layout: { cell: { ...here.layout.cell, width: Number(e.target.value) || 512 } } })}> × <input class="short" type="number" step="64" aria-label="Panel height" .value=${String(here.layout.cell.height)} @change=${e => this.#set({ layout: { cell: { ...here.layout.cell, height: Number(e.target.value) || 512 } } })}>` : null}
        ${segmented({ label: "Fit", value: here.layout.fit ?? "cover", options: [{ value: "cover", label: "Cover", title: "Fills the panel; crops around the focus point" }, { value: "contain", label: "Contain", title: "Shows everything on a plain ground" }], change: fit => this.#set({ layout: { fit } }) })}</div></div>
      <div class="field"><span>Markers</span><div class="tools">${segmented({ label: "Markers", value: custom ? "custom" : here.scheme, options: [{ value: "numbered", label: "[IMAGE1]" }, { value: "positional", label: "[LEFT]" }, { value: "scene", label: "[SCENE-1]" }, { value: "custom", label: "own" }], change: value => this.#set({ scheme: value === "custom" ? { custom: "VIEW-{n}" } : value }) })}
        ${custom ? html`<input class="mono" aria-label="Marker pattern" spellcheck="false" .value=${here.scheme.custom} @input=${e => this.#set({ scheme: { custom: e.target.value } })}>` : null}</div></div>
      <details><summary class="label">The template, word by word</summary><div class="more-options">
        <label class="field"><span>Header</span><div class="tools">${segmented({ label: "Header", value: typeof t.header === "object" ? "literal" : t.header, options: [{ value: "count", label: "[TWO-VIEWS]" }, { value: "none", label: "none" }, { value: "literal", label: "own" }], change: value => this.#setTemplate({ header: value === "literal" ? { literal: "MOVIE-SHOTS" } : value }) })}
          ${typeof t.header === "object" ? html`<input class="mono" aria-label="Header text" .value=${t.header.literal} @input=${e => this.#setTemplate({ header: { literal: e.target.value } })}>` : null}</div></label>
        ${text("opener", "Opener", "Before the summary; {count} is two, three …")}<div class="pair">${text("afterSummary", "After the summary")}${text("leadIn", "Before each segment")}</div><div class="pair">${text("separator", "Between segments")}${text("terminator", "At the end")}</div><small>{ordinal} is first, second … Spaces count.</small></div></details>`;
  }

  #previewView() {
    if (this.#fault) return html`<p class="notice bad">${icon("error")}<span>${this.#fault}</span></p>`;
    const p = this.#preview;
    if (!p) return html`<p class="quiet-text">${this.#loading ? "Trying it on your sets…" : ""}</p>`;
    if (!p.changes.length) return html`<section class="card flush"><header><h2>On your sets</h2><span class="quiet-text">${this.#dirty ? "No set would change." : "As they are. What a change on the left does shows here before it is kept."}</span></header>
      ${each(this.#now.get(this.#views) ?? [], set => set.id, set => html`<article class="before-after"><h3><a href=${href(`/p/${this.attribute("project")}/set/${set.id}`)}>${set.key}</a></h3>
        <div class="plans">${planFigure({ plan: set.plan, images: set.images })}</div><p class="rendered-text">${set.rendered.text}</p></article>`)}</section>`;
    return html`<section class="card flush"><header><h2>On your sets</h2><span class="badge accent">${plural(p.changed, "set")} would change</span>${p.departs ? html`<span class="badge warning">${count(p.departs)} accepted would depart</span>` : null}</header>
      ${each(p.changes.slice(0, 8), c => c.set, change => {
        const id = change.set, key = change.key, images = this.#images.get(id) ?? {};
        const samePlan = JSON.stringify(change.before.plan) === JSON.stringify(change.after.plan);
        return html`<article class="before-after"><h3><a href=${href(`/p/${this.attribute("project")}/set/${id}`)}>${key}</a></h3>
          <div class="plans">${samePlan ? planFigure({ plan: change.after.plan, images, caption: "layout stays," }) : html`${planFigure({ plan: change.before.plan, images, caption: "before" })}${icon("right")}${planFigure({ plan: change.after.plan, images, caption: "after" })}`}</div>
          <p class="rendered-text">${wordDiff(simpleDiff(change.before.text, change.after.text))}</p></article>`;
      })}${p.changed > 8 ? html`<footer class="quiet-text">and ${count(p.changed - Math.min(8, p.changes.length))} more</footer>` : null}</section>`;
  }

}

const clean = object => Object.fromEntries(Object.entries(object).filter(([, v]) => v !== undefined));

export const register = () => define("settings-page", SettingsPage);

// The light table: query, facets, the grid of composites, the selection and what can be done with it.
//   <light-table project="1">, query from the address: #/p/1?q=status:draft&sort=worst
// The order is that of one ticket and stays while somebody works; a chip says when a fresh order would differ.
import { Component, define } from "../../helpers/component.js";
import { get, isAbort, post } from "../../helpers/api.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap, keys } from "../../helpers/keys.js";
import { on } from "../../helpers/events.js";
import { announce } from "../../helpers/announce.js";
import { current, go, href } from "../../helpers/router.js";
import { toastError } from "../../helpers/toast.js";
import { codeInWords, statusMark } from "../../helpers/marks.js";
import { count, plural } from "../../helpers/format.js";
import { order, unpackAspects, unpackIds } from "../../models/order.js";
import { has, toggle } from "../../models/query-tokens.js";
import { Selection } from "../../models/selection.js";
import { SetCards } from "../../models/set-cards.js";
import { workspace } from "../../models/workspace.js";
import { registerQueryBox } from "../query-box/query-box.js";
import { firstRun } from "./first-run.js";
import { registerSelectionBar } from "./selection-bar.js";
import { registerSetGrid } from "./set-grid.js";

const SORTS = [["key", "By key"], ["worst", "Worst first"], ["recent", "Changed last"], ["created", "Imported last"], ["views", "By view count"]];
const TITLES = { status: "Review", severity: "Worst finding", lint: "Findings", views: "Views", category: "Category", tag: "Tags" };
const SIZES = [96, 128, 164, 208, 264, 340, 430];
const FEW = 8;

// What the table looked like when it was left, and the set that was looked at since: coming back finds both.
let left = null, lookedAt = null;
addEventListener("route", ({ detail }) => { if (detail.params.set) lookedAt = Number(detail.params.set); });

class LightTable extends Component {
  #ids = null; #aspects = null; #cards = null; #selection = null; #facets = null; #fault = null; #failure = null; #loading = null;
  #q = ""; #sort = "key"; #outdated = 0; #open = new Set(); #size = readSize(); #grid = null; #box = null; #facetTimer = 0;

  get project() { return Number(this.attribute("project")); }

  connected() {
    this.#start();
    const signal = this.life;
    on("set", ({ id, project }) => { if (project === this.project) this.#heard(id); }, signal);
    // A large batch is told as one change of the project.
    const all = () => { this.#cards?.forgetAll(); this.#grid?.renew(); this.#soonFacets(); if (!this.#ids?.length) this.#soonLoad(); else this.#soonCount(); };
    on("project", ({ project, id }) => { if ((project ?? id) === this.project) all(); }, signal);
    on("missed", all, signal);
    workspace.addEventListener("change", () => this.refresh(), { signal });
    this.#registerKeys(signal);
    this.life.addEventListener("abort", () => this.#leave());
  }

  #start() {
    this.#cards = new SetCards(this.project);
    this.#cards.addEventListener("fault", ({ detail }) => toastError(detail));
    this.#selection = new Selection();
    this.#selection.addEventListener("change", () => this.refresh());
    this.#ids = null; this.#facets = null; this.#failure = null;
    this.#q = this.query?.q ?? ""; this.#sort = this.query?.sort ?? "key";
    if (left && left.project === this.project && left.q === this.#q && left.sort === this.#sort) {
      ({ ids: this.#ids, aspects: this.#aspects, facets: this.#facets } = left);
      this.#selection = left.selection;
      this.#selection.addEventListener("change", () => this.refresh());
      this.#restoring = left.position;
      this.#soonFacets(0);
      this.refresh();
    } else {
      this.#load();
    }
  }

  #restoring = null;

  #leave() {
    if (this.#ids) left = { project: this.project, q: this.#q, sort: this.#sort, ids: this.#ids, aspects: this.#aspects, facets: this.#facets, selection: this.#selection, position: this.#restoring ?? this.#grid?.position ?? { index: 0, into: 0 } };
    this.#cards?.close();
  }

  routed(query) {
    const q = query.q ?? "", sort = query.sort ?? "key";
    if (q === this.#q && sort === this.#sort) return;
    this.#q = q; this.#sort = sort;
    this.#load();
  }

  async #load({ keepPlace = false } = {}) {
    this.#loading?.abort();
    const turn = this.#loading = new AbortController();
    const signal = AbortSignal.any([turn.signal, this.life]);
    this.refresh();
    try {
      const [ticket, facets] = await Promise.all([
        post(`/projects/${this.project}/query`, { query: this.#q, sort: this.#sort }, { signal }),
        get(`/projects/${this.project}/facets`, { query: { query: this.#q }, signal }),
      ]);
      this.#ids = unpackIds(ticket.ids); this.#aspects = unpackAspects(ticket.aspects); this.#facets = facets.facets;
      this.#fault = null; this.#failure = null; this.#outdated = 0;
      this.#cards.forgetAll();
      this.#selection.keep(this.#ids);
      if (!keepPlace) this.#restoring = { index: 0, into: 0 };
      announce(`${plural(this.#ids.length, "set")} found`);
    } catch (error) {
      if (isAbort(error)) return;
      if (error.code === "query") {
        this.#fault = { message: error.message, position: error.details?.position };
        this.#ids ??= new Uint32Array(); this.#aspects ??= new Float32Array();
        if (!this.#facets) get(`/projects/${this.project}/facets`, { signal: this.life }).then(({ facets }) => { this.#facets = facets; this.refresh(); }, () => {});
      }
      else { this.#failure = error; if (error.status !== 401) toastError(error); }
    }
    if (this.#loading === turn) this.#loading = null;
    this.refresh();
  }

  #heard(id) {
    const known = this.#cards.get(id);
    this.#cards.forget(id);
    this.#grid?.renew();
    this.#soonFacets();
    if (!this.#ids || this.#ids.length === 0) { this.#soonLoad(); return; }
    if (!known && !this.#ids.includes(id)) this.#outdated++;
    this.refresh();
  }

  // Events of a large batch do not say which sets came or went: the number does.
  #countTimer = 0;
  #soonCount() {
    this.#countTimer ||= setTimeout(async () => {
      this.#countTimer = 0;
      try {
        const { count: now } = await post(`/projects/${this.project}/query`, { query: this.#q, sort: this.#sort }, { signal: this.life });
        this.#outdated = Math.abs(now - this.#ids.length);
        this.refresh();
      } catch { /* the next event asks again */ }
    }, 1500);
  }

  #loadTimer = 0;
  #soonLoad() { this.#loadTimer ||= setTimeout(() => { this.#loadTimer = 0; if (this.isConnected) this.#load(); }, 400); }

  #soonFacets(wait = 900) {
    this.#facetTimer ||= setTimeout(async () => {
      this.#facetTimer = 0;
      try { this.#facets = (await get(`/projects/${this.project}/facets`, { query: { query: this.#q }, signal: this.life })).facets; this.refresh(); } catch { /* the next change asks again */ }
    }, wait);
  }

  #search(q, sort = this.#sort) {
    go(`/p/${this.project}`, { q: q.trim(), sort: sort === "key" ? "" : sort });
    if ((current().query.q ?? "") === this.#q && sort === this.#sort && this.#fault) { this.#fault = null; this.refresh(); }
  }

  #openSet(id) {
    order.freeze({ project: this.project, query: this.#q, sort: this.#sort, ids: this.#ids });
    go(`/p/${this.project}/set/${id}`);
  }

  #zoom(step) {
    this.#size = Math.max(0, Math.min(SIZES.length - 1, this.#size + step));
    try { localStorage.setItem("polyptych.table-size", String(this.#size)); } catch { /* only comfort */ }
    if (this.#grid) this.#grid.target = SIZES[this.#size];
    this.refresh();
  }

  #registerKeys(signal) {
    const bar = () => this.querySelector("selection-bar");
    const some = () => this.#selection.size > 0 || this.#gridHasFocus();
    const act = name => () => { this.#orFocused(); bar()?.act(name); };
    keys.scope("light-table", "Light table", [
      { id: "search", keys: ["/"], title: "Search", run: () => this.#box?.focus() },
      { id: "select-all", keys: ["Ctrl+a"], title: "Select all that the search finds", when: () => this.#ids?.length, run: () => this.#selection.all(this.#ids, this.#q) },
      { id: "select-none", keys: ["Escape"], title: "Select nothing", when: () => this.#selection.size > 0, run: () => this.#selection.clear() },
      { id: "to-grid", keys: ["g"], title: "Go to the sets", when: () => this.#ids?.length, run: () => this.#grid.focusIndex(this.#grid.focused) },
      { id: "batch-accept", keys: ["a"], title: "Accept the selected sets…", when: some, run: act("accept") },
      { id: "batch-ready", keys: ["d"], title: "Mark the selected sets ready…", when: some, run: act("ready") },
      { id: "batch-fix", keys: ["f"], title: "Fix findings…", when: some, run: act("fix") },
      { id: "batch-replace", keys: ["h"], title: "Find and replace…", when: some, run: act("replace") },
      { id: "batch-tag", keys: ["t"], title: "Tag…", when: some, run: act("tag") },
      { id: "batch-export", keys: ["e"], title: "Export…", when: some, run: act("export") },
      { id: "batch-delete", keys: ["Delete"], title: "Delete…", when: some, run: act("delete") },
      { id: "bigger", keys: ["+", "="], title: "Larger pictures", repeats: true, run: () => this.#zoom(1) },
      { id: "smaller", keys: ["-"], title: "Smaller pictures", repeats: true, run: () => this.#zoom(-1) },
    ], signal);
  }

  #gridHasFocus() { return document.activeElement?.getAttribute("role") === "gridcell"; }
  #orFocused() { if (!this.#selection.size && this.#grid?.focusedId) this.#selection.only(this.#grid.focusedId); }

  // ---- what is seen

  updated() {
    if (this.#box) { this.#box.facets = this.#facets; this.#box.fault = this.#fault; }
    if (!this.#grid || !this.#ids) return;
    this.#grid.show({ ids: this.#ids, aspects: this.#aspects, cards: this.#cards, selection: this.#selection, project: this.project, target: SIZES[this.#size] });
    if (this.#restoring) {
      const place = this.#restoring, index = lookedAt === null ? -1 : this.#ids.indexOf(lookedAt);
      this.#restoring = null; lookedAt = null;
      this.#grid.restore(place);
      if (index >= 0 && this.#grid.offsetWidth) this.#grid.focusIndex(index);
    }
  }

  view() {
    if (this.#failure && !this.#ids) return html`<section class="empty wide-empty"><h1>The sets could not be read</h1><p>${this.#failure.message}</p><button class="button" @click=${() => this.#load()}>Try again</button></section>`;
    if (this.#ids && !this.#ids.length && !this.#q && !this.#fault) return html`<section class="wide-empty">${firstRun(this.project)}</section>`;
    return html`
      <aside class="facets" aria-label="Narrow the sets">${this.#facetList()}</aside>
      <section class="table" data-scroller aria-label="Sets" aria-busy=${String(Boolean(this.#loading))}>
        <div class="head" data-head><h1 class="visually-hidden">Light table</h1>
          <div class="line1">
            <button class="button filters" aria-expanded=${String(this.classList.contains("with-facets"))} @click=${() => { this.classList.toggle("with-facets"); this.refresh(); }}>${icon("filter")} Narrow</button>
            <query-box ref=${box => { this.#box = box; }} .value=${this.#q} @query=${e => this.#search(e.detail)}></query-box>
            <span class="result tabular">${this.#ids ? plural(this.#ids.length, "set") : "…"}</span>
            <select class="sort" aria-label="Order" .value=${this.#sort} @change=${e => this.#search(this.#q, e.target.value)}>${SORTS.map(([value, label]) => html`<option value=${value} ?selected=${value === this.#sort}>${label}</option>`)}</select>
            <span class="size"><button class="icon-button" aria-label="Smaller pictures" ?disabled=${this.#size === 0} @click=${() => this.#zoom(-1)}>${icon("minus")}</button><button class="icon-button" aria-label="Larger pictures" ?disabled=${this.#size === SIZES.length - 1} @click=${() => this.#zoom(1)}>${icon("plus")}</button></span>
          </div>
          ${this.#outdated ? html`<span class="chip">${plural(this.#outdated, "set")} came or went since this order was made <button class="button small" @click=${() => this.#load({ keepPlace: true })}>Order anew</button></span>` : null}
        </div>
        ${this.#ids && !this.#ids.length && !this.#fault ? html`<section class="empty"><h2>No set fits this search</h2><p>Take a word or a term away, or start again with all ${count(workspace.project?.counts?.sets)} sets.</p><button class="button primary" @click=${() => this.#search("")}>Show all sets</button></section>` : null}
        <set-grid ref=${grid => { this.#grid = grid; }} ?hidden=${!this.#ids?.length} @open=${e => this.#openSet(e.detail.id)}></set-grid>
      </section>
      <selection-bar .selection=${this.#selection} .cards=${this.#cards} .facets=${this.#facets} project=${this.project} @done=${() => { this.#cards.forgetAll(); this.#grid?.renew(); this.#soonFacets(0); }} @gone=${() => this.#load({ keepPlace: true })}></selection-bar>`;
  }

  #facetList() {
    return (this.#facets ?? []).filter(facet => facet.values.length).map(facet => {
      const most = Math.max(...facet.values.map(v => v.count), 1);
      const all = this.#open.has(facet.name);
      const values = all ? facet.values : facet.values.slice(0, FEW);
      return html`<div class="facet" role="group" aria-label=${TITLES[facet.name] ?? facet.name}>
        <h2>${TITLES[facet.name] ?? facet.name}</h2>
        ${values.map(value => {
          const on = has(this.#q, value.query), off = has(this.#q, "-" + value.query);
          return html`<button aria-pressed=${on ? "true" : off ? "mixed" : "false"} title=${on ? "Click to take away" : "Click to narrow, Alt and click to leave out"} @click=${e => this.#search(toggle(this.#q, e.altKey ? "-" + value.query : off ? "-" + value.query : value.query))}>
            <span class="name ellipsis">${facet.name === "status" ? statusMark(value.value) : facet.name === "lint" ? codeInWords(value.value) : facet.name === "views" ? plural(Number(value.value), "view") : value.value}</span>
            <i class="bar" style=${{ "--share": value.count / most }}></i><span class="n">${count(value.count)}</span></button>`;
        })}
        ${facet.values.length > FEW ? html`<button class="more" @click=${() => { all ? this.#open.delete(facet.name) : this.#open.add(facet.name); this.refresh(); }}>${all ? "Fewer" : `All ${count(facet.values.length)}`}</button>` : null}
      </div>`;
    });
  }
}

function readSize() {
  try { const kept = Number(localStorage.getItem("polyptych.table-size")); if (Number.isInteger(kept) && localStorage.getItem("polyptych.table-size") !== null) return Math.max(0, Math.min(SIZES.length - 1, kept)); } catch { /* the default will do */ }
  return 3;
}

export function register() {
  registerQueryBox();
  registerSetGrid();
  registerSelectionBar();
  define("light-table", LightTable);
}

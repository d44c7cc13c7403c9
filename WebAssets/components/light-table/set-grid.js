// The table itself: justified rows of composites, of which only those near the window exist in the page.
//
//   <set-grid></set-grid>   .show({ids, aspects, cards, selection, project, target})    .target (row height)
//   .focusIndex(i, {scroll}), .focused (index), .position, .restore(position)
//   events: "open" {id}, "window" (after the visible rows changed)
// Pattern: grid with one tab stop; arrows move, Space selects, Shift extends, Enter opens. Pointer: click selects, Ctrl and
// Shift as everywhere, double click or the name opens.
import { Component, define } from "../../helpers/component.js";
import { each, html } from "../../helpers/html.js";
import { href } from "../../helpers/router.js";
import { codeInWords, statusMark } from "../../helpers/marks.js";
import { plural } from "../../helpers/format.js";
import { layoutRows } from "../../models/justified-layout.js";
import { ScrollAxis } from "../../models/scroll-axis.js";
import { seams } from "../../models/set-cards.js";

const GAP = 16, CAPTION = 32, AHEAD = 600;

class SetGrid extends Component {
  #ids = new Uint32Array(); #aspects = new Float32Array(); #cards = null; #selection = null; #project = null; #target = 200;
  #rows = null; #axis = new ScrollAxis(); #width = 0; #focused = 0; #from = 0; #to = 0; #shown = ""; #offset = 0; #wantFocus = false; #y = 0; #stop = 0;

  connected() {
    this.tabIndex = -1;
    this.#scroller().addEventListener("scroll", () => this.#scrolled(), { passive: true, signal: this.life });
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(this);
    observer.observe(this.#scroller());
    this.life.addEventListener("abort", () => observer.disconnect());
    this.addEventListener("keydown", event => this.#key(event), { signal: this.life });
    this.addEventListener("dragstart", event => event.preventDefault(), { signal: this.life });
  }

  #scroller() { return this.closest("[data-scroller]"); }

  show({ ids, aspects, cards, selection, project, target }) {
    const same = ids === this.#ids, laidOut = same && target === this.#target && project === this.#project && this.#rows;
    if (cards !== this.#cards) cards.addEventListener("load", () => this.refresh(), { signal: this.life });
    if (selection !== this.#selection) selection.addEventListener("change", () => this.refresh(), { signal: this.life });
    this.#ids = ids; this.#aspects = aspects; this.#cards = cards; this.#selection = selection; this.#project = project; this.#target = target;
    if (!same) this.#focused = Math.min(this.#focused, Math.max(0, ids.length - 1));
    if (laidOut) this.refresh(); else this.#layout(true);
  }

  set target(pixels) {
    if (pixels === this.#target) return;
    const anchor = this.#rows ? this.#rows.first(this.#rows.rowAt(this.#y)) : 0;
    this.#target = pixels;
    this.#layout(true);
    this.#scrollToRow(this.#rows.rowOf(anchor));
  }

  get focused() { return this.#focused; }
  get focusedId() { return this.#ids[this.#focused] ?? null; }
  get columnsHere() { return this.#rows ? this.#rows.end(this.#from) - this.#rows.first(this.#from) : 1; }

  /** The set at the upper edge and how far it is scrolled; survives another width. */
  get position() {
    if (!this.#rows?.count) return { index: 0, into: 0 };
    const row = this.#rows.rowAt(this.#y);
    return { index: this.#rows.first(row), into: this.#y - this.#rows.top(row), focused: this.#focused };
  }

  restore({ index, into, focused }) {
    if (!this.#rows?.count) return;
    this.#focused = Math.min(focused ?? index, this.#ids.length - 1);
    this.#jump(this.#rows.top(this.#rows.rowOf(Math.min(index, this.#ids.length - 1))) + into);
  }

  focusIndex(index, { move = true } = {}) {
    if (!this.#ids.length) return;
    this.#focused = Math.max(0, Math.min(this.#ids.length - 1, index));
    const row = this.#rows.rowOf(this.#focused);
    const top = this.#rows.top(row), bottom = top + this.#rows.height(row) + CAPTION + GAP;
    const room = this.#window();
    if (top < this.#y) this.#jump(top - 8);
    else if (bottom > this.#y + room) this.#jump(bottom - room + 8);
    this.#wantFocus = move;
    this.#update();
    this.refresh();
  }

  #window() { return Math.max(120, this.#scroller().clientHeight - Math.max(0, this.#head())); }

  // What sticks above the grid inside the scroller hides that much of it.
  #head() { return this.#scroller().querySelector("[data-head]")?.offsetHeight ?? 0; }

  #measure() {
    const width = this.clientWidth;
    if (!width) return;
    if (width !== this.#width) {
      const position = this.#rows ? this.position : null;
      this.#width = width;
      this.#layout(true);
      if (position) this.restore(position);
    }
    this.#update();
  }

  #layout(force) {
    if (!this.#width) { this.#width = this.clientWidth; if (!this.#width) return; }
    this.#rows = layoutRows(this.#aspects, { width: this.#width, target: this.#target, gap: GAP, caption: CAPTION });
    this.#axis.resize(this.#rows.total, this.#scroller().clientHeight);
    this.style.setProperty("block-size", `${this.#axis.length}px`);
    this.#update(force);
  }

  #scrolled() {
    const scroller = this.#scroller();
    const { y, correction } = this.#axis.moved(scroller.scrollTop - this.#lead());
    this.#y = Math.max(0, y);
    if (correction !== null) scroller.scrollTop = correction + this.#lead();
    this.#update();
  }

  // What lies above the grid and scrolls away with it.
  #lead() { return Math.max(0, this.offsetTop - this.#head()); }

  #jump(y) {
    const scroller = this.#scroller();
    this.#y = Math.max(0, y);
    scroller.scrollTop = this.#axis.to(Math.max(0, y)) + (y > 0 ? this.#lead() : 0);
    this.#update();
  }

  #scrollToRow(row) { this.#jump(this.#rows.top(row)); }

  #update(force = false) {
    if (!this.#rows) return;
    const room = this.#scroller().clientHeight;
    const from = this.#rows.count ? this.#rows.rowAt(Math.max(0, this.#y - AHEAD / 2)) : 0;
    const to = this.#rows.count ? this.#rows.rowAt(this.#y + room + AHEAD) + 1 : 0;
    const shown = `${from} ${to} ${this.#axis.offset}`;
    if (shown === this.#shown && !force) return;
    this.#shown = shown; this.#from = from; this.#to = to; this.#offset = this.#axis.offset;
    this.#want();
    this.refreshNow();
    this.dispatchEvent(new Event("window"));
  }

  #want() {
    if (!this.#rows.count) return;
    const ids = [];
    for (let i = this.#rows.first(this.#from); i < this.#rows.end(this.#to - 1); i++) ids.push(this.#ids[i]);
    this.#cards.want(ids);
  }

  /** Reads the visible cards again, for those that changed. */
  renew() { if (this.#rows) this.#want(); this.refresh(); }

  // ---- hands

  #key(event) {
    if (event.target.closest("a, button") && (event.key === "Enter" || event.key === " ")) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    let to = null;
    if (step) to = this.#focused + step;
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") to = this.#neighbourRow(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = this.#ids.length - 1;
    else if (event.key === "PageDown" || event.key === "PageUp") { to = this.#focused; for (let i = 0; i < 3; i++) to = this.#neighbourRow(event.key === "PageDown" ? 1 : -1, to); }
    else if (event.key === " ") { event.preventDefault(); this.#selection.toggle(this.focusedId); return; }
    else if (event.key === "Enter") { event.preventDefault(); this.#open(this.#focused); return; }
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    to = Math.max(0, Math.min(this.#ids.length - 1, to));
    if (event.shiftKey) {
      const anchor = this.#ids.indexOf(this.#selection.anchor ?? this.focusedId);
      if (this.#selection.anchor === null) this.#selection.anchor = this.focusedId;
      this.#selection.range(this.#ids, anchor < 0 ? this.#focused : anchor, to);
    }
    this.focusIndex(to);
  }

  #neighbourRow(step, index = this.#focused) {
    const row = this.#rows.rowOf(index), next = row + step;
    if (next < 0 || next >= this.#rows.count) return index;
    const here = this.#rows.boxes(row).find(box => box.index === index);
    const middle = here.left + here.width / 2;
    return this.#rows.boxes(next).reduce((best, box) => (Math.abs(box.left + box.width / 2 - middle) < Math.abs(best.left + best.width / 2 - middle) ? box : best)).index;
  }

  #click(event, index) {
    const id = this.#ids[index];
    if (event.target.closest("a")) return;
    if (event.shiftKey && this.#selection.anchor !== null) this.#selection.range(this.#ids, Math.max(0, this.#ids.indexOf(this.#selection.anchor)), index, event.ctrlKey || event.metaKey);
    else if (event.ctrlKey || event.metaKey || event.target.closest(".tick")) this.#selection.toggle(id);
    else if (this.#selection.size === 1 && this.#selection.has(id)) this.#selection.clear();
    else this.#selection.only(id);
    this.focusIndex(index);
  }

  #open(index) { this.dispatchEvent(new CustomEvent("open", { detail: { id: this.#ids[index], index } })); }

  // ---- what is seen

  updated() {
    if (!this.#wantFocus) return;
    this.#wantFocus = false;
    this.querySelector("[tabindex='0'][role='gridcell']")?.focus({ preventScroll: true });
  }

  view() {
    if (!this.#rows) return null;
    // One tab stop, always in the page: the focused set, or the first in sight when that is scrolled away.
    const inside = this.#rows.count && this.#focused >= this.#rows.first(this.#from) && this.#focused < this.#rows.end(this.#to - 1);
    this.#stop = inside || !this.#rows.count ? this.#focused : this.#rows.first(this.#rows.rowAt(this.#y));
    const rows = [];
    for (let r = this.#from; r < this.#to; r++) rows.push(r);
    return html`<div role="grid" aria-label="Sets" aria-multiselectable="true" aria-rowcount=${this.#rows.count}>
      ${each(rows, r => r, r => html`<div class="row" role="row" aria-rowindex=${r + 1} style=${{ transform: `translateY(${this.#rows.top(r) - this.#offset}px)`, "--row": `${this.#rows.height(r)}px` }}>
        ${each(this.#rows.boxes(r), box => box.index, box => this.#cell(box))}</div>`)}</div>`;
  }

  #cell({ index, left, width }) {
    const id = this.#ids[index], card = this.#cards.get(id), selected = this.#selection.has(id);
    // What is only information (most captions are longer than 77 tokens) would put a badge on every set.
    const findings = (card?.findings ?? []).filter(finding => finding.severity !== "information");
    const label = card ? [card.key, card.status, plural(card.viewCount, "view"), findings.length ? plural(findings.length, "finding") : null].filter(Boolean).join(", ") : "loading";
    const cuts = card && !card.gone ? seams(card) : null;
    return html`<div class=${["cell", card?.status === "rejected" && "rejected", card?.gone && "gone"]} role="gridcell" tabindex=${index === this.#stop ? "0" : "-1"} aria-selected=${String(selected)} aria-label=${label}
        style=${{ left: `${left}px`, width: `${width}px` }} @click=${e => this.#click(e, index)} @dblclick=${() => this.#open(index)} @focus=${() => { this.#focused = index; this.refresh(); }}>
      <div class="composite">
        ${card && !card.gone ? html`<img src=${card.thumb} alt="" decoding="async" draggable="false" width=${width} @error=${e => e.target.classList.add("broken")}>` : null}
        ${cuts ? html`${cuts.vertical.map(x => html`<i class="seam v" style=${{ left: `${x / 10}%` }}></i>`)}${cuts.horizontal.map(y => html`<i class="seam h" style=${{ top: `${y / 10}%` }}></i>`)}` : null}
        <span class="tick" aria-hidden="true"><svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M2.5 6.3l2.4 2.4 4.6-5"></path></svg></span>
      </div>
      <div class="meta">${card ? html`
        ${statusMark(card.status, { word: false })}
        <a class="key" href=${href(`/p/${this.#project}/set/${id}`)} tabindex="-1" title=${card.excerpt || card.key} @click=${e => { if (e.ctrlKey || e.metaKey || e.shiftKey) return; e.preventDefault(); this.#open(index); }}>${card.key}</a>
        <span class="count" title=${plural(card.viewCount, "view")}>${card.viewCount}</span>
        ${findings.length ? html`<span class=${`badge ${findings[0].severity}`} title=${findings.map(f => codeInWords(f.code)).join(", ")}><span class="long">${codeInWords(findings[0].code)}</span><span class="brief">!</span>${findings.length > 1 ? html` <span>+${findings.length - 1}</span>` : null}</span>` : null}` : null}</div>
    </div>`;
  }
}

export const registerSetGrid = () => define("set-grid", SetGrid);

// One box for the whole query language: words are coloured as they are understood, fields and values are suggested, and a
// fault is marked where it stands.
//
//   <query-box></query-box>   .value, .facets (for suggestions), .fault = {message, position} | null, .count
//   events: "query" {detail: text} when typing pauses or Enter is pressed
// Pattern: combobox with a list popup (the focus stays in the text; arrows move through the list).
import { Component, define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { completions, tokenize } from "../../models/query-tokens.js";

const PAUSE = 350;

class QueryBox extends Component {
  #value = ""; #facets = []; #fault = null; #options = null; #chosen = -1; #timer = 0; #input = null;

  get value() { return this.#value; }
  set value(text) { if (text !== this.#value) { this.#value = text; this.#options = null; this.refresh(); } }
  set facets(facets) { this.#facets = facets ?? []; }
  set fault(fault) { this.#fault = fault; this.refresh(); }

  focus() { this.#input?.focus(); this.#input?.select(); }

  #typed(text) {
    this.#value = text;
    this.#suggest();
    clearTimeout(this.#timer);
    // A term that is only begun (`lint:`) would be a fault: it waits for its value or for Enter.
    if (!/(^|\s)-?\w+:"?$/.test(text)) this.#timer = setTimeout(() => this.#send(), PAUSE);
    this.refresh();
  }

  #send() {
    clearTimeout(this.#timer);
    this.dispatchEvent(new CustomEvent("query", { detail: this.#value }));
  }

  #suggest() {
    const found = completions(this.#value, this.#input.selectionStart, this.#facets);
    const only = found.options.length === 1 && this.#value.slice(found.from, found.to) === found.options[0].text;
    this.#options = found.options.length && !only ? found : null;
    this.#chosen = -1;
  }

  #take(option) {
    const { from, to } = this.#options;
    const tail = this.#value.slice(to);
    const text = option.open ? option.text : option.text + (tail.startsWith(" ") ? "" : " ");
    this.#value = this.#value.slice(0, from) + text + tail;
    this.refreshNow();
    const caret = from + text.length;
    this.#input.setSelectionRange(caret, caret);
    if (option.open) this.#suggest();
    else { this.#options = null; this.#send(); }
    this.refresh();
  }

  #key(event) {
    const list = this.#options?.options;
    if (list && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#chosen = (this.#chosen + step + list.length + (this.#chosen < 0 && step < 0 ? 1 : 0)) % list.length;
      this.refresh();
    } else if (event.key === "ArrowDown" && !list) {
      event.preventDefault();
      this.#suggest();
      this.refresh();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list && this.#chosen >= 0) return this.#take(list[this.#chosen]);
      this.#options = null;
      this.#send();
      this.refresh();
    } else if (event.key === "Tab" && list && this.#chosen >= 0) {
      event.preventDefault();
      this.#take(list[this.#chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (list) { this.#options = null; this.refresh(); } else this.#input.blur();
    }
  }

  #paint() {
    const at = this.#fault?.position;
    return tokenize(this.#value).map(token => {
      if (token.kind === "space") return token.text;
      const bad = at !== undefined && at !== null && at >= token.start && at <= token.end - 1;
      if (token.kind === "words") return html`<span class=${["words", bad && "bad"]}>${token.text}</span>`;
      const colon = token.text.indexOf(":") + 1;
      return html`<span class=${["term", bad && "bad"]}><b>${token.text.slice(0, colon)}</b>${token.text.slice(colon)}</span>`;
    });
  }

  updated() { this.#follow(); }
  #follow() { const paint = this.querySelector(".paint"); if (paint && this.#input) paint.scrollLeft = this.#input.scrollLeft; }

  view() {
    const list = this.#options?.options;
    return html`
      <div class=${["query", this.#fault && "faulty"]} @mousedown=${e => { if (e.target !== this.#input) { e.preventDefault(); this.#input.focus(); } }}>
        ${icon("search")}
        <div class="line">
          <div class="paint" aria-hidden="true">${this.#paint()}</div>
          <input type="text" role="combobox" aria-label="Search the sets" aria-autocomplete="list" aria-expanded=${String(Boolean(list))} aria-controls="query-options" aria-invalid=${this.#fault ? "true" : null}
            aria-describedby="query-fault" aria-activedescendant=${this.#chosen >= 0 ? `query-option-${this.#chosen}` : null} spellcheck="false" autocomplete="off" autocapitalize="off"
            placeholder="Search captions and keys, or status:draft  lint:marker  views:2" ref=${input => { this.#input = input; }} .value=${this.#value}
            @input=${e => this.#typed(e.target.value)} @keydown=${e => this.#key(e)} @scroll=${() => this.#follow()}
            @blur=${() => { this.#options = null; this.refresh(); }}>
        </div>
        ${this.#value
          ? html`<button type="button" class="icon-button" aria-label="Clear the search" @mousedown=${e => e.stopPropagation()} @click=${() => { this.#value = ""; this.#options = null; this.#send(); this.refresh(); this.#input.focus(); }}>${icon("close")}</button>`
          : keycap("search")}
      </div>
      <p class="fault" id="query-fault" role="alert" ?hidden=${!this.#fault}>${this.#fault ? html`${icon("warn")} ${this.#fault.message}` : null}</p>
      <ul id="query-options" role="listbox" aria-label="Suggestions" ?hidden=${!list}>${(list ?? []).map((option, index) => html`
        <li role="option" id=${`query-option-${index}`} aria-selected=${String(index === this.#chosen)} @mousedown=${e => { e.preventDefault(); this.#take(option); }}>
          <code>${option.text}</code><span class="quiet-text">${option.hint}</span>${option.count === undefined ? null : html`<span class="quiet-text tabular">${option.count}</span>`}</li>`)}</ul>`;
  }
}

export const registerQueryBox = () => define("query-box", QueryBox);

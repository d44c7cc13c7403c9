// The joint prompt as the sentence it is: markers as chips in their view's hue, every segment and the summary editable in place,
// what the template adds in a quieter ink, doubtful words underlined, the token cut drawn where it falls.
//
//   <editor-prompt .desk=${desk}></editor-prompt>
import { define } from "../../helpers/component.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { openMenu } from "../../helpers/menu.js";
import { segmentOf } from "../../models/editor-optimistic.js";
import { cuts, doubts, meters, pieces } from "../../models/editor-prompt.js";
import { askHeader } from "./editor-header.js";
import { EditorPart } from "./editor-part.js";
import { paint } from "./editor-highlights.js";

class EditorPrompt extends EditorPart {
  #size = new ResizeObserver(() => this.#drawCuts());

  started() {
    this.#size.observe(this);
    this.addEventListener("words-typing", (event) => this.#typing(event), { signal: this.life });
    this.addEventListener("words-done", (event) => this.#done(event), { signal: this.life });
    this.addEventListener("words-leave", () => this.ask("stage"), { signal: this.life });
    this.addEventListener("words-accept", () => this.ask("accept"), { signal: this.life });
    this.addEventListener("focusin", (event) => {
      const view = event.target.dataset?.view;
      if (view && view !== this.desk.focus) this.desk.look(view);
    }, { signal: this.life });
  }

  disconnected() {
    this.#size.disconnect();
    paint(this, [], [], null);
  }

  content() {
    const { state, effective, rendered } = this.shown;
    const verbatim = state.prompt.kind === "verbatim";
    return html`
      <section class="card prompt-card" aria-labelledby="prompt-title">
        <header><h2 id="prompt-title">Joint prompt</h2>
          ${verbatim ? html`<span class="badge warning" title="Text from outside, kept to the letter; colours show how it is read">verbatim</span>` : html`<span class="quiet-text ellipsis" title=${effective.template.name}>${effective.template.name}</span>`}
          <span class="spacer"></span>
          ${verbatim
            ? html`<button class="button small" ?disabled=${this.desk.frozen} @click=${() => this.ask("structure")}>Make structured ${keycap("editor-structure")}</button>`
            : html`<button class="button small quiet" ?disabled=${this.desk.frozen} @click=${() => this.ask("words")}>${icon("pen")} Edit words ${keycap("editor-words")}</button>`}
          <button class="icon-button" aria-label="More about the prompt" aria-haspopup="true" @click=${(event) => this.#menu(event.currentTarget, verbatim)}>${icon("more")}</button>
        </header>
        <div class="prompt-text ${verbatim ? "verbatim" : ""}">${verbatim ? this.#verbatim() : this.#sentence(pieces(rendered))}<span class="cuts" aria-hidden="true">${cuts(this.shown.tokens).map((cut) => html`<i class="cut ${cut.grave ? "grave" : ""}" data-at=${cut.at}><b>${cut.name}</b></i>`)}</span></div>
        ${this.#meters()}
      </section>`;
  }

  #sentence(list) {
    const { desk } = this;
    return html`<p class="sentence">${each(list, pieceKey, (piece) => {
      switch (piece.kind) {
        case "header":
          return html`<button class="marker header" data-piece=${piece.index} ?disabled=${desk.frozen} title="Header of the whole set: choose another" @click=${() => this.#header()}>${piece.text}</button>`;
        case "summary":
          return html`<editor-words class="words summary" data-piece=${piece.index} data-part="summary" data-fallback=${this.shown.state.prompt.summary ? null : piece.text} .name=${"Summary: the sentence about the whole set"} .writable=${!desk.frozen} .text=${this.#summary(piece)}></editor-words>`;
        case "marker":
          return html`<button class="marker ${desk.hue(piece.view)} ${desk.focus === piece.view ? "focused" : ""}" data-piece=${piece.index} title=${`Look at view ${desk.place(piece.view)}`} @click=${() => { desk.look(piece.view); this.ask("stage"); }}>${piece.text}</button>`;
        case "segment":
          return html`<editor-words class="words segment ${desk.hue(piece.view)} ${desk.view(piece.view)?.detached ? "detached" : ""} ${desk.focus === piece.view ? "focused" : ""}" data-piece=${piece.index} data-part="segment" data-view=${piece.view}
            .name=${`Words of ${desk.marker(piece.view) ?? "view"} at place ${desk.place(piece.view)}`} .writable=${!desk.frozen} .text=${this.#segment(piece)}></editor-words>`;
        default:
          return html`<span class="glue ${piece.kind}" data-piece=${piece.index}>${piece.text}</span>`;
      }
    })}</p>`;
  }

  /** The words as the person wrote them; what the renderer trimmed is not shown as theirs. */
  #segment(piece) {
    const view = this.desk.view(piece.view);
    const own = view ? segmentOf(view) : piece.text;
    return own.trim() === piece.text.trim() ? piece.text : own;
  }

  #summary(piece) {
    const own = this.shown.state.prompt.summary ?? "";
    return own.trim() === piece.text.trim() ? piece.text : own;
  }

  #verbatim() {
    return html`<editor-words class="words whole" data-part="text" .name=${"Joint prompt, kept to the letter"} .writable=${!this.desk.frozen} .text=${this.shown.rendered.text}></editor-words>`;
  }

  #meters() {
    const { tokens } = this.shown;
    return html`<div class="meters" role="group" aria-label="Tokens">${meters(tokens).map((meter) => html`
      <span>${meter.name}</span>
      <span class="meter ${meter.grave ? "grave" : meter.over ? "over" : ""}" role="meter" aria-label=${`${meter.name} tokens`} aria-valuemin="0" aria-valuemax=${meter.limit} aria-valuenow=${Math.min(meter.count, meter.limit)} aria-valuetext=${meter.sentence}><i style=${{ "--part": meter.share }}></i></span>
      <span class="tabular">${meter.sentence}</span>`)}</div>
      ${tokens?.isEstimate ? html`<p class="quiet-text estimate">Estimated: no tokenizer vocabulary is registered.</p>` : null}`;
  }

  updated() {
    if (!this.shown) return;
    const { findings, tokens } = this.shown;
    const spans = this.shown.state.prompt.kind === "verbatim" ? this.shown.rendered.spans.filter((span) => span.view).map((span) => ({ ...span, hue: this.desk.hues.get(span.view) })) : [];
    const text = this.shown.rendered.text;
    const lost = tokens?.t5Cut != null ? { start: tokens.t5Cut, end: text.length } : null;
    const pointed = findings.find(({ id }) => id === this.desk.finding)?.place ?? null;
    const typing = this.querySelector("editor-words:focus");
    paint(this, typing ? [] : doubts(findings).map((doubt) => ({ ...doubt, range: this.rangeOf(doubt.start, doubt.end) })),
      spans.map((span) => ({ ...span, range: this.rangeOf(span.start, span.end) })),
      pointed?.start != null ? this.rangeOf(pointed.start, pointed.end) : null, lost && !typing ? this.rangeOf(lost.start, lost.end) : null);
    this.#drawCuts();
  }

  /** The DOM range of a stretch of the rendered prompt, or null. */
  rangeOf(start, end) {
    const { rendered, state } = this.shown;
    if (state.prompt.kind === "verbatim") {
      const node = this.querySelector(".whole")?.firstChild;
      return node ? rangeIn(node, start, node, end) : null;
    }
    let first = null;
    let last = null;
    rendered.spans.forEach((span, index) => {
      if (span.end <= start || span.start >= end) return;
      const node = textIn(this.querySelector(`[data-piece="${index}"]`));
      if (!node) return;
      first ??= { node, offset: Math.max(0, start - span.start) };
      last = { node, offset: Math.min(node.length, end - span.start) };
    });
    return first && last ? rangeIn(first.node, first.offset, last.node, last.offset) : null;
  }

  #drawCuts() {
    const host = this.querySelector(".prompt-text");
    if (!host || !this.shown) return;
    const base = host.getBoundingClientRect();
    for (const cut of host.querySelectorAll(".cut")) {
      const at = Number(cut.dataset.at);
      const rect = this.rangeOf(at, Math.min(at + 1, this.shown.rendered.text.length))?.getClientRects()[0];
      cut.hidden = !rect || this.shown.pending || Boolean(this.querySelector("editor-words:focus"));
      if (cut.hidden) continue;
      cut.style.setProperty("left", `${rect.left - base.left - 2}px`);
      cut.style.setProperty("top", `${rect.top - base.top}px`);
      cut.style.setProperty("height", `${rect.height}px`);
      cut.classList.toggle("near-end", rect.left - base.left > base.width - 70);
    }
  }

  /** Focuses the words of a view, the summary, or the whole text, with the caret at an offset into the prompt. */
  editWords(view, place = null) {
    const verbatim = this.shown.state.prompt.kind === "verbatim";
    const words = verbatim ? this.querySelector(".whole") : this.querySelector(view ? `editor-words[data-view="${CSS.escape(view)}"]` : ".summary");
    if (!words) return;
    const { spans } = this.shown.rendered;
    const span = verbatim ? spans.find((candidate) => candidate.kind === "segment" && candidate.view === view) : words.dataset.piece === undefined ? null : spans[Number(words.dataset.piece)];
    if (place?.start != null && (verbatim || (span && place.start >= span.start && place.end <= span.end))) words.edit(place.start - (verbatim ? 0 : span.start), place.end - (verbatim ? 0 : span.start));
    else if (verbatim && span) words.edit(span.end);
    else words.edit();
  }

  #typing({ target, detail }) {
    this.session.typing(target.dataset.part, target.dataset.view ?? null, detail.text);
  }

  #done({ target, detail }) {
    this.session.commit(target.dataset.part, target.dataset.view ?? null, detail.text);
    this.refresh();
  }

  async #header() {
    const header = await askHeader(this.shown.state.prompt.header, this.shown.effective.template, this.desk.count);
    if (header !== null) this.edit({ edit: "setHeader", header }, "changed the header");
  }

  #menu(button, verbatim) {
    const { desk } = this;
    const view = desk.focused;
    const act = (close, run) => () => { close(); run(); };
    openMenu(button, (close) => verbatim
      ? html`<button @click=${act(close, () => this.#copy())}>${icon("copy")} Copy the prompt</button>`
      : html`
        <button ?disabled=${desk.frozen} @click=${act(close, () => this.editWords(null))}>${icon("pen")} Edit the summary ${keycap("editor-summary")}</button>
        <button ?disabled=${desk.frozen} @click=${act(close, () => this.#header())}>${icon("tag")} Change the header …</button>
        ${view?.detached
          ? html`<button ?disabled=${desk.frozen} @click=${act(close, () => this.edit({ edit: "attachSegment", view: view.id }, "attached the segment to its caption"))}>${icon("merge")} Attach ${desk.marker(view.id)} to its caption</button>`
          : html`<button ?disabled=${desk.frozen} @click=${act(close, () => this.edit({ edit: "detachSegment", view: view.id, text: segmentOf(view) }, "detached the segment from its caption"))}>${icon("split")} Detach ${desk.marker(view?.id)} from its caption</button>`}
        <hr>
        <button ?disabled=${desk.frozen} @click=${act(close, () => this.edit({ edit: "makeVerbatim" }, "kept the prompt to the letter"))}>${icon("file")} Keep to the letter</button>
        <button @click=${act(close, () => this.#copy())}>${icon("copy")} Copy the prompt</button>`, { align: "end" });
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.shown.rendered.text);
      this.desk.say("The prompt is copied.");
    } catch {
      this.desk.say("The browser did not allow copying.");
    }
  }
}

/** A segment's element stays with its view wherever it moves, so that focus and caret do. */
const pieceKey = (piece, index) => (piece.kind === "segment" || piece.kind === "summary" ? `${piece.kind} ${piece.view ?? ""}` : `${piece.kind} ${index}`);

function textIn(element) {
  if (!element) return null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  return walker.nextNode();
}

function rangeIn(startNode, start, endNode, end) {
  const range = document.createRange();
  range.setStart(startNode, Math.min(start, startNode.length));
  range.setEnd(endNode, Math.min(end, endNode.length));
  return range;
}

export const register = () => define("editor-prompt", EditorPrompt);

// Somebody saved this set while it was being edited here: what they changed, what one wanted, and the choice.
//
//   <editor-conflict .desk=${desk}></editor-conflict>
import { define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { wordDiff as showDiff } from "../../helpers/marks.js";
import { mergeText, wordDiff } from "../../models/editor-diff.js";
import { excerpt } from "../../models/editor-preview.js";
import { ago } from "../../models/editor-saving.js";
import { wordsOf } from "../../models/editor-session.js";
import { editSentence } from "../../models/editor-sentences.js";
import { EditorPart } from "./editor-part.js";

class EditorConflict extends EditorPart {
  #texts = null;
  #about = null;

  content() {
    const { conflict, behind } = this.session;
    if (!conflict) {
      this.#about = null;
      if (!behind) return null;
      return html`<div class="notice warn" role="status">${icon("warn")}<span>${this.#who(behind.by)} changed the words you are editing, ${ago(behind.at)}. When you leave the field you choose between both.</span></div>`;
    }
    if (this.#about !== conflict) this.#begin(conflict);
    const { base, current, by, at } = conflict;
    const theirs = wordDiff(base.rendered.text, current.rendered.text);
    const textual = conflict.edits.filter((edit) => wordsOf(base, edit) !== null);
    return html`
      <section class="card conflict" aria-labelledby="conflict-title">
        <header>${icon("warn")}<h2 id="conflict-title" tabindex="-1">${this.#who(by)} changed this set ${ago(at)}</h2></header>
        <div class="conflict-sides">
          <div><h3>Their change <span class="quiet-text">v${current.version}</span></h3><p id="conflict-theirs">${theirs.some(({ kind }) => kind !== "same") ? showDiff(excerpt(theirs, 8)) : this.#otherChange(base, current)}</p></div>
          <div><h3>Yours <span class="quiet-text">not saved</span></h3>${conflict.edits.map((edit) => {
            const before = wordsOf(base, edit);
            return html`<p>${before === null ? editSentence(edit, this.desk) : showDiff(excerpt(wordDiff(before, edit.text), 8))}</p>`;
          })}${conflict.label ? html`<p>${conflict.label}</p>` : null}</div>
        </div>
        ${textual.length ? html`
          <div class="conflict-merge"><h3>Both together ${this.session.merged().clash ? html`<span class="badge warning">the same words: read it</span>` : null}</h3>
            ${textual.map((edit, index) => html`<textarea rows="2" aria-label="Both together" .value=${this.#texts[index]} @input=${(event) => { this.#texts[index] = event.target.value; }}></textarea>`)}</div>` : null}
        <div class="tools">
          <button class="button" @click=${() => this.#resolve("mine")}>Keep mine</button>
          <button class="button" @click=${() => this.#resolve("theirs")}>Take theirs</button>
          ${textual.length ? html`<button class="button primary" @click=${() => this.#merge(textual)}>Merge</button>` : null}
        </div>
      </section>`;
  }

  #who(by) {
    return !by ? "Somebody else" : by === this.desk.me ? "You, in another window," : by;
  }

  #begin(conflict) {
    this.#about = conflict;
    this.#texts = conflict.edits.filter((edit) => wordsOf(conflict.base, edit) !== null)
      .map((edit) => mergeText(wordsOf(conflict.base, edit), edit.text, wordsOf(conflict.current, edit)).text);
    this.desk.say(`${this.#who(conflict.by)} changed this set. Nothing of yours is saved yet: choose keep mine, take theirs, or merge.`);
    queueMicrotask(() => this.querySelector("#conflict-title")?.focus());
  }

  #otherChange(base, current) {
    if (base.state.review.status !== current.state.review.status) return `Now ${current.state.review.status}.`;
    return "The text is the same; settings, crops or findings changed.";
  }

  #resolve(choice) {
    this.session.resolve(choice);
    this.ask("stage");
  }

  #merge(textual) {
    const { edits } = this.session.conflict;
    this.#resolve(edits.map((edit) => (textual.includes(edit) ? { ...edit, text: this.#texts[textual.indexOf(edit)].replace(/\s+/g, " ").trim() } : edit)));
  }
}

export const register = () => define("editor-conflict", EditorConflict);

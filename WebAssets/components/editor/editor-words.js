// Words that are edited where they stand: plain text in the sentence, or a block of it.
//
//   <editor-words class="segment" .name=${"Words of LEFT"} .text=${text} .writable=${true}></editor-words>
// Enter or Escape leaves, leaving saves, Ctrl+Enter saves and accepts the set. Text from outside never replaces words being typed.
// Fires "words-typing" and "words-done" with {text}, "words-leave" and "words-accept"; all bubble.
import { define } from "../../helpers/component.js";

class EditorWords extends HTMLElement {
  #text = "";
  #writable = true;
  #name = "";
  #base = null;

  set text(text) {
    this.#text = text;
    if (!this.isTyping && this.textContent !== text) this.textContent = text;
  }
  get text() { return this.#text; }

  set name(name) { this.#name = name; this.setAttribute("aria-label", name); }
  get name() { return this.#name; }

  set writable(writable) {
    this.#writable = writable;
    this.contentEditable = writable ? "plaintext-only" : "false";
    this.setAttribute("aria-readonly", String(!writable));
    this.tabIndex = writable ? 0 : -1;
  }

  get isTyping() { return this.#base !== null; }

  connectedCallback() {
    this.setAttribute("role", "textbox");
    this.setAttribute("spellcheck", "true");
    if (this.textContent !== this.#text) this.textContent = this.#text;
    this.addEventListener("focus", this);
    this.addEventListener("blur", this);
    this.addEventListener("input", this);
    this.addEventListener("keydown", this);
  }

  /** What is typed now, on one line; the ends of a part of a sentence belong to the template. */
  get typed() {
    const line = this.textContent.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ").replace(/\u00a0/g, " ");
    return this.dataset.part === "text" ? line : line.trim();
  }

  /** Focus with the caret at an offset, by default at the end. */
  edit(start = this.textContent.length, end = start) {
    this.focus({ preventScroll: false });
    const node = this.firstChild;
    if (!node) return;
    const range = document.createRange();
    range.setStart(node, Math.min(start, node.length));
    range.setEnd(node, Math.min(end, node.length));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  handleEvent(event) {
    if (event.type === "focus") this.#base = this.#text;
    if (event.type === "input") this.#tell("typing");
    if (event.type === "keydown") this.#key(event);
    if (event.type === "blur" && this.isTyping) {
      const text = this.typed;
      this.#base = null;
      if (this.childNodes.length > 1 || this.textContent !== text) this.textContent = text;
      this.#text = text;
      this.#tell("done");
    }
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.blur();
      this.#tell("accept");
    } else if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.blur();
      this.#tell("leave");
    }
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(`words-${what}`, { bubbles: true, detail: { text: this.isTyping ? this.typed : this.#text } }));
  }
}

export const register = () => define("editor-words", EditorWords);

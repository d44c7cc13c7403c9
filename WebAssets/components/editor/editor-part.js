// The base of every part of the set editor: it reads the desk it was given and follows its changes.
//
//   html`<editor-findings .desk=${desk}></editor-findings>`
import { Component } from "../../helpers/component.js";

export class EditorPart extends Component {
  desk = null;

  get session() { return this.desk?.session; }
  get shown() { return this.desk?.shown; }

  connected() {
    this.desk?.addEventListener("change", () => this.refresh(), { signal: this.life });
    this.started?.();
  }

  view() { return this.shown ? this.content() : null; }

  /** What is being typed into an input is left alone; the part follows when the field is left. */
  refreshNow() {
    const field = document.activeElement;
    if (this.#holding(field)) {
      field.addEventListener("blur", () => this.refresh(), { once: true });
      return;
    }
    super.refreshNow();
  }

  #holding(field) {
    return field?.localName === "input" && !["range", "checkbox", "radio"].includes(field.type) && this.contains(field) && field.closest("editor-view, editor-crop") === this;
  }

  /** Asks the page for something that concerns more than this part. */
  ask(what, detail) {
    this.dispatchEvent(new CustomEvent(`editor-${what}`, { bubbles: true, detail }));
  }

  edit(edits, why) {
    return this.session.edit(Array.isArray(edits) ? edits : [edits], { why });
  }
}

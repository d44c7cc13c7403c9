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

  /** Asks the page for something that concerns more than this part. */
  ask(what, detail) {
    this.dispatchEvent(new CustomEvent(`editor-${what}`, { bubbles: true, detail }));
  }

  edit(edits, why) {
    return this.session.edit(Array.isArray(edits) ? edits : [edits], { why });
  }
}

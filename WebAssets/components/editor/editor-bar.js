// The set's name, its status, where one stands in the review, who else is here, and whether the work is saved.
//
//   <editor-bar .desk=${desk}></editor-bar>
import { define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { statusMark } from "../../helpers/marks.js";
import { href } from "../../helpers/router.js";
import { savingSentence } from "../../models/editor-saving.js";
import { EditorPart } from "./editor-part.js";

class EditorBar extends EditorPart {
  content() {
    const { shown, session, desk } = this;
    const { key, category, tags, review } = shown.state;
    const saving = session.saving;
    const trouble = ["retrying", "conflict", "refused"].includes(saving.kind);
    return html`
      <header class="editor-bar">
        <a class="icon-button" href=${desk.tableLink ?? href(`/p/${shown.project}`)} aria-label="Back to the light table" title="Back to the light table">${icon("left")}</a>
        <h1 class="ellipsis" title=${key}>${key}</h1>
        ${category ? html`<span class="badge">${category}</span>` : null}
        ${tags.slice(0, 3).map((tag) => html`<span class="badge">${tag}</span>`)}
        ${statusMark(review.status)}
        ${shown.deleted ? html`<span class="badge error">deleted</span>` : null}
        <span class="spacer"></span>
        ${desk.progress ? html`<span class="progress-words tabular quiet-text">${desk.progress}</span>` : null}
        ${desk.others?.length ? html`<span class="others" title=${`Also here: ${desk.others.join(", ")}`}>${desk.others.slice(0, 3).map((name) => html`<span class="avatar">${name.slice(0, 1).toUpperCase()}</span>`)}<span class="visually-hidden">Also here: ${desk.others.join(", ")}</span></span>` : null}
        <span class="saving ${trouble ? "trouble" : ""} tabular" data-kind=${saving.kind} role="status">${savingSentence(saving)}</span>
        ${saving.kind === "retrying" ? html`<button class="button small" @click=${() => session.retryNow()}>Retry now</button>` : null}
        <button class="button small quiet" @click=${() => this.ask("undo")}>${icon("undo")} Undo ${keycap("editor-undo")}</button>
        <button class="icon-button" aria-label="Redo" title="Redo (Ctrl Shift Z)" @click=${() => this.ask("redo")}>${icon("redo")}</button>
        <button class="button small quiet" aria-pressed=${String(Boolean(desk.historyOpen))} @click=${() => this.ask("history")}>${icon("clock")} History ${keycap("editor-history")}</button>
      </header>`;
  }
}

export const register = () => define("editor-bar", EditorBar);

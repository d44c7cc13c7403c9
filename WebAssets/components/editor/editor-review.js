// The decision at the foot of the page: accept and go on, reject, skip, back; what comes next stands at its end.
//
//   <editor-review .desk=${desk}></editor-review>
import { define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { keycap } from "../../helpers/keys.js";
import { EditorPart } from "./editor-part.js";

class EditorReview extends EditorPart {
  content() {
    const { desk, shown } = this;
    const { status, reason } = shown.state.review;
    const errors = shown.findings.filter((finding) => finding.severity === "error" && !finding.dismissal).length;
    const done = status === "accepted" || status === "rejected";
    return html`
      <div class="editor-review" role="toolbar" aria-label="Review">
        ${done
          ? html`<button class="button primary" @click=${() => this.ask("skip")}>Next set ${keycap("editor-accept")}</button><button class="button" @click=${() => this.ask("reopen")}>Reopen ${keycap("editor-reopen")}</button>`
          : html`<button class="button primary" @click=${() => this.ask("accept")}>Accept and next ${keycap("editor-accept")}</button>`}
        ${status === "rejected" ? null : html`<button class="button" ?disabled=${desk.frozen} @click=${() => this.ask("reject")}>Reject ${keycap("editor-reject")}</button>`}
        ${done ? null : html`<button class="button" @click=${() => this.ask("skip")}>Skip ${keycap("editor-skip")}</button>`}
        <button class="button quiet" ?disabled=${!desk.hasPrevious} @click=${() => this.ask("back")}>Back ${keycap("editor-back")}</button>
        <span class="review-words">${status === "accepted" ? "Accepted: text and layout are frozen." : status === "rejected" ? `Rejected: ${reason}` : errors ? html`<span class="with-errors">${errors === 1 ? "1 error is open" : `${errors} errors are open`}</span>` : null}</span>
        <span class="spacer"></span>
        ${desk.nextSet ? html`<span class="next-set"><span class="quiet-text">Next</span>${desk.nextSet.thumbs.slice(0, 4).map((src) => html`<img alt="" src=${src}>`)}<span class="quiet-text ellipsis">${desk.nextSet.key}</span></span>` : html`<span class="quiet-text">${desk.progress ? "the last one" : ""}</span>`}
      </div>`;
  }
}

export const register = () => define("editor-review", EditorReview);

// What the linter says about the set: the gravest first, each with its place, its repair and a preview of it.
//
//   <editor-findings .desk=${desk}></editor-findings>
import { define } from "../../helpers/component.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { codeInWords, severitySign, wordDiff } from "../../helpers/marks.js";
import { firstFixable, sortedFindings } from "../../models/editor-prompt.js";
import { excerpt, previewOf } from "../../models/editor-preview.js";
import { askReason } from "./editor-reason.js";
import { EditorPart } from "./editor-part.js";
import { dismissReasons } from "../../models/editor-vocabulary.js";
import { post } from "../../helpers/api.js";

class EditorFindings extends EditorPart {
  #previews = new Map();
  #open = new Set();

  content() {
    const { open, dismissed } = sortedFindings([...this.shown.findings]);
    const first = firstFixable(this.shown.findings, this.desk.focus);
    const fixable = open.filter((finding) => finding.fix);
    const grave = open.filter((finding) => finding.severity !== "information").length;
    return html`
      <section class="card findings-card" aria-labelledby="findings-title">
        <header><h2 id="findings-title">Findings</h2><span class="badge ${open.some((finding) => finding.severity === "error") ? "error" : grave ? "warning" : ""}">${open.length}</span><span class="spacer"></span>
          ${fixable.length > 1 ? html`<button class="button small" ?disabled=${this.desk.frozen} @click=${() => this.ask("fix-all")}>Fix all ${fixable.length} ${keycap("editor-fix-all")}</button>` : null}
        </header>
        ${open.length === 0 ? html`<p class="all-good">${icon("check")} Nothing to say about this set.</p>` : null}
        <ul class="findings">${each(open, keyed(open), (finding) => this.#row(finding, finding === first))}</ul>
        ${dismissed.length ? html`<details class="dismissed"><summary>${dismissed.length} set aside</summary><ul class="findings">${each(dismissed, keyed(dismissed), (finding) => this.#aside(finding))}</ul></details>` : null}
      </section>`;
  }

  #row(finding, first) {
    const view = finding.place.view;
    const where = view ? this.desk.marker(view) ?? `view ${this.desk.place(view)}` : finding.place.part;
    const preview = finding.fix ? this.#preview(finding, first) : null;
    return html`
      <li class="finding ${this.desk.finding === finding.id ? "pointed" : ""}" @pointerenter=${() => this.desk.point(finding.id)} @pointerleave=${() => this.desk.point(null)} @focusin=${() => this.desk.point(finding.id)} @focusout=${() => this.desk.point(null)}>
        ${severitySign(finding.severity)}
        <div class="finding-words">
          <p>${finding.message}</p>
          ${preview ? html`<p class="fix-preview"><span class="visually-hidden">After the fix: </span>${wordDiff(preview)}</p>` : null}
          <p class="finding-place"><button class="link" @click=${() => this.ask("go", finding)}>${codeInWords(finding.code)} · ${where}</button></p>
        </div>
        <div class="finding-acts">
          ${finding.fix ? html`<button class="button small ${first ? "first" : ""}" ?disabled=${this.desk.frozen} @click=${() => this.ask("fix", finding)} @pointerenter=${() => this.#want(finding)}>${finding.fix.title} ${first ? keycap("editor-fix") : null}</button>` : null}
          <button class="icon-button" aria-label=${`Set aside: ${finding.message}`} title="Set aside, with a reason" @click=${() => this.#dismiss(finding)}>${icon("close")}</button>
        </div>
      </li>`;
  }

  #aside(finding) {
    return html`
      <li class="finding aside">
        ${severitySign(finding.severity)}
        <div class="finding-words"><p>${finding.message}</p><p class="quiet-text">${finding.dismissal.by}: “${finding.dismissal.why}”</p></div>
        <div class="finding-acts"><button class="button small quiet" @click=${() => this.edit({ edit: "undismiss", finding: finding.id }, `took up again: ${codeInWords(finding.code)}`)}>Take up again</button></div>
      </li>`;
  }

  /** The change a repair makes; what needs the server is asked once, for the first repair and where the pointer or focus rests. */
  #preview(finding, first) {
    const key = `${finding.id}@${this.session.detail.version}`;
    if (this.#previews.has(key)) return this.#previews.get(key);
    const local = previewOf(this.session.detail, finding.fix.edits);
    if (local) {
      this.#previews.set(key, local);
      return local;
    }
    if (first || this.desk.finding === finding.id) this.#want(finding);
    return null;
  }

  async #want(finding) {
    const { detail } = this.session;
    const key = `${finding.id}@${detail.version}`;
    if (this.#previews.has(key) || this.#open.has(key) || this.desk.frozen) return;
    this.#open.add(key);
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (this.session.detail !== detail || this.shown?.pending) {
      this.#open.delete(key);
      return;
    }
    try {
      const answer = await post(`/projects/${detail.project}/batch/preview`, { selection: { ids: [detail.id] }, action: { kind: "edits", edits: finding.fix.edits } }, { signal: this.life });
      const change = answer.changes[0];
      if (change) this.#previews.set(key, excerpt(change.diff));
      this.refresh();
    } catch { /* the repair is offered without its preview */ }
  }

  async #dismiss(finding) {
    const why = await askReason({ title: "Set this finding aside", label: "Why it may stay", reasons: dismissReasons, action: "Set aside", text: finding.message });
    if (why) this.edit({ edit: "dismiss", finding: finding.id, code: finding.code, by: this.desk.me ?? "", why }, `set aside: ${codeInWords(finding.code)}`);
  }
}

/** A finding's id, told apart where the same fault stands twice in the same words. */
const keyed = (list) => (finding, index) => `${finding.id}#${list.slice(0, index).filter(({ id }) => id === finding.id).length}`;

export const register = () => define("editor-findings", EditorFindings);

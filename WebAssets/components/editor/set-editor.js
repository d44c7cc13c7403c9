// The page of one set: it opens sets, answers the keys, and walks through the review.
//
//   <set-editor project="1" set="42"></set-editor>
// The parts share one desk (models/editor-desk.js) and ask the page with bubbling "editor-…" events for what concerns more than themselves.
import { announce } from "../../helpers/announce.js";
import { get, isAbort, post, sentence } from "../../helpers/api.js";
import { Component, define } from "../../helpers/component.js";
import { confirmDialog } from "../../helpers/dialog.js";
import { on } from "../../helpers/events.js";
import { html } from "../../helpers/html.js";
import { keys } from "../../helpers/keys.js";
import { go, href } from "../../helpers/router.js";
import { toast, toastError } from "../../helpers/toast.js";
import { EditorDesk } from "../../models/editor-desk.js";
import { Drafts } from "../../models/editor-drafts.js";
import { EditorPresence } from "../../models/editor-presence.js";
import { firstFixable, sortedFindings } from "../../models/editor-prompt.js";
import { EditorSession } from "../../models/editor-session.js";
import { rejectReasons } from "../../models/editor-vocabulary.js";
import { panned, rest, zoomedAt } from "../../models/editor-zoom.js";
import { order } from "../../models/order.js";
import { undo } from "../../models/undo.js";
import { workspace } from "../../models/workspace.js";
import { register as registerBar } from "./editor-bar.js";
import { openCompare } from "./editor-compare.js";
import { register as registerConflict } from "./editor-conflict.js";
import { register as registerCrop } from "./editor-crop.js";
import { register as registerFindings } from "./editor-findings.js";
import { register as registerHistory } from "./editor-history.js";
import { editorKeys } from "./editor-keys.js";
import { askLabels, askName } from "./editor-labels.js";
import { register as registerPrompt } from "./editor-prompt.js";
import { askReason } from "./editor-reason.js";
import { register as registerReview } from "./editor-review.js";
import { register as registerStage } from "./editor-stage.js";
import { register as registerTools } from "./editor-tools.js";
import { register as registerView } from "./editor-view.js";
import { register as registerWords } from "./editor-words.js";

class SetEditor extends Component {
  static observedAttributes = ["project", "set"];

  #ahead = new Map();
  #turn = 0;
  #fault = null;
  #decided = "";
  #session = null;
  #presence = null;
  #repairing = false;
  desk = null;

  connected() {
    this.#session = new EditorSession({ api: { get, post }, drafts: new Drafts(storage()) });
    this.desk = new EditorDesk(this.#session);
    this.#presence = new EditorPresence(Math.random().toString(36).slice(2));
    this.desk.addEventListener("say", (event) => announce(event.detail), { signal: this.life });
    this.desk.addEventListener("change", () => this.refresh(), { signal: this.life });
    keys.scope("set-editor", "Set editor", editorKeys(this), this.life);
    on("set", (event) => this.#heard(event), this.life);
    on("missed", () => this.#catchUp(), this.life);
    on("presence", (event) => this.#who(event), this.life);
    const here = setInterval(() => this.#look(this.#session.id), 20_000);
    this.life.addEventListener("abort", () => { clearInterval(here); this.#look(null); }, { once: true });
    addEventListener("beforeunload", (event) => { if (!this.#session.isClean) event.preventDefault(); }, { signal: this.life });
    addEventListener("online", () => this.#session.retryNow(), { signal: this.life });
    for (const what of asked) this.addEventListener(`editor-${what}`, (event) => this[actions[what] ?? what](event.detail), { signal: this.life });
    this.#open();
  }

  changed() { this.#open(); }

  get setID() { return Number(this.attribute("set")); }
  get projectID() { return Number(this.attribute("project")); }
  get stage() { return this.querySelector("editor-stage"); }
  get isDecided() { return ["accepted", "rejected"].includes(this.#session.detail?.state.review.status); }
  get onStage() { return Boolean(document.activeElement?.closest?.(".composite")) && this.contains(document.activeElement); }

  view() {
    if (this.#fault) {
      return html`<section class="empty"><h1>This set cannot be shown</h1><p>${this.#fault}</p><button class="button" @click=${() => this.#open()}>Try again</button> <a class="button quiet" href=${href(`/p/${this.projectID}`)}>To the light table</a></section>`;
    }
    const { desk } = this;
    if (!desk?.shown) return html`<div class="editor-loading" aria-busy="true" role="status"><span class="skeleton composite-skeleton"></span><span class="visually-hidden">Opening the set</span></div>`;
    const lost = this.#session.lostWords();
    const { refusal } = this.#session;
    const { plan } = desk.shown;
    const beside = plan && plan.width / plan.height < 1.5 && desk.count <= 6;
    return html`
      <editor-bar .desk=${desk}></editor-bar>
      <div class="editor-page">
        <section class="editor-left" aria-label="Composite">
          <editor-stage .desk=${desk} ?hidden=${desk.mode === "crop"}></editor-stage>
          ${desk.mode === "crop" ? html`<editor-crop .desk=${desk}></editor-crop>` : null}
          <editor-tools .desk=${desk}></editor-tools>
          ${beside ? null : html`<editor-view .desk=${desk}></editor-view>`}
        </section>
        <section class="editor-right" aria-label="Words and findings">
          <editor-conflict .desk=${desk}></editor-conflict>
          ${desk.shown.deleted ? html`<div class="notice" role="status"><span>This set is deleted: it is in no export and no review.</span><span class="spacer"></span><button class="button small" @click=${() => this.#session.edit([{ edit: "restore" }], { why: "restored the set" })}>Restore</button></div>` : null}
          ${refusal ? html`<p class="notice bad" role="alert"><span>${refusal.message}</span></p>` : null}
          ${lost.map((draft) => html`<div class="notice warn" role="status"><span>Words typed here were not saved: “${draft.text}”</span><span class="spacer"></span><button class="button small" @click=${() => this.#session.edit([draft.edit], { why: "took up an unsaved draft" })}>Use them</button><button class="button small quiet" @click=${() => this.#session.dropDraft(draft)}>Discard</button></div>`)}
          <editor-prompt .desk=${desk}></editor-prompt>
          <editor-findings .desk=${desk}></editor-findings>
          ${beside ? html`<editor-view .desk=${desk}></editor-view>` : null}
        </section>
        <editor-history .desk=${desk}></editor-history>
      </div>
      <editor-review .desk=${desk}></editor-review>`;
  }

  // ---- opening ----------------------------------------------------------------------------------------------------

  async #open() {
    const id = this.setID;
    const turn = ++this.#turn;
    const session = this.#session;
    if (!session || !id) return;
    if (session.id === id && !this.#fault) return;
    if (session.id && !(await this.#flushed())) {
      go(`/p/${this.projectID}/set/${session.id}`, undefined, { replace: true });
      return;
    }
    this.#fault = null;
    try {
      const detail = await (this.#ahead.get(id) ?? get(`/sets/${id}`, { signal: this.life }));
      if (turn !== this.#turn) return;
      this.#ahead.delete(id);
      this.desk.me = workspace.status?.user?.name ?? "";
      session.adopt(detail);
      this.#progress();
      this.#look(id);
      this.desk.others = this.#presence.at(id, this.desk.me);
      this.refreshNow();
      queueMicrotask(() => this.#focusStage());
      scrollTo(0, 0);
      document.title = `${detail.key} · Polyptych`;
      announce(`${this.#decided}${detail.key}, ${detail.state.review.status}. ${this.desk.progress ?? ""}`);
      this.#decided = "";
      await order.ensure(this.projectID, { signal: this.life }).catch((error) => { if (!isAbort(error)) console.warn(error); });
      if (turn !== this.#turn) return;
      this.#progress();
      this.#lookAhead();
    } catch (error) {
      this.#ahead.delete(id);
      if (isAbort(error) || turn !== this.#turn) return;
      this.#fault = sentence(error);
      this.refresh();
    }
  }

  #focusStage() {
    if (document.querySelector("dialog:modal")) return;
    if (this.desk.mode === "crop") this.querySelector("editor-crop")?.focusCrop();
    else this.stage?.focusStage();
  }

  #progress() {
    const at = order.position(this.setID);
    const next = order.next(this.setID);
    Object.assign(this.desk, {
      progress: at >= 0 ? `set ${at + 1} of ${order.ids.length}` : null,
      hasPrevious: order.previous(this.setID) != null,
      tableLink: href(`/p/${this.projectID}`, order.query ? { q: order.query } : undefined),
    });
    if (!next || this.desk.nextSet?.id !== next) this.desk.nextSet = null;
    this.desk.changed();
  }

  /** The next set's data and pictures are read before they are asked for. */
  async #lookAhead() {
    const next = order.next(this.setID);
    const previous = order.previous(this.setID);
    for (const id of [next, previous]) if (id && !this.#ahead.has(id)) this.#ahead.set(id, this.#read(id));
    const detail = await this.#ahead.get(next)?.catch(() => null);
    if (!detail || order.next(this.setID) !== next) return;
    this.desk.nextSet = { id: next, key: detail.key, thumbs: detail.state.views.map(({ id }) => detail.images[id]?.thumb).filter(Boolean) };
    this.desk.changed();
    for (const { preview } of Object.values(detail.images)) new Image().src = preview;
    new Image().src = detail.composite;
  }

  #read(id) {
    const reading = get(`/sets/${id}`, { signal: this.life });
    reading.catch(() => this.#ahead.delete(id));
    return reading;
  }

  async #heard({ id, version, by }) {
    if (id !== this.#session.id) {
      if (this.#ahead.has(id)) {
        this.#ahead.delete(id);
        this.#lookAhead();
      }
      return;
    }
    try {
      const change = await this.#session.heard({ version, by }, this.life);
      if (change && change.by !== this.desk.me) announce(`${change.by || "Somebody"} changed this set; you see the new state.`);
    } catch (error) {
      if (!isAbort(error)) console.warn(error);
    }
  }

  #catchUp() {
    this.#ahead.clear();
    if (this.#session.id) this.#heard({ id: this.#session.id, version: Infinity });
  }

  /** Tells the others who is here. Nobody is stopped by it, so a fault is passed over. */
  async #look(set) {
    await post("/presence", { client: this.#presence.client, project: this.projectID, set }).catch(() => {});
  }

  #who(notice) {
    this.#presence.heard(notice);
    this.desk.others = this.#presence.at(this.#session.id, this.desk.me);
    this.desk.changed();
  }

  /** Words that are being typed are saved, and everything on its way has arrived. */
  async #flushed() {
    const typing = document.activeElement;
    if (typing?.localName === "editor-words") typing.blur();
    const saved = await this.#session.settled();
    if (!saved) toast(this.#session.conflict ? "Somebody changed this set: choose first what stays." : "Your last change is not saved yet; the server does not answer. Your words are kept in this browser.", { kind: "bad" });
    return saved;
  }

  // ---- review -----------------------------------------------------------------------------------------------------

  /** A key pressed again while the next set is on its way belongs to no set: nothing is skipped by it. */
  async #settledHere() {
    const { id } = this.#session;
    return id === this.setID && (await this.#flushed()) && id === this.setID;
  }

  async accept() {
    const session = this.#session;
    if (!(await this.#settledHere())) return;
    if (!this.isDecided) {
      const { key } = session.detail;
      if (!(await session.edit([{ edit: "accept" }], { why: "accepted" }))) return this.focusStage();
      this.#decided = `${key} accepted. `;
    }
    this.#step(order.next(this.setID));
  }

  async reject() {
    if (this.desk.frozen || !(await this.#settledHere())) return;
    const reason = await askReason({ title: `Reject ${this.#session.detail.key}`, label: "Why", reasons: rejectReasons, action: "Reject and next", kind: "danger" });
    this.#decided = `${this.#session.detail.key} rejected. `;
    if (!reason || !(await this.#session.edit([{ edit: "reject", reason }], { why: `rejected: ${reason}` }))) return this.focusStage();
    this.#step(order.next(this.setID));
  }

  async reopen() {
    if (!this.isDecided) return;
    if (await this.#session.edit([{ edit: "reopen" }], { why: "reopened" })) this.desk.say("Reopened: the set can be changed again.");
    this.focusStage();
  }

  async skip() { if (await this.#settledHere()) this.#step(order.next(this.setID)); }
  async back() { if (await this.#settledHere()) this.#step(order.previous(this.setID), "This is the first set of this review."); }

  #step(id, end = null) {
    if (id == null) {
      toast(end ?? `That was the last of ${order.ids.length} sets in this review.`, { action: { label: "Light table", run: () => go(`/p/${this.projectID}`, order.query ? { q: order.query } : undefined) } });
      this.focusStage();
      return;
    }
    go(`/p/${this.projectID}/set/${id}`);
  }

  async undo(direction = "undo") {
    if (!(await this.#flushed())) return;
    const answer = await undo(direction, this.projectID);
    for (const id of answer?.sets ?? []) this.#ahead.delete(id);
    if (answer?.sets?.includes(this.#session.id)) await this.#session.reload(this.life).catch(toastError);
    else if (answer?.sets?.length) toast("That was in another set.", { action: { label: "Open it", run: () => go(`/p/${this.projectID}/set/${answer.sets[0]}`) } });
    this.focusStage();
  }

  redo() { this.undo("redo"); }

  // ---- words and findings -----------------------------------------------------------------------------------------

  words() { if (!this.desk.frozen) this.querySelector("editor-prompt").editWords(this.desk.focus); }
  summary() { if (!this.desk.frozen) this.querySelector("editor-prompt").editWords(null); }

  structure() {
    if (this.#session.shown.state.prompt.kind !== "verbatim" || this.desk.frozen) return;
    this.#session.edit([{ edit: "makeStructured" }], { why: "made the prompt structured" }).then((saved) => saved && this.desk.say("The prompt is structured: words now follow their image."));
  }

  fix(asked = null) {
    return this.#repair((findings) => [asked ? findings.find(({ id }) => id === asked.id) : firstFixable(findings, this.desk.focus)].filter(Boolean));
  }

  fixAll() { return this.#repair((findings) => sortedFindings([...findings]).open.filter((finding) => finding.fix)); }

  /** A repair is chosen from the findings of the saved state; a key pressed again while one is under way does nothing. */
  async #repair(choose) {
    if (this.#repairing) return;
    if (this.desk.frozen) return this.desk.say("This set is accepted and frozen. Reopen it with R to change it.");
    this.#repairing = true;
    try {
      if (!(await this.#flushed())) return;
      const chosen = choose(this.#session.shown.findings);
      if (!chosen.length) return this.desk.say("No finding here has a repair.");
      if (await this.#session.fix(chosen)) this.desk.say(`${chosen.length === 1 ? `${chosen[0].fix.title}: done.` : `${chosen.length} repairs made.`} ${this.#remaining()}`);
      this.focusStage();
    } finally { this.#repairing = false; }
  }

  #remaining() {
    const { length } = sortedFindings([...this.#session.detail.findings]).open;
    return length === 0 ? "No findings are left." : length === 1 ? "One finding is left." : `${length} findings are left.`;
  }

  /** Goes where a finding is: its view, and its words where they can be written. */
  goTo(finding) {
    const { place } = finding;
    if (place.view && this.desk.view(place.view)) this.desk.look(place.view);
    this.desk.point(finding.id);
    const wordy = ["segment", "summary", "prompt", "header", "marker"].includes(place.part);
    const verbatim = this.#session.shown.state.prompt.kind === "verbatim";
    if (wordy && !this.desk.frozen && (verbatim ? place.start != null : place.part === "segment" || place.part === "summary")) this.querySelector("editor-prompt").editWords(place.part === "summary" ? null : place.view, place);
    else this.focusStage();
  }

  // ---- looking ----------------------------------------------------------------------------------------------------

  focusStage() { queueMicrotask(() => this.#focusStage()); }

  zoom() {
    const { desk } = this;
    if (desk.mode === "zoom") { desk.setMode("look"); desk.say("All of every view."); } else {
      desk.setMode("zoom");
      desk.setZoom(zoomedAt(rest, 2));
      desk.say("Zoomed, all views at the same place. Arrows move, plus and minus zoom, Escape leaves.");
    }
    this.focusStage();
  }

  scale(factor) {
    if (this.desk.mode === "crop") return;
    this.desk.setZoom(zoomedAt(this.desk.zoom, factor));
    if (this.desk.zoom.scale <= 1) this.desk.setMode("look");
  }

  pan(dx, dy) { this.desk.setZoom(panned(this.desk.zoom, dx, dy)); }

  loupe() {
    this.desk.setLoupe(this.desk.loupe ? null : { x: 0.5, y: 0.5 });
    this.focusStage();
  }

  async compare() {
    if (this.desk.count < 2) return;
    await openCompare(this.desk);
    this.focusStage();
  }

  crop() {
    if (this.desk.frozen) return this.desk.say("This set is accepted and frozen. Reopen it with R to change it.");
    this.desk.setMode(this.desk.mode === "crop" ? "look" : "crop");
    if (this.desk.mode === "look") this.focusStage();
  }

  history() {
    this.desk.historyOpen = !this.desk.historyOpen;
    this.desk.changed();
    if (!this.desk.historyOpen) this.focusStage();
  }

  /** Escape: puts back what is held, then leaves zoom, loupe, history, in this order. False where there is nothing to leave. */
  leave() {
    const { desk } = this;
    if (desk.mode === "crop") this.querySelector("editor-crop").leave(false);
    else if (desk.reorder.held) desk.send({ type: "cancel" });
    else if (desk.mode === "zoom") desk.setMode("look");
    else if (desk.loupe) desk.setLoupe(null);
    else if (desk.historyOpen) this.history();
    else if (!this.onStage) this.focusStage();
    else return false;
    return true;
  }

  // ---- the set as a whole -----------------------------------------------------------------------------------------

  async #regroup(action, done) {
    if (!(await this.#flushed())) return;
    try {
      const answer = await post(`/projects/${this.projectID}/regroup`, action, { ifMatch: this.#session.detail.version });
      await this.#session.reload(this.life);
      const fresh = answer.sets.find((id) => id !== this.#session.id);
      toast(done, fresh ? { action: { label: "Open the new set", run: () => go(`/p/${this.projectID}/set/${fresh}`) } } : {});
    } catch (error) {
      toastError(error);
    }
    this.focusStage();
  }

  split(at) { this.#regroup({ action: "split", set: this.setID, at }, "The set is split."); }
  duplicate() { this.#regroup({ action: "duplicate", sets: [this.setID] }, "The set is duplicated."); }

  async removeView() {
    const { desk } = this;
    const { focused } = desk;
    const words = desk.words(focused.id);
    if (words && !(await confirmDialog({ title: `Remove ${desk.marker(focused.id) ?? focused.image.name}?`, text: `The view and its words leave this set: “${words}”. Undo brings them back.`, action: "Remove", kind: "danger" }))) return;
    await this.#session.edit([{ edit: "removeView", view: focused.id }], { why: `removed ${focused.image.name}` });
    this.focusStage();
  }

  async deleteSet() {
    if (!(await this.#flushed()) || !(await this.#session.edit([{ edit: "delete" }], { why: "deleted the set" }))) return;
    toast(`${this.#session.detail.key} is deleted.`, { action: { label: "Undo", run: () => this.#session.edit([{ edit: "restore" }], { why: "restored the set" }) } });
    this.focusStage();
  }

  async rename() {
    const key = await askName(this.#session.detail.key);
    if (key) this.#session.edit([{ edit: "rename", key }], { why: `renamed to ${key}` });
  }

  async labels() {
    const edits = await askLabels(this.#session.detail.state);
    if (edits?.length) this.#session.edit(edits, { why: "changed category and tags" });
  }
}

const actions = { "fix-all": "fixAll", go: "goTo", "remove-view": "removeView", delete: "deleteSet", stage: "focusStage" };
const asked = ["accept", "reject", "skip", "back", "reopen", "undo", "redo", "history", "words", "structure", "fix", "fix-all", "go", "zoom", "loupe", "compare", "split", "duplicate", "remove-view", "delete", "rename", "labels", "stage"];

function storage() {
  try { return localStorage; } catch { return null; }
}

export function register() {
  for (const part of [registerWords, registerBar, registerStage, registerCrop, registerTools, registerPrompt, registerFindings, registerView, registerConflict, registerHistory, registerReview]) part();
  define("set-editor", SetEditor);
}

/**
 * One set being edited: what the server holds, what is on its way there, and whether the two agree.
 *
 * Every edit goes through `edit`, is shown at once, sent one after the other with the version it was based on, and tried again
 * while the server is away. A stale one stops the queue until the person chose. Fires "change".
 *
 *     session.detail    the set as the server last answered
 *     session.shown     the same with the edits on their way applied
 *     session.saving    {kind, …}, see editor-saving.js
 *     session.conflict  null, or {edits, label, why, base, current, by, at}
 */

import { alreadyHolds, anticipated, segmentOf } from "./editor-optimistic.js";
import { backoff } from "./editor-saving.js";
import { mergeText } from "./editor-diff.js";
import { markerOf } from "./editor-prompt.js";

/** The words a text edit changes, in a set: null where the edit is not about words. */
export function wordsOf(detail, edit) {
  const view = detail.state.views.find(({ id }) => id === edit.view);
  switch (edit.edit) {
    case "setSegment": return view ? segmentOf(view) : "";
    case "setCaption": return view?.caption ?? "";
    case "setSummary": return detail.state.prompt.summary ?? "";
    case "setText": return detail.rendered.text;
    default: return null;
  }
}

export class EditorSession extends EventTarget {
  detail = null;
  shown = null;
  saving = { kind: "saved" };
  conflict = null;
  refusal = null;
  behind = null;
  dirty = new Map();
  #queue = [];
  #running = false;
  #attempt = 0;
  #timer = null;
  #api;
  #drafts;
  #seconds;
  #missed = null;

  /** @param api `{get(path, options), post(path, body, options)}` @param drafts a `Drafts` @param wait milliseconds of one unit of pause */
  constructor({ api, drafts, wait = 1000 }) {
    super();
    this.#api = api;
    this.#drafts = drafts;
    this.#seconds = wait;
  }

  get id() { return this.detail?.id ?? null; }
  get isClean() { return this.#queue.length === 0 && this.dirty.size === 0 && !this.conflict; }
  get isFrozen() { return this.detail?.state.review.status === "accepted" || Boolean(this.detail?.deleted); }
  view(id) { return this.shown?.state.views.find((view) => view.id === id) ?? null; }
  marker(id) { return this.shown ? markerOf(this.shown.rendered, id) : null; }

  /** Shows a set as the server has it, dropping nothing: the caller flushes first. */
  adopt(detail) {
    const same = this.detail?.id === detail.id;
    this.detail = detail;
    if (!same) {
      this.dirty.clear();
      this.conflict = null;
      this.refusal = null;
      this.#queue = [];
    }
    this.behind = null;
    this.#saved();
  }

  async reload(signal) {
    const id = this.id;
    const fresh = await this.#api.get(`/sets/${id}`, { signal });
    if (this.id === id && fresh.version >= this.detail.version && !this.#running) this.adopt(fresh);
    return fresh;
  }

  /** Sends edits as one revision; answers true once they are saved, false where they were refused or given up. */
  edit(edits, { why } = {}) {
    return this.#send({ edits, why });
  }

  /** Repairs of findings, one or several, as one revision. */
  fix(findings) {
    const known = findings.filter((finding) => finding.fix);
    if (!known.length) return Promise.resolve(false);
    const label = known.length === 1 ? known[0].fix.title : `${known.length} repairs`;
    return this.#send({ edits: known.length === 1 ? known[0].fix.edits : [], path: "fixes", body: { findings: known.map(({ id }) => id) }, label });
  }

  /** Another frame of the same scene: in place of a view, or as a new one. */
  take(candidate, view, label) {
    return this.#send({ edits: [], path: `candidates/${candidate}/take`, body: view ? { view } : {}, label });
  }

  #send(job) {
    this.refusal = null;
    return new Promise((resolve) => {
      this.#queue.push({ ...job, resolve, base: this.shown ?? this.detail });
      this.#show();
      this.#pump();
    });
  }

  /** Resolves when nothing is on its way any more: true when all of it is saved. */
  async settled() {
    while (this.#queue.length && !this.conflict && this.saving.kind !== "retrying") {
      await new Promise((resolve) => this.addEventListener("change", resolve, { once: true }));
    }
    return this.#queue.length === 0 && !this.conflict;
  }

  /** Words typed but not sent; kept in this browser until they are. */
  typing(part, view, text) {
    const key = `${part}.${view ?? ""}`;
    const base = this.dirty.get(key)?.base ?? wordsOf(this.detail, this.#textEdit(part, view, text));
    if (text === base) this.dirty.delete(key);
    else this.dirty.set(key, { part, view, text, base });
    if (text === base) this.#drafts?.drop(this.id, part, view ?? "");
    else this.#drafts?.keep(this.id, part, view ?? "", { text, base, version: this.detail.version, at: Date.now() });
    if (this.saving.kind === "saved" || this.saving.kind === "editing") this.#state(this.dirty.size ? { kind: "editing" } : this.#savedState());
  }

  /** Sends the words of one field, if they differ. */
  async commit(part, view, text) {
    const key = `${part}.${view ?? ""}`;
    const edit = this.#textEdit(part, view, text);
    const base = this.dirty.get(key)?.base ?? wordsOf(this.shown, edit);
    this.dirty.delete(key);
    if (text === wordsOf(this.shown, edit)) {
      this.#drafts?.drop(this.id, part, view ?? "");
      this.#show();
      return true;
    }
    this.#drafts?.keep(this.id, part, view ?? "", { text, base, version: this.detail.version, at: Date.now() });
    const id = this.id;
    const saved = await this.edit([edit]);
    if (saved) this.#drafts?.drop(id, part, view ?? "");
    return saved;
  }

  /** Drafts of this set that the server does not have. */
  lostWords() {
    const lost = [];
    for (const draft of this.#drafts?.of(this.id) ?? []) {
      const edit = this.#textEdit(draft.part, draft.view, draft.text);
      const now = wordsOf(this.detail, edit);
      if (now === draft.text || (draft.view && !this.view(draft.view))) this.#drafts.drop(this.id, draft.part, draft.view ?? "");
      else if (!this.dirty.has(`${draft.part}.${draft.view ?? ""}`) && !this.#queue.length) lost.push({ ...draft, now, edit });
    }
    return lost;
  }

  dropDraft(draft) {
    this.#drafts?.drop(this.id, draft.part, draft.view ?? "");
    this.#changed();
  }

  /** The stream says that somebody saved this set. */
  async heard({ version, by }, signal) {
    if (!this.detail || version <= this.detail.version || this.conflict) return null;
    if (this.#running || this.#queue.length) {
      this.#missed = { version, by };
      return null;
    }
    const fresh = await this.#api.get(`/sets/${this.id}`, { signal });
    if (fresh.id !== this.id || fresh.version <= this.detail.version || this.#running || this.#queue.length) return null;
    const clobbers = [...this.dirty.values()].some((field) => wordsOf(fresh, this.#textEdit(field.part, field.view, "")) !== field.base);
    if (clobbers) {
      this.behind = { by: fresh.updatedBy ?? by, at: fresh.updatedAt, version: fresh.version };
      this.#changed();
      return null;
    }
    const before = this.detail;
    this.adopt(fresh);
    return { before, by: fresh.updatedBy ?? by };
  }

  /** What merging would write: the edits with both people's words, and whether somebody should read them. */
  merged() {
    const { edits, base, current } = this.conflict;
    let clash = false;
    const merged = edits.map((edit) => {
      const before = wordsOf(base, edit);
      if (before === null) return edit;
      const result = mergeText(before, edit.text, wordsOf(current, edit));
      clash ||= result.clash;
      return { ...edit, text: result.text };
    });
    return { edits: merged, clash };
  }

  /** @param choice `"mine"`, `"theirs"`, or the merged edits */
  resolve(choice) {
    const { current } = this.conflict;
    const job = this.#queue[0];
    this.conflict = null;
    this.detail = current;
    if (choice === "theirs") {
      for (const dropped of this.#queue) {
        for (const edit of dropped.edits) this.#forget(edit);
        dropped.resolve(false);
      }
      this.#queue = [];
      this.#saved();
      return;
    }
    if (Array.isArray(choice)) job.edits = choice;
    job.base = current;
    this.#show();
    this.#pump();
  }

  /** Tries at once what was waiting for the server. */
  retryNow() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#pump();
  }

  async #pump() {
    if (this.#running || this.conflict || !this.#queue.length) return;
    this.#running = true;
    clearTimeout(this.#timer);
    while (this.#queue.length) {
      const job = this.#queue[0];
      const id = this.id;
      this.#state({ kind: "saving" });
      try {
        const body = job.body ?? { edits: job.edits, ...(job.why ? { why: job.why } : {}) };
        const fresh = await this.#api.post(`/sets/${id}/${job.path ?? "edits"}`, body, { ifMatch: this.detail.version });
        this.#attempt = 0;
        if (this.id !== id) {
          job.resolve(true);
          break;
        }
        this.#queue.shift();
        this.detail = fresh;
        this.behind = null;
        for (const edit of job.edits) this.#forget(edit);
        job.resolve(true);
      } catch (error) {
        if (!this.#handle(error, job)) break;
      }
    }
    this.#running = false;
    if (!this.#queue.length && !this.refusal) this.#saved();
    else this.#show();
    const missed = this.#missed;
    this.#missed = null;
    if (missed && !this.#queue.length) this.heard(missed).catch(() => { /* the next event tells again */ });
  }

  /** Whether the queue may go on. */
  #handle(error, job) {
    if (error.status === 412 && error.details?.current) {
      const current = error.details.current;
      if (!job.path && alreadyHolds(current, job.edits)) {
        this.detail = current;
        this.#queue.shift();
        for (const edit of job.edits) this.#forget(edit);
        job.resolve(true);
        return true;
      }
      this.conflict = { edits: job.path ? [] : job.edits, label: job.label, why: job.why, base: job.base, current, by: error.details.by ?? current.updatedBy, at: error.details.at ?? current.updatedAt };
      this.#state({ kind: "conflict", by: this.conflict.by });
      return false;
    }
    if (!error.status || error.status >= 500 || error.status === 429) {
      const seconds = backoff(this.#attempt);
      this.#attempt += 1;
      this.#timer = setTimeout(() => this.#pump(), seconds * this.#seconds);
      this.#state({ kind: "retrying", seconds });
      return false;
    }
    this.#queue.shift();
    this.refusal = { message: error.hint ? `${error.message} ${error.hint}` : error.message, edits: job.edits };
    this.#state({ kind: "refused", message: this.refusal.message });
    job.resolve(false);
    return true;
  }

  #forget(edit) {
    const part = { setSegment: "segment", setCaption: "segment", setSummary: "summary", setText: "text" }[edit.edit];
    if (part && !this.dirty.has(`${part}.${edit.view ?? ""}`)) this.#drafts?.drop(this.id, part, edit.view ?? "");
  }

  #textEdit(part, view, text) {
    if (part === "summary") return { edit: "setSummary", text };
    if (part === "text") return { edit: "setText", text };
    return { edit: "setSegment", view, text };
  }

  #savedState() {
    return { kind: "saved", at: this.detail.updatedAt, version: this.detail.version };
  }

  #saved() {
    this.saving = this.dirty.size ? { kind: "editing" } : this.#savedState();
    this.#show();
  }

  #state(saving) {
    this.saving = saving;
    this.#show();
  }

  #show() {
    this.shown = this.detail ? anticipated(this.detail, this.#queue.flatMap((job) => job.edits)) : null;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

// Importing: choose, see the plan, begin. Nothing is made before the plan was shown.
//   <import-page project="1"></import-page>
import { Component, define } from "../../helpers/component.js";
import { get } from "../../helpers/api.js";
import { on } from "../../helpers/events.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { href } from "../../helpers/router.js";
import { bytes, count, duration, percent, plural } from "../../helpers/format.js";
import { progressBar } from "../../helpers/marks.js";
import { session } from "../../models/import-session.js";
import { jobCard } from "../pages/job-card.js";
import { chooseFiles } from "./choose-files.js";
import { importOptions } from "./import-options.js";
import { importPlan, releasePictures } from "./import-plan.js";

class ImportPage extends Component {
  #path = "";

  connected() { this.#follow(); on("job", ({ id }) => this.#heard(id), this.life); }
  disconnected() { releasePictures(); }

  get session() { return session(this.attribute("project")); }

  #follow() {
    this.session.addEventListener("change", () => this.refresh(), { signal: this.life });
    if (this.session.job) this.#heard(this.session.job.id);
  }

  async #heard(id) {
    if (this.session.job?.id !== id) return;
    this.session.job = await get(`/jobs/${id}`, { signal: this.life }).catch(() => this.session.job);
    this.refresh();
  }

  view() {
    const s = this.session;
    return html`<div class="page">
      <header class="page-head"><div><h1>Import</h1><p class="quiet-text">Originals are never changed. Importing the same folder twice changes nothing.</p></div>
        ${s.stage === "choose" ? null : html`<button class="button" @click=${() => s.restart()}>${icon("undo")} Choose something else</button>`}</header>
      ${s.fault ? html`<p class="notice bad" role="alert">${icon("error")}<span>${s.fault}</span></p>` : null}
      ${s.stage === "choose" ? this.#choose() : s.stage === "upload" ? this.#upload() : s.stage === "running" ? this.#running() : this.#plan()}
    </div>`;
  }

  #choose() {
    const project = this.attribute("project");
    return html`<div class="import-choose">
      <section class="card drop">
        <div class="panels" aria-hidden="true"><i></i><i></i><i></i></div>
        <h2>Drop files or folders anywhere</h2>
        <p class="quiet-text">They are uploaded in pieces and continue where they stopped.</p>
        <div class="tools"><button class="button primary" @click=${() => chooseFiles(project, { folder: true })}>${icon("folder")} Choose a folder…</button><button class="button" @click=${() => chooseFiles(project)}>Choose files…</button></div>
      </section>
      <form class="card" @submit=${e => { e.preventDefault(); if (this.#path.trim()) this.session.takePath(this.#path.trim()); }}>
        <h2>Or a path on the server</h2>
        <p class="quiet-text">Nothing is uploaded: the program reads a folder, or a file of captions, where it lies. The fastest way for MVImgNet and other large trees.</p>
        <label class="field"><span>Path</span><input class="mono" spellcheck="false" autocomplete="off" placeholder="/data/photographs" .value=${this.#path} @input=${e => { this.#path = e.target.value; this.refresh(); }}></label>
        <div class="tools"><button class="button" ?disabled=${!this.#path.trim() || this.session.planning}>${this.session.planning ? "Reading…" : "Look at it"}</button></div>
      </form>
      <section class="import-kinds" aria-label="What is recognised">
        ${[["Folder per set", "a/1.jpg a/2.jpg", "Each folder of images is one set, in natural order."], ["MVImgNet", "class/instance/images", "Choose classes and a number; frames not chosen stay as candidates."], ["COLMAP, transforms.json", "images + sparse/0", "Well-separated views by camera direction, with the angles achieved."], ["Flat folder", "chair-01_front.jpg", "A pattern says which part of the name is the set."], ["Composites", "pair.png + pair.txt", "Cut into panels; the prompt becomes structure."], ["Captions", "a.jpg + a.txt, JSONL, CSV", "Matched by name, with a report of what matched."]]
          .map(([name, sample, words]) => html`<div><h3>${name}</h3><code>${sample}</code><p class="quiet-text">${words}</p></div>`)}
      </section></div>`;
  }

  #upload() {
    const upload = this.session.upload;
    const done = upload.files.filter(f => f.state === "done").length;
    const shown = upload.files.filter(f => f.state !== "done").slice(0, 40);
    const stopped = upload.state === "paused" || upload.state === "failed";
    return html`<section class="card">
      <header><h2>${upload.state === "done" ? "Uploaded" : stopped ? "Upload stopped" : "Uploading"}</h2><span class="spacer"></span>
        ${upload.state === "sending" ? html`<button class="button" @click=${() => upload.pause()}>${icon("pause")} Pause</button>` : null}
        ${stopped ? html`<button class="button primary" @click=${() => this.session.continueUpload()}>${icon("play")} Continue</button>` : null}</header>
      ${progressBar({ done: upload.sent, total: upload.total || 1, label: "Upload", state: upload.state === "failed" ? "failed" : upload.state === "paused" ? "paused" : "" })}
      <p class="quiet-text tabular facts-line"><span>${count(done)} of ${plural(upload.files.length, "file")}</span><span>${bytes(upload.sent)} of ${bytes(upload.total)}</span>${upload.rate ? html`<span>${bytes(upload.rate)} per second</span><span>${duration(upload.secondsLeft)} left</span>` : null}</p>
      ${upload.error ? html`<p class="notice bad">${upload.error}</p>` : null}
      ${upload.failed.length ? html`<p class="notice warn">${plural(upload.failed.length, "file")} could not be sent. Continue tries again; the others are kept.</p>` : null}
      <ul class="file-list">${shown.map(file => html`<li class=${file.state}><span class="ellipsis">${file.path}</span>${file.error ? html`<span class="bad-text">${file.error}</span>` : html`<span class="quiet-text tabular">${bytes(file.size)}</span>`}
        <span class="mini"><i style=${{ "--part": percent(file.sent, file.size) / 100 }}></i></span></li>`)}</ul>
    </section>`;
  }

  #plan() {
    const s = this.session, plan = s.plan;
    const sets = plan?.sets ?? [];
    return html`<div class="import-plan">
      <aside class="card">${importOptions(s)}</aside>
      <div class="plan-body">${plan ? importPlan(s, this) : html`<p class="quiet-text">${s.planning ? "Reading the folder…" : ""}</p>`}</div>
      <footer class="action-bar"><span class="quiet-text">${s.planning ? "Reading…" : plan ? "Nothing has been made yet." : ""}</span><span class="spacer"></span>
        <button class="button primary large" ?disabled=${!(sets.length || plan?.captions?.matchedRows) || s.planning} @click=${() => s.begin()}>Import ${sets.length || !plan?.captions ? plural(sets.length, "set") : plural(plan.captions.matchedRows, "row")}</button></footer>
    </div>`;
  }

  #running() {
    const job = this.session.job;
    const over = ["finished", "failed", "cancelled"].includes(job.state);
    return html`${jobCard(job, { refresh: () => this.#heard(job.id) })}
      <div class="tools">${over ? html`<a class="button primary" href=${href(`/p/${this.attribute("project")}`, { sort: "created" })}>See the sets</a><button class="button" @click=${() => this.session.restart()}>Import more</button>`
        : html`<a class="button" href=${href(`/p/${this.attribute("project")}`)}>Watch them arrive on the light table</a><span class="quiet-text">The import goes on while you work.</span>`}</div>`;
  }
}

export const register = () => define("import-page", ImportPage);

// Exports: the plan before anything is written, the run as a job, what was written, and whether it is still whole.
//   <exports-page project="1">; #/p/1/exports?q=… chooses the sets
import { Component, define } from "../../helpers/component.js";
import { get, isAbort, post, sentence } from "../../helpers/api.js";
import { on } from "../../helpers/events.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { go, href } from "../../helpers/router.js";
import { segmented } from "../../helpers/marks.js";
import { bytes, count, plural, shortHash, when } from "../../helpers/format.js";
import { toast, toastError } from "../../helpers/toast.js";
import { FORMATS, POLICIES, isPlainName, plainName, snippet, standardOrder } from "../../models/export-request.js";
import { workspace } from "../../models/workspace.js";
import { jobCard, readJob } from "./job-card.js";

// The plan of no sets: the server would refuse to make it.
const NOTHING = { overview: { totals: { sets: 0, samples: 0 } } };

class ExportsPage extends Component {
  #exports = null; #request = null; #scope = "accepted"; #plan = null; #fault = null; #planning = null; #jobs = new Map(); #timer = 0; #open = new Set(); #query = {};

  connected() {
    this.#query = this.query ?? {};
    this.#scope = this.#query.q !== undefined || this.#query.new ? "chosen" : "accepted";
    on("job", ({ id }) => this.#heard(id), this.life);
    on("export", () => this.#load(), this.life);
    // The plan follows what is accepted meanwhile, also by the last key before this page was opened.
    on("set", ({ project }) => { if (String(project) === this.attribute("project") && this.#request) this.#replan(1000); }, this.life);
    workspace.addEventListener("change", () => { if (!this.#request) this.#begin(); else if (this.#plan === NOTHING) this.#replan(0); }, { signal: this.life });
    this.#begin();
    this.#load();
  }

  routed(query) { this.#query = query; this.#scope = query.new || query.q ? "chosen" : this.#scope; this.#replan(); }

  #begin() {
    if (String(workspace.project?.id) !== this.attribute("project")) return;
    const base = plainName(workspace.project.name.toLowerCase()) || "export";
    this.#request = standardOrder(base);
    this.#replan(0);
  }

  async #load() {
    try {
      const answer = await get(`/projects/${this.attribute("project")}/exports`, { signal: this.life });
      this.#exports = Array.isArray(answer) ? answer : answer.exports;
      this.#freshName();
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  // A finished export keeps its name: propose the next free one.
  #freshName() {
    if (!this.#request || this.#named) return;
    const taken = new Set(this.#exports.map(e => e.name)), base = plainName(workspace.project?.name.toLowerCase() ?? "") || "export";
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
    if (name !== this.#request.name) { this.#request.name = name; this.#replan(0); }
  }
  #named = false;

  async #heard(id) {
    if (!this.#jobs.has(id)) return;
    const job = await readJob(id, this.life).catch(() => null);
    if (!job) return;
    this.#jobs.set(id, job);
    if (job.state === "finished") this.#load();
    this.refresh();
  }

  #body() {
    return { ...this.#request, status: this.#scope === "accepted" ? "accepted" : "any", query: this.#scope === "chosen" ? this.#query.q ?? "" : "" };
  }

  #change(changes) { Object.assign(this.#request, changes); this.#replan(); }

  #replan(wait = 300) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#readPlan(), wait);
    this.refresh();
  }

  async #readPlan() {
    if (!this.#request || !this.isConnected) return;
    this.#planning?.abort();
    const turn = this.#planning = new AbortController();
    this.#fault = null; this.refresh();
    if (this.#scope === "accepted" && workspace.project?.counts?.status?.accepted === 0) {
      this.#plan = NOTHING; this.#planning = null;
      return this.refresh();
    }
    try { this.#plan = await post(`/projects/${this.attribute("project")}/exports/plan`, this.#body(), { signal: turn.signal }); } catch (error) {
      if (isAbort(error)) return;
      this.#plan = null; this.#fault = sentence(error);
    }
    if (this.#planning === turn) this.#planning = null;
    this.refresh();
  }

  async #run() {
    try {
      const job = await post(`/projects/${this.attribute("project")}/exports`, this.#body());
      this.#jobs.set(job.id, job);
      this.#named = false;
      toast(`Writing ${this.#request.name}`);
    } catch (error) { toastError(error); }
    this.refresh();
  }

  async #verify(made) {
    try { const job = await post(`/exports/${made.id}/verify`); this.#jobs.set(job.id, job); } catch (error) { toastError(error); }
    this.refresh();
  }

  view() {
    return html`<div class="page"><header class="page-head"><div><h1>Exports</h1><p class="quiet-text">Each export pins a snapshot and is byte for byte the same when repeated.</p></div><a class="button" href=${href(`/p/${this.attribute("project")}/snapshots`)}>${icon("clock")} Snapshots</a></header>
      ${each([...this.#jobs.values()].filter(job => job.state !== "finished" || job.kind === "verify"), job => job.id, job => jobCard(job, { refresh: () => this.#heard(job.id), open: ["finished", "failed", "cancelled"].includes(job.state) ? html`<button class="icon-button" aria-label="Close" @click=${() => { this.#jobs.delete(job.id); this.refresh(); }}>${icon("close")}</button>` : null }))}
      <div class="export-grid">${this.#request ? this.#form() : html`<div></div>`}<div class="plan-body">${this.#planView()}${this.#list()}</div></div></div>`;
  }

  #form() {
    const r = this.#request, quality = r.image === "jpeg" ? r.quality : null;
    const status = workspace.project?.counts?.status ?? {};
    const radio = (name, value, current, title, words, change) => html`<label><input type="radio" name=${name} .checked=${value === current} @change=${change}><b>${title}</b><small>${words}</small></label>`;
    return html`<form class="card" @submit=${e => { e.preventDefault(); this.#run(); }}>
      <h2>New export</h2>
      <label class="field"><span>Name</span><input class="mono" spellcheck="false" .value=${r.name} aria-invalid=${isPlainName(r.name) ? null : "true"} @input=${e => { this.#named = true; this.#change({ name: e.target.value }); }}><small>${isPlainName(r.name) ? "Of the folder and the shards." : "Letters, digits, - and _; a letter or digit first and last."}</small></label>
      <div class="field"><span>Sets</span>${segmented({ label: "Sets", value: this.#scope, options: [{ value: "accepted", label: `Accepted ${count(status.accepted ?? 0)}` }, { value: "any", label: "Any state" }, ...(this.#query.q !== undefined || this.#query.new ? [{ value: "chosen", label: "Chosen" }] : [])], change: value => { this.#scope = value; this.#replan(0); } })}
        <small>${this.#scope === "chosen" ? html`What the light table showed or you selected: <code class="clip">${this.#query.q || "every set"}</code>` : this.#scope === "any" ? "Drafts and rejected sets too." : "What somebody looked at and accepted."}</small></div>
      <fieldset class="choice-cards plain"><legend class="label">Format</legend>${FORMATS.map(([value, title, words]) => radio("format", value, r.format, title, words, () => this.#change({ format: value })))}</fieldset>
      <div class="field"><span>Pictures</span><div class="tools">${segmented({ label: "Pictures", value: quality === null ? "png" : "jpeg", options: [{ value: "png", label: "PNG" }, { value: "jpeg", label: "JPEG" }], change: value => this.#change({ image: value }) })}
        ${quality === null ? html`<small>exact pixels</small>` : html`<label class="check">quality <input class="short" type="number" min="1" max="100" .value=${String(quality)} @change=${e => this.#change({ quality: Math.max(1, Math.min(100, Number(e.target.value) || 95)) })}></label>`}</div></div>
      <details><summary class="label">Policy, holdout, permutations</summary><div class="more-options">
        <fieldset class="choice-cards plain"><legend class="label">Policy</legend>${POLICIES.map(([value, title, words]) => radio("policy", value, r.policy, title, words, () => this.#change({ policy: value })))}</fieldset>
        <div class="pair"><label class="field"><span>Holdout, per cent</span><input type="number" min="0" max="50" step="5" .value=${String(Math.round(r.holdout * 100))} @change=${e => this.#change({ holdout: Math.max(0, Math.min(50, Number(e.target.value) || 0)) / 100 })}><small>By source object.</small></label>
          <label class="field"><span>Seed</span><input type="number" min="0" ?disabled=${!r.holdout} .value=${String(r.seed)} @change=${e => this.#change({ seed: Number(e.target.value) || 1 })}></label></div>
        <div class="pair"><label class="field"><span>Permutations</span><input type="number" min="0" max="23" .value=${String(r.permutations)} @change=${e => this.#change({ permutations: Number(e.target.value) })}><small>Other view orders of each set.</small></label>
          <label class="field"><span>Samples per shard</span><input type="number" min="1" .value=${String(r.setsPerShard)} ?disabled=${r.format !== "webdataset"} @change=${e => this.#change({ setsPerShard: Number(e.target.value) || 256 })}></label></div>
        <label class="check"><input type="checkbox" .checked=${r.includeViews ?? r.format === "imagefolder"} ?disabled=${r.format === "folder"} @change=${e => this.#change({ includeViews: e.target.checked })}> The separate views too</label></div></details>
      <button class="button primary large" type="submit" ?disabled=${!isPlainName(r.name) || !this.#plan || Boolean(this.#planning) || !(this.#totals()?.samples > 0)}>Export ${this.#totals()?.sets ? plural(this.#totals().sets, "set") : ""}</button></form>`;
  }

  #totals() { return this.#plan?.overview?.totals ?? this.#plan?.totals ?? null; }

  #planView() {
    if (this.#fault) return html`<p class="notice bad">${icon("error")}<span>${this.#fault}</span></p>`;
    const overview = this.#plan?.overview ?? this.#plan, t = this.#totals();
    if (!t) return html`<section class="card"><p class="quiet-text">${this.#planning ? "Planning…" : ""}</p></section>`;
    if (!t.samples) return html`<section class="card stack"><h2>There is nothing to export yet</h2><p class="quiet-text">${this.#scope === "accepted" ? "No set is accepted. Review some first, or export sets of any state." : "No set fits."}</p>
      <div class="tools"><button class="button" @click=${() => { this.#scope = "any"; this.#replan(0); }}>Take sets of any state</button></div></section>`;
    const project = this.attribute("project");
    return html`<section class="card flush"><header><h2>The plan</h2><span class="quiet-text">${this.#planning ? "planning…" : "nothing is written yet"}</span></header>
      <div class="tiles in-card"><div><b>${count(t.sets)}</b><span>${t.permuted ? `sets, and ${count(t.permuted)} permuted` : "sets"}</span></div><div><b>${bytes(t.estimatedBytes)}</b><span>about, in ${plural(t.files, "file")}</span></div>
        ${t.holdout ? html`<div><b>${count(t.holdout)}</b><span>held out</span></div>` : null}
        <div><b>${t.longestT5 ?? "–"}</b><span>longest prompt, T5 of 512${t.tokensAreEstimates ? ", estimated" : ""}</span></div><div><b>${Math.round((t.meanHidden ?? 0) / 10)} %</b><span>hidden by cropping, at most ${Math.round((t.largestHidden ?? 0) / 10)} %</span></div></div>
      ${overview.series?.length ? html`<table class="data"><thead><tr><th>Split</th><th>Views</th><th class="num">Samples</th><th>Composite</th><th>Goes into</th></tr></thead><tbody>${overview.series.map(s => html`<tr><td>${s.split}</td><td>${s.viewCount}</td><td class="num">${count(s.samples)}</td><td class="tabular">${s.sizes.slice(0, 3).map(z => `${z.width} × ${z.height}`).join(", ")}${s.sizes.length > 3 ? " …" : ""}</td><td class="mono">${s.paths[0]}${s.paths.length > 1 ? ` … ${s.paths.length}` : ""}</td></tr>`)}</tbody></table>` : null}
      ${overview.warnings?.length ? html`<ul class="issue-list">${overview.warnings.map(w => html`<li><span class="severity warning">${icon("warn")}</span><span>${w.sentence} ${w.sets?.length ? html`<span class="dot-line quiet-text">${w.sets.slice(0, 5).map(key => html`<a href=${href(`/p/${project}`, { q: `key:${key}` })}>${key}</a>`)}${w.sets.length > 5 ? html`<span>and ${w.sets.length - 5} more</span>` : null}</span>` : null}</span></li>`)}</ul>` : null}
      ${overview.leftOut?.length ? html`<details class="in-card"><summary>${plural(overview.leftOut.length, "set")} left out</summary><ul class="issue-list">${overview.leftOut.slice(0, 200).map(l => html`<li><a href=${href(`/p/${project}/set/${l.set}`)}>${l.key}</a><span>${l.sentence}</span></li>`)}</ul></details>` : null}</section>`;
  }

  #list() {
    if (!this.#exports?.length) return null;
    return html`<section class="card flush"><header><h2>Written</h2></header><ul class="row-list">${each(this.#exports, e => e.id, made => {
      const open = this.#open.has(made.id), files = made.files ?? [];
      const format = made.order?.format, sets = made.overview?.totals?.samples, checked = this.#checked(made.id);
      return html`<li><div class="grow"><h3 class="mono">${made.name}</h3><p class="quiet-text">${[FORMATS.find(f => f[0] === format)?.[1], sets != null && plural(sets, "composite"), made.bytes != null && bytes(made.bytes), when(made.finishedAt ?? made.createdAt), made.createdBy, made.contentHash && shortHash(made.contentHash)].filter(Boolean).join(" · ")}</p></div>
        ${made.state === "failed" ? html`<span class="badge error" title=${made.error}>failed</span>` : made.state !== "finished" ? html`<span class="badge">${made.state}</span>` : null}
        ${checked ? html`<span class="badge ${checked.result?.problems?.length ? "error" : "good"}">${checked.result?.problems?.length ? "damaged" : `whole, checked ${when(checked.finishedAt)}`}</span>` : null}
        ${made.state !== "finished" ? null : html`<button class="button small" @click=${() => this.#verify(made)}>${icon("check")} Verify</button><button class="button small" aria-expanded=${String(open)} @click=${() => { open ? this.#open.delete(made.id) : this.#open.add(made.id); this.refresh(); }}>Files and reading</button>`}
        ${open ? html`<div class="export-detail"><div class="file-links">${files.slice(0, 40).map(path => html`<a href=${`/api/v1/exports/${made.id}/files/${path.split("/").map(encodeURIComponent).join("/")}`} download>${path}</a>`)}${files.length > 40 ? html`<span class="quiet-text">and ${count(files.length - 40)} more on disk</span>` : null}</div>
          <pre class="snippet">${snippet({ name: made.name, format, path: made.directory ?? `exports/${made.name}` })}</pre></div>` : null}</li>`;
    })}</ul></section>`;
  }

  #checked(id) { return [...this.#jobs.values()].findLast(job => job.kind === "verify" && job.state === "finished" && job.result?.export === id); }
}

export const register = () => define("exports-page", ExportsPage);

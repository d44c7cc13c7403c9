// What is wrong with the dataset as a whole; every number leads to its sets.   <health-page project="1"></health-page>
import { Component, define } from "../../helpers/component.js";
import { get, isAbort } from "../../helpers/api.js";
import { on } from "../../helpers/events.js";
import { html } from "../../helpers/html.js";
import { href } from "../../helpers/router.js";
import { codeInWords, severitySign } from "../../helpers/marks.js";
import { count, plural } from "../../helpers/format.js";
import { toastError } from "../../helpers/toast.js";

const GROUPS = { markers: "Markers", text: "Words", images: "Images", layout: "Layout", review: "Review", tokens: "Tokens", files: "Files" };

class HealthPage extends Component {
  #health = null; #timer = 0;

  connected() { on("set", ({ project }) => { if (String(project) === this.attribute("project")) this.#soon(); }, this.life); this.#load(); }
  changed() { this.#health = null; this.#load(); }
  #soon() { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#load(); }, 1500); }

  async #load() {
    try { this.#health = await get(`/projects/${this.attribute("project")}/health`, { signal: this.life }); } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  view() {
    const health = this.#health, to = q => href(`/p/${this.attribute("project")}`, { q });
    const facts = health?.facts ?? [];
    const wrong = facts.filter(f => f.count > 0 && f.severity !== "information" && f.severity !== "good");
    const worst = wrong.filter(f => f.severity === "error").reduce((sum, f) => sum + f.count, 0);
    const rank = { error: 0, warning: 1, information: 2 };
    const groups = Map.groupBy(facts.filter(f => f.count > 0).sort((a, b) => (rank[a.severity] ?? 3) - (rank[b.severity] ?? 3) || b.count - a.count), f => f.group ?? "text");
    return html`<div class="page"><header class="page-head"><div><h1>Health</h1><p class="quiet-text">What would cost a training run, before it does. Every number opens its sets.</p></div></header>
      ${health ? html`<div class="tiles">
          <a href=${to("")}><b>${count(health.sets)}</b><span>sets</span></a>${health.views != null ? html`<a href=${to("")}><b>${count(health.views)}</b><span>views</span></a>` : null}
          <a class=${worst ? "bad" : "good"} href=${to("severity:error")}><b>${count(worst)}</b><span>errors</span></a>
          <a class=${wrong.length ? "warn" : "good"} href=${to("severity:warning")}><b>${count(wrong.filter(f => f.severity === "warning").reduce((s, f) => s + f.count, 0))}</b><span>warnings</span></a></div>
        ${wrong.length === 0 ? html`<section class="card"><h2>Nothing is wrong</h2><p class="quiet-text">The linter has nothing against any set of this project.</p></section>` : null}
        ${[...groups].map(([group, list]) => html`<section class="card flush"><header><h2>${GROUPS[group] ?? group}</h2></header><div class="health-facts">${list.map(fact => html`<a href=${to(fact.query)}>
          ${severitySign(fact.severity)}<span class="n">${count(fact.count)}</span><span>${fact.sentence ?? plural(fact.count, "set")}</span><span class="badge">${codeInWords(fact.code ?? fact.name ?? "")}</span></a>`)}</div></section>`)}
        ${health.histograms?.length ? html`<div class="histograms">${health.histograms.map(chart => { const most = Math.max(1, ...chart.bins.map(b => b.count)); return html`<section class="card"><header><h2>${chart.title ?? chart.name}</h2></header>
          <div class="histogram">${chart.bins.map(bin => html`<a href=${to(bin.query)}><span>${bin.label}</span><i class="bar" style=${{ "--share": bin.count / most }}></i><span class="n">${count(bin.count)}</span></a>`)}</div></section>`; })}</div>` : null}` : html`<p class="quiet-text">Reading…</p>`}</div>`;
  }
}

export const register = () => define("health-page", HealthPage);

// What is wrong with the dataset as a whole; every number leads to its sets.   <health-page project="1"></health-page>
import { Component, define } from "../../helpers/component.js";
import { get, isAbort, post } from "../../helpers/api.js";
import { on } from "../../helpers/events.js";
import { html } from "../../helpers/html.js";
import { href } from "../../helpers/router.js";
import { codeInWords, severitySign } from "../../helpers/marks.js";
import { count, plural } from "../../helpers/format.js";
import { toastError } from "../../helpers/toast.js";

const MANY = 30_000;
const TOKENS = [["up to 38", "tokens:<=38"], ["39 to 77", "tokens:39..77"], ["78 to 128", "tokens:78..128"], ["129 to 256", "tokens:129..256"], ["257 to 512", "tokens:257..512"], ["over 512", "tokens:>512"]];
const CHARTS = { views: "Views per set", status: "Review", category: "Category" };

/** A histogram is a filter: each bar opens its sets. */
function fromFacets(facets) {
  return Object.entries(CHARTS).map(([name, title]) => ({ title, bins: (facets.find(f => f.name === name)?.values ?? []).slice(0, 12).map(v => ({ label: name === "views" ? plural(Number(v.value), "view") : v.value, count: v.count, query: v.query })) })).filter(chart => chart.bins.length > 1);
}

/** The part of a set that a finding's code speaks of. */
function groupOf(code) {
  if (/^(marker|header|literal)/.test(code)) return "markers";
  if (/^tokens/.test(code)) return "tokens";
  if (/^(views|image|near-duplicate|identical)/.test(code)) return "images";
  if (/^(layout|size|seam|area)/.test(code)) return "layout";
  return /accepted|rejected|departs/.test(code) ? "review" : "text";
}

const GROUPS = { markers: "Markers", text: "Words", images: "Images", layout: "Layout", review: "Review", tokens: "Tokens", files: "Files" };

class HealthPage extends Component {
  #health = null; #timer = 0;

  connected() { on("set", ({ project }) => { if (String(project) === this.attribute("project")) this.#soon(); }, this.life); this.#load(); }
  #soon() { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#load(); }, 1500); }

  async #load() {
    const project = this.attribute("project");
    try {
      const [health, { facets }] = await Promise.all([get(`/projects/${project}/health`, { signal: this.life }), get(`/projects/${project}/facets`, { signal: this.life })]);
      const severe = Object.fromEntries((facets.find(f => f.name === "severity")?.values ?? []).map(v => [v.value, v.count]));
      this.#health = { ...health, severe, histograms: health.histograms ?? fromFacets(facets) };
      this.refresh();
      if (!health.histograms && health.sets <= MANY) {
        const bins = await Promise.all(TOKENS.map(async ([label, query]) => ({ label, query, count: (await post(`/projects/${project}/query`, { query }, { signal: this.life })).count })));
        this.#health.histograms.unshift({ title: "CLIP tokens per joint prompt", bins });
      }
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  view() {
    const health = this.#health, to = q => href(`/p/${this.attribute("project")}`, { q });
    const facts = health?.facts ?? [];
    const wrong = facts.filter(f => f.count > 0 && f.severity !== "information" && f.severity !== "good");
    const { error = 0, warning = 0 } = health?.severe ?? {};
    const rank = { error: 0, warning: 1, information: 2 };
    const groups = Map.groupBy(facts.filter(f => f.count > 0).sort((a, b) => (rank[a.severity] ?? 3) - (rank[b.severity] ?? 3) || b.count - a.count), f => f.group ?? groupOf(f.code));
    return html`<div class="page"><header class="page-head"><div><h1>Health</h1><p class="quiet-text">What would cost a training run, before it does. Every number opens its sets.</p></div></header>
      ${health ? html`<div class="tiles">
          <a href=${to("")}><b>${count(health.sets)}</b><span>sets</span></a>${health.views != null ? html`<a href=${to("")}><b>${count(health.views)}</b><span>views</span></a>` : null}
          <a class=${error ? "bad" : "good"} href=${to("severity:error")}><b>${count(error)}</b><span>with errors</span></a>
          <a class=${warning ? "warn" : "good"} href=${to("severity:warning")}><b>${count(warning)}</b><span>with warnings only</span></a></div>
        ${wrong.length === 0 ? html`<section class="card"><h2>Nothing is wrong</h2><p class="quiet-text">The linter has nothing against any set of this project.</p></section>` : null}
        ${[...groups].map(([group, list]) => html`<section class="card flush"><header><h2>${GROUPS[group] ?? group}</h2></header><div class="health-facts">${list.map(fact => html`<a href=${to(fact.query)}>
          ${severitySign(fact.severity)}<span class="n">${count(fact.count)}</span><span>${fact.title}</span><span class="badge">${codeInWords(fact.code)}</span></a>`)}</div></section>`)}
        ${health.histograms?.length ? html`<div class="histograms">${health.histograms.map(chart => { const most = Math.max(1, ...chart.bins.map(b => b.count)); return html`<section class="card"><header><h2>${chart.title}</h2></header>
          <div class="histogram">${chart.bins.map(bin => html`<a href=${to(bin.query)}><span>${bin.label}</span><i class="bar" style=${{ "--share": bin.count / most }}></i><span class="n">${count(bin.count)}</span></a>`)}</div></section>`; })}</div>` : null}` : html`<p class="quiet-text">Reading…</p>`}</div>`;
  }
}

export const register = () => define("health-page", HealthPage);

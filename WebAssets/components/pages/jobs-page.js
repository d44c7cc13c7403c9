// All jobs, those under way first.   <jobs-page></jobs-page>
import { Component, define } from "../../helpers/component.js";
import { get, isAbort } from "../../helpers/api.js";
import { on } from "../../helpers/events.js";
import { each, html } from "../../helpers/html.js";
import { toastError } from "../../helpers/toast.js";
import { jobCard, readJob } from "./job-card.js";

class JobsPage extends Component {
  #jobs = null; #timer = 0;

  connected() {
    on("job", () => this.#soon(), this.life);
    on("missed", () => this.#soon(), this.life);
    this.#load();
    const tick = setInterval(() => { if (this.#jobs?.some(j => j.state === "running")) this.#load(); }, 2000);
    this.life.addEventListener("abort", () => clearInterval(tick));
  }

  #soon() { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#load(); }, 300); }

  async #load() {
    try {
      const { jobs } = await get("/jobs", { signal: this.life });
      this.#jobs = await Promise.all(jobs.map(job => (job.failed && !job.items?.length ? readJob(job.id, this.life) : job)));
    } catch (error) { if (!isAbort(error)) toastError(error); }
    this.refresh();
  }

  view() {
    const jobs = this.#jobs;
    return html`<div class="page"><header class="page-head"><div><h1>Jobs</h1><p class="quiet-text">Long work goes on while you do other things, and after a restart.</p></div></header>
      ${jobs?.length === 0 ? html`<section class="empty"><h2>No jobs yet</h2><p>Imports, exports and checks show here with their progress, and what failed and why.</p></section>` : null}
      ${each([...(jobs ?? [])].sort((a, b) => rank(a) - rank(b) || b.id - a.id), job => job.id, job => jobCard(job, { refresh: () => this.#soon() }))}</div>`;
  }
}

const rank = job => (["running", "queued", "paused"].includes(job.state) ? 0 : 1);

export const register = () => define("jobs-page", JobsPage);

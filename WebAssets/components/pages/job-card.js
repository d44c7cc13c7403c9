// One job: how far, how fast, how long still, what failed and why, and what can be done about it.
//   jobCard(job, {refresh, details}) → template
import { get, post } from "../../helpers/api.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { progressBar } from "../../helpers/marks.js";
import { count, duration, plural, when } from "../../helpers/format.js";
import { toastError } from "../../helpers/toast.js";

const KINDS = { running: "accent", queued: "", paused: "", finished: "good", failed: "error", cancelled: "" };

export function jobCard(job, { refresh = () => {}, open = null } = {}) {
  const act = async verb => { try { await post(`/jobs/${job.id}/${verb}`); refresh(); } catch (error) { toastError(error); } };
  const active = job.state === "running" || job.state === "queued";
  const over = ["finished", "failed", "cancelled"].includes(job.state);
  const failedItems = (job.items ?? []).filter(item => item.error);
  return html`<section class="card job">
    <header><h2>${job.title}</h2><span class="badge ${KINDS[job.state] ?? ""}">${job.state === "finished" && job.failed ? "finished, with faults" : job.state}</span><span class="spacer"></span>
      ${active ? html`<button class="button small" @click=${() => act("pause")}>${icon("pause")} Pause</button>` : null}
      ${job.state === "paused" ? html`<button class="button small primary" @click=${() => act("resume")}>${icon("play")} Continue</button>` : null}
      ${!over ? html`<button class="button small" @click=${() => act("cancel")}>${icon("close")} Cancel</button>` : null}
      ${over && (job.failed > 0 || job.state !== "finished") ? html`<button class="button small" @click=${() => act("retry")}>${icon("retry")} ${job.failed ? `Try the ${plural(job.failed, "failed one")} again` : "Try again"}</button>` : null}
      ${open}</header>
    ${over && job.state !== "failed" ? null : progressBar({ done: job.done, total: job.total, label: job.title, state: job.state })}
    <p class="quiet-text tabular facts-line">
      ${job.total ? html`<span>${count(job.done)} of ${count(job.total)}</span>` : job.done ? html`<span>${count(job.done)}</span>` : null}
      ${active && job.rate ? html`<span>${count(Number(job.rate.toPrecision(2)))} per second</span>` : null}
      ${active && job.secondsLeft != null ? html`<span>${duration(job.secondsLeft)} left</span>` : null}
      ${job.failed ? html`<span class="bad-text">${count(job.failed)} failed</span>` : null}
      ${over && job.finishedAt ? html`<span>ended ${when(job.finishedAt)}</span>` : job.startedAt ? html`<span>began ${when(job.startedAt)}</span>` : null}
      ${job.message ? html`<span>${job.message}</span>` : null}</p>
    ${over ? result(job.result, Boolean(job.message)) : null}
    ${failedItems.length ? html`<ul class="items">${failedItems.slice(0, 200).map(item => html`<li><b>${item.name}</b><span class="bad-text">${item.error}</span></li>`)}</ul>` : null}
  </section>`;
}

function result(made, told) {
  if (!made) return null;
  const facts = [made.sets != null && plural(made.sets, "set"), made.views != null && plural(made.views, "view"), made.unchanged && `${count(made.unchanged)} already here`, made.files != null && plural(made.files, "file")].filter(Boolean);
  return html`${facts.length && !told ? html`<p>${facts.join(" · ")}</p>` : null}${made.problems?.length ? html`<ul class="items">${made.problems.map(p => html`<li class="bad-text">${p}</li>`)}</ul>` : null}${made.notes?.length ? html`<ul class="items">${made.notes.map(note => html`<li>${note}</li>`)}</ul>` : null}`;
}

/** Reads a job with its items. */
export const readJob = (id, signal) => get(`/jobs/${id}`, { signal });

// The plan as it will be made: numbers, then each set with its views, then what stays out and why.
//   importPlan(session, host) → template;   releasePictures() frees what was shown of local files
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { viewMark } from "../../helpers/marks.js";
import { count, plural } from "../../helpers/format.js";
import { kindInWords } from "./import-options.js";

const STEP = 30;
let shown = STEP;
const pictures = new Map();

export function releasePictures() {
  for (const url of pictures.values()) URL.revokeObjectURL(url);
  pictures.clear();
  shown = STEP;
}

function picture(session, plan, path) {
  if (!session.local || !/\.(jpe?g|png)$/i.test(path)) return null;
  const file = session.local.get(path) ?? [...session.local].find(([name]) => name.endsWith("/" + path))?.[1];
  if (!file) return null;
  if (!pictures.has(path)) pictures.set(path, URL.createObjectURL(file));
  return pictures.get(path);
}

export function importPlan(session, host) {
  const plan = session.plan;
  const views = plan.sets.reduce((sum, set) => sum + set.views.length, 0);
  const candidates = plan.sets.reduce((sum, set) => sum + (set.candidates?.length ?? 0), 0);
  const prompts = plan.sets.filter(set => set.jointPrompt).length;
  const captions = plan.sets.reduce((sum, set) => sum + set.views.filter(v => v.caption).length, 0);
  const errors = plan.issues?.filter(i => i.severity !== "information") ?? [];
  return html`
    ${plan.captions && !plan.sets.length ? null : html`<dl class="tiles">
      <div><dt>${count(plan.sets.length)}</dt><dd>sets</dd></div><div><dt>${count(views)}</dt><dd>views</dd></div>
      ${candidates ? html`<div><dt>${count(candidates)}</dt><dd>candidates kept aside</dd></div>` : null}
      ${prompts ? html`<div><dt>${count(prompts)}</dt><dd>joint prompts</dd></div>` : null}
      ${captions ? html`<div><dt>${count(captions)}</dt><dd>captions</dd></div>` : null}
      ${errors.length ? html`<div class="warn"><dt>${count(errors.length)}</dt><dd>left out or doubtful</dd></div>` : null}
      ${plan.beyondLimit ? html`<div><dt>${count(plan.beyondLimit)}</dt><dd>beyond the limit</dd></div>` : null}
    </dl>`}
    ${plan.captions ? captionReport(plan.captions) : null}
    ${plan.sets.length ? html`<section class="card flush"><header><h2>Sets</h2><span class="quiet-text">as they will be made</span></header>
      <ul class="plan-sets">${plan.sets.slice(0, shown).map(set => html`<li>
        <div class="plan-name"><span class="ellipsis" title=${set.key}>${set.key}</span>${set.category && set.category !== set.key ? html`<span class="quiet-text ellipsis">${set.category}</span>` : null}
          ${plan.kind !== set.kind ? html`<span class="quiet-text">${kindInWords(set.kind)}</span>` : null}</div>
        <ol class="plan-views">${set.views.map((view, i) => { const url = picture(session, plan, view.path); return html`<li>${url ? html`<img src=${url} alt="" loading="lazy">` : null}<span class="line">${viewMark(i + 1)}<span class="ellipsis" title=${view.path}>${view.path.split("/").at(-1)}</span>${view.angles ? html`<span class="quiet-text tabular nowrap">${Math.round(view.angles.azimuth)}°</span>` : null}</span></li>`; })}</ol>
        <div class="plan-note quiet-text">${selection(set)}${set.jointPrompt ? html`<p class="ellipsis" title=${set.jointPrompt.text}>${icon("pen")} ${set.jointPrompt.text}</p>` : set.views.some(v => v.caption) ? html`<p>${plural(set.views.filter(v => v.caption).length, "caption")}</p>` : null}</div></li>`)}</ul>
      ${plan.sets.length > shown ? html`<footer><button class="button" @click=${() => { shown += STEP * 3; host.refresh(); }}>Show more of ${count(plan.sets.length)}</button></footer>` : null}</section>`
    : plan.captions ? null : html`<section class="empty"><h2>No sets yet</h2><p>Nothing here fits this way of reading. Try another kind, or change the pattern.</p></section>`}
    ${plan.issues?.length ? html`<section class="card flush"><header><h2>Left out, or worth a look</h2><span class="quiet-text">everything else goes on</span></header>
      <ul class="issue-list">${plan.issues.slice(0, 200).map(issue => html`<li><span class=${`severity ${issue.severity}`}>${icon(issue.severity === "error" ? "error" : issue.severity === "warning" ? "warn" : "info")}</span><span>${issue.sentence}${issue.path && !issue.sentence.includes(issue.path) ? html` <code class="quiet-text">${issue.path}</code>` : null}</span></li>`)}</ul></section>` : null}`;
}

function selection({ selection: made, candidates }) {
  if (!made) return null;
  const apart = made.smallestAngle === null || made.smallestAngle === undefined ? "spread in time" : `at least ${Math.round(made.smallestAngle)}° apart`;
  return html`<p>${made.frames} frames, views ${apart}${made.nearDuplicates ? `, ${plural(made.nearDuplicates, "near-duplicate")} passed over` : ""}${candidates?.length ? `; ${candidates.length} to swap in` : ""}</p>`;
}

const captionReport = report => html`<section class="card"><header><h2>Captions from ${report.file}</h2><span class="badge ${report.matchedRows === report.rows ? "good" : "warning"}">${count(report.matchedRows)} of ${count(report.rows)} rows matched</span></header>
  ${report.unmatched?.length ? null : html`<p class="quiet-text">Every row names something that is here.</p>`}
  ${report.unmatched?.length ? html`<ul class="issue-list">${report.unmatched.slice(0, 50).map(row => html`<li><span class="quiet-text tabular">line ${row.line}</span><span><b>${row.name}</b>: ${row.sentence}</span></li>`)}</ul>` : null}
  ${report.setsWithoutText?.length ? html`<p class="quiet-text">Without text: ${report.setsWithoutText.slice(0, 30).join(", ")}${report.setsWithoutText.length > 30 ? " …" : ""}</p>` : null}</section>`;

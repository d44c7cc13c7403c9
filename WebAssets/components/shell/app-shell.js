// The bar above every page: project menu, pages, jobs under way, theme, and the two actions of a project (import, review).
//   <app-shell></app-shell>
import { Component, define } from "../../helpers/component.js";
import { apiEvents, del, get, isAbort, post } from "../../helpers/api.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap, keys } from "../../helpers/keys.js";
import { on } from "../../helpers/events.js";
import { announce } from "../../helpers/announce.js";
import { current, go, href } from "../../helpers/router.js";
import { toast, toastError } from "../../helpers/toast.js";
import { count, percent } from "../../helpers/format.js";
import { workspace } from "../../models/workspace.js";
import { openMenu } from "../../helpers/menu.js";
import { createProject } from "./create-project.js";
import { showKeys } from "./key-overlay.js";
import { undo } from "../../models/undo.js";

const PAGES = [["table", "", "Light table"], ["exports", "/exports", "Exports"], ["health", "/health", "Health"], ["history", "/history", "History"], ["settings", "/settings", "Settings"]];

class AppShell extends Component {
  #jobs = [];
  #reached = true;
  #jobsTimer = 0;

  connected() {
    const signal = this.life;
    workspace.addEventListener("change", () => this.refresh(), { signal });
    addEventListener("route", event => this.#routed(event.detail), { signal });
    apiEvents.addEventListener("reach", ({ detail }) => {
      if (this.#reached === detail) return;
      this.#reached = detail;
      announce(detail ? "The server answers again." : "The server does not answer.", "assertive");
      this.refresh();
    }, { signal });
    on("job", () => this.#soonJobs(), signal);
    on("project", ({ project, id }) => workspace.refreshProject(project ?? id).catch(() => {}), signal);
    on("set", ({ project }) => { if (project === workspace.project?.id) this.#soonCounts(); }, signal);
    on("missed", () => this.#load(), signal);
    this.#registerKeys(signal);
    this.#load();
  }

  #registerKeys(signal) {
    const inProject = () => workspace.project !== null;
    const to = page => () => go(`/p/${workspace.project.id}${page}`);
    keys.scope("everywhere", "Everywhere", [
      { id: "keys", keys: ["?"], title: "Show all keys", run: () => { showKeys(); } },
      { id: "import", keys: ["i"], title: "Import", when: inProject, run: to("/import") },
      { id: "review", keys: ["r"], title: "Review the next set that is not decided", when: inProject, run: () => this.#review() },
      { id: "undo", keys: ["Ctrl+z"], title: "Undo", when: inProject, run: () => { undo("undo"); } },
      { id: "redo", keys: ["Ctrl+Shift+z", "Ctrl+y"], title: "Redo", when: inProject, run: () => { undo("redo"); } },
      { id: "theme", keys: ["Alt+t"], title: "Light, dark or as the system", run: () => this.#nextTheme() },
    ], signal);
  }

  async #load() {
    try {
      await Promise.all([workspace.load(), this.#readJobs()]);
    } catch (error) {
      if (error.status !== 401) toastError(error);
    }
  }

  async #routed({ params, route }) {
    this.nav = route.nav;
    workspace.open(params.project ?? null).catch(toastError);
    this.refresh();
  }

  async #readJobs() {
    try { this.#jobs = (await get("/jobs", { signal: this.life })).jobs ?? []; this.refresh(); } catch (error) { if (!isAbort(error) && error.status !== 401) console.warn(error); }
  }

  #soonJobs() {
    this.#jobsTimer ||= setTimeout(() => { this.#jobsTimer = 0; this.#readJobs(); }, 500);
  }

  #countsTimer = 0;
  #soonCounts() {
    this.#countsTimer ||= setTimeout(() => { this.#countsTimer = 0; workspace.refreshProject().catch(() => {}); }, 1200);
  }

  async #review() {
    const project = workspace.project.id;
    try {
      const { startReview } = await import("../../models/review.js");
      const id = await startReview(project);
      if (id) go(`/p/${project}/set/${id}`); else toast("Every set here is accepted or rejected: nothing is left to review.");
    } catch (error) { toastError(error); }
  }

  #nextTheme() {
    const next = { auto: "light", light: "dark", dark: "auto" }[polyptychTheme.get()];
    polyptychTheme.set(next);
    announce(`Theme: ${next}`);
    this.refresh();
  }

  #projectMenu(button) {
    openMenu(button, close => html`
      <p class="label">Projects</p>
      ${(workspace.projects ?? []).map(project => html`<a href=${href(`/p/${project.id}`)} aria-current=${project.id === workspace.project?.id ? "page" : null} @click=${close}>
        <span class="ellipsis">${project.name}</span><span class="spacer"></span><span class="quiet-text tabular">${count(project.counts?.sets)}</span></a>`)}
      <hr><button @click=${() => { close(); createProject(); }}>${icon("plus")} New project…</button><a href="#/" @click=${close}>${icon("grid")} All projects</a>`);
  }

  #moreMenu(button) {
    const theme = polyptychTheme.get();
    openMenu(button, close => html`
      <p class="label">Theme</p>
      ${[["auto", "As the system", "auto"], ["light", "Light", "sun"], ["dark", "Dark", "moon"]].map(([value, label, sign]) => html`
        <button aria-pressed=${String(theme === value)} @click=${() => { polyptychTheme.set(value); close(); this.refresh(); }}>${icon(sign)} ${label}<span class="spacer"></span>${theme === value ? icon("check") : null}</button>`)}
      <hr><button @click=${() => { close(); showKeys(); }}>${icon("keyboard")} Keys<span class="spacer"></span>${keycap("keys")}</button>
      ${workspace.project ? html`<a href=${href(`/p/${workspace.project.id}/snapshots`)} @click=${close}>${icon("clock")} Snapshots</a>` : null}
      <a href="#/jobs" @click=${close}>${icon("retry")} Jobs</a>
      <hr><button @click=${async () => { close(); try { await del("/session"); } finally { location.replace("/sign-in"); } }}>${icon("right")} Sign out</button>`);
  }

  view() {
    const project = workspace.project;
    const status = project?.counts?.status ?? {};
    const left = (status.draft ?? 0) + (status.ready ?? 0);
    const running = this.#jobs.filter(job => ["running", "queued", "paused"].includes(job.state));
    const done = running.reduce((sum, job) => sum + (job.done ?? 0), 0), total = running.reduce((sum, job) => sum + (job.total ?? 0), 0);
    return html`
      <header class="top">
        <a class="brand" href=${project ? href(`/p/${project.id}`) : "#/"} aria-label="Polyptych"><i><b></b><b></b><b></b></i><span>Polyptych</span></a>
        ${workspace.projects?.length ? html`<button class="button quiet project" aria-haspopup="true" @click=${e => this.#projectMenu(e.currentTarget)}><span class="ellipsis">${project?.name ?? "Projects"}</span>${icon("down")}</button>` : null}
        ${project ? html`<nav aria-label="Pages">${PAGES.map(([name, path, label]) => html`<a href=${href(`/p/${project.id}${path}`)} aria-current=${this.nav === name ? "page" : null}>${label}</a>`)}</nav>` : null}
        <span class="spacer"></span>
        ${running.length ? html`<a class="button quiet jobs" href="#/jobs"><i style=${{ "--part": percent(done, total) / 100 }}></i>${running.length === 1 ? "1 job" : `${running.length} jobs`}</a>` : null}
        ${project ? html`<a class="button" href=${href(`/p/${project.id}/import`)} aria-current=${this.nav === "import" ? "page" : null}>Import ${keycap("import")}</a>` : null}
        ${project && left ? html`<button class="button primary" @click=${() => this.#review()}>Review ${count(left)} ${keycap("review")}</button>` : null}
        <button class="icon-button" aria-label="Theme, keys and account" aria-haspopup="true" @click=${e => this.#moreMenu(e.currentTarget)}>${icon("more", { size: 18 })}</button>
      </header>
      ${this.#reached ? null : html`<div class="reach">${icon("warn")}<span>The server does not answer. What you see may be old; nothing you typed is lost while this tab is open.</span><button class="link" @click=${() => this.#load()}>Try again</button></div>`}`;
  }
}

export const registerShell = () => define("app-shell", AppShell);

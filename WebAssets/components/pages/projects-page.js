// All projects of the workspace.   <projects-page></projects-page>
import { Component, define } from "../../helpers/component.js";
import { del, get, patch, post } from "../../helpers/api.js";
import { askText, confirmDialog } from "../../helpers/dialog.js";
import { each, html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { openMenu } from "../../helpers/menu.js";
import { go, href } from "../../helpers/router.js";
import { count, plural } from "../../helpers/format.js";
import { toast, toastError } from "../../helpers/toast.js";
import { workspace } from "../../models/workspace.js";
import { createProject } from "../shell/create-project.js";

const COLOURS = { accepted: "var(--good)", ready: "var(--warn)", draft: "var(--ink-3)", rejected: "var(--bad)" };

class ProjectsPage extends Component {
  #strips = new Map();

  connected() { workspace.addEventListener("change", () => { this.#readStrips(); this.refresh(); }, { signal: this.life }); this.#readStrips(); }

  async #readStrips() {
    for (const project of workspace.projects ?? []) {
      if (this.#strips.has(project.id) || !project.counts?.sets) continue;
      this.#strips.set(project.id, []);
      get(`/projects/${project.id}/sets`, { query: { limit: 3 }, signal: this.life })
        .then(({ sets }) => { this.#strips.set(project.id, sets.flatMap(set => set.views.slice(0, 2)).slice(0, 5)); this.refresh(); }, () => {});
    }
  }

  #menu(button, project) {
    openMenu(button, close => html`
      <button @click=${async () => { close(); const name = await askText({ title: "Rename the project", label: "Name", value: project.name, action: "Rename" }); if (name) this.#do(() => patch(`/projects/${project.id}`, { name }, { ifMatch: project.version })); }}>${icon("pen")} Rename…</button>
      <a href=${href(`/p/${project.id}/settings`)} @click=${close}>${icon("settings")} Settings</a><hr>
      <button @click=${async () => { close(); if (await confirmDialog({ title: `Delete “${project.name}”?`, text: `Its ${plural(project.counts?.sets ?? 0, "set")}, their history and snapshots go. Finished exports stay on disk. This cannot be undone.`, action: "Delete the project", kind: "danger" })) this.#do(() => del(`/projects/${project.id}`, { ifMatch: project.version })); }}>${icon("trash")} Delete…</button>`, { align: "end" });
  }

  async #do(work) { try { await work(); await workspace.load(); } catch (error) { toastError(error); } }

  async #samples() {
    try {
      const project = await post("/projects", { name: "Sample project" });
      await post(`/projects/${project.id}/samples`, { sets: 12, seed: 1 });
      await workspace.load();
      toast("Sample sets are being rendered: they appear here one by one.");
      go(`/p/${project.id}`);
    } catch (error) { toastError(error); }
  }

  view() {
    const projects = workspace.projects;
    return html`<div class="page"><header class="page-head"><div><h1>Projects</h1><p class="quiet-text">${workspace.status?.workspace?.name ? `Workspace ${workspace.status.workspace.name}` : ""}</p></div><button class="button primary" @click=${createProject}>${icon("plus")} New project…</button></header>
      ${projects?.length === 0 ? html`<section class="empty"><h2>Begin with a project</h2><p>A project is one dataset. Make one and drop a folder of photographs into it, or look around in rendered samples first.</p>
        <div class="tools"><button class="button primary" @click=${createProject}>Make a project…</button><button class="button" @click=${() => this.#samples()}>Make the sample project</button></div></section>` : null}
      <div class="project-cards">${each(projects ?? [], p => p.id, project => {
        const status = project.counts?.status ?? {};
        return html`<article class="card project-card-frame"><a class="project-card" href=${href(`/p/${project.id}`)}>
          <div class="strip">${(this.#strips.get(project.id) ?? []).map(view => html`<img src=${view.thumb} alt="" loading="lazy">`)}</div>
          <div class="words"><h2 class="ellipsis">${project.name}</h2>
            <p class="quiet-text tabular">${plural(project.counts?.sets ?? 0, "set")}, ${plural(project.counts?.views ?? 0, "view")}${status.accepted ? `, ${count(status.accepted)} accepted` : ""}</p>
            <div class="stack-bar" aria-hidden="true">${Object.entries(COLOURS).map(([name, colour]) => html`<i style=${{ "--n": status[name] ?? 0, "--c": colour }}></i>`)}</div></div></a>
          <button class="icon-button" aria-label=${`More about ${project.name}`} aria-haspopup="true" @click=${e => this.#menu(e.currentTarget, project)}>${icon("more")}</button></article>`;
      })}</div></div>`;
  }
}

export const register = () => define("projects-page", ProjectsPage);

// What the shell knows: who is signed in, the projects, and the one that is open. Fires "change".
//
//   workspace.status, workspace.projects, workspace.project (the open one, or null), await workspace.open(id)
import { get } from "../helpers/api.js";

class Workspace extends EventTarget {
  status = null;
  projects = null;
  project = null;

  async load() {
    [this.status, { projects: this.projects }] = await Promise.all([get("/status"), get("/projects")]);
    if (this.project) this.project = this.projects.find(p => p.id === this.project.id) ?? null;
    this.#changed();
  }

  async open(id) {
    if (id === null) { this.project = null; return this.#changed(); }
    if (this.project?.id === Number(id)) return;
    this.project = this.projects?.find(p => p.id === Number(id)) ?? null;
    this.#changed();
    if (!this.project) await this.refreshProject(id);
  }

  /** Reads a project anew; the counts in the shell follow. */
  async refreshProject(id = this.project?.id) {
    if (!id) return;
    const fresh = await get(`/projects/${id}`);
    const at = (this.projects ??= []).findIndex(p => p.id === fresh.id);
    if (at < 0) this.projects.push(fresh); else this.projects[at] = fresh;
    if (this.project === null || this.project.id === fresh.id) this.project = fresh;
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event("change")); }
}

export const workspace = new Workspace();

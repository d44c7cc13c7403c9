// One import from choosing to done; it goes on while the person looks at other pages.
//
//   session(project) → {stage: "choose" | "upload" | "plan" | "running", source, upload, options, plan, planning, fault, job}
//   .takeFiles([{path, file}]), .takePath(path), .setOption(name, value), .preview(), .begin(), .restart()     "change" event
import { get, isAbort, post, sentence } from "../helpers/api.js";
import { Upload } from "./upload.js";

class ImportSession extends EventTarget {
  stage = "choose"; source = null; upload = null; options = { kind: "auto" }; plan = null; planning = false; fault = null; job = null;
  classes = null;
  #turn = null; #timer = 0;

  constructor(project) { super(); this.project = project; }

  async takeFiles(files) {
    if (!files.length) { this.fault = "That holds no files."; return this.#changed(); }
    this.restart({ quiet: true });
    this.stage = "upload";
    this.local = new Map(files.map(({ path, file }) => [path, file]));
    this.upload = new Upload(this.project, files);
    this.upload.addEventListener("change", () => this.#changed());
    await this.continueUpload();
  }

  async continueUpload() {
    const id = await this.upload.run();
    if (id === null) return this.#changed();
    this.source = { upload: id };
    this.preview();
  }

  takePath(path) {
    this.restart({ quiet: true });
    this.source = { path };
    this.preview();
  }

  setOption(name, value) {
    if (value === null || value === "" || value === undefined || (Array.isArray(value) && !value.length)) delete this.options[name];
    else this.options[name] = value;
    clearTimeout(this.#timer);
    this.planning = true;
    this.#timer = setTimeout(() => this.preview(), 350);
    this.#changed();
  }

  /** The classes of an MVImgNet tree, to choose from; asked for once. */
  async loadClasses() {
    if (this.classes || !this.source) return;
    this.classes = [];
    try {
      this.classes = (await post(`/projects/${this.project}/imports/classes`, { source: this.source, options: this.options })).classes;
    } catch (error) {
      this.classes = null;
      this.fault = sentence(error);
    }
    this.#changed();
  }

  /** Takes a class into the import, or out of it. */
  toggleClass(folder, taken) {
    const chosen = new Set(this.options.classes ?? []);
    if (taken) chosen.add(folder); else chosen.delete(folder);
    this.setOption("classes", [...chosen]);
  }

  async preview() {
    this.#turn?.abort();
    const turn = this.#turn = new AbortController();
    this.planning = true; this.fault = null;
    this.#changed();
    try {
      let answer = await post(`/projects/${this.project}/imports/preview`, { source: this.source, options: this.options }, { signal: turn.signal });
      while (answer && !answer.sets && !answer.plan && answer.state) {
        if (["failed", "cancelled"].includes(answer.state)) throw new Error(answer.message);
        await new Promise(resolve => setTimeout(resolve, 500));
        answer = await get(`/jobs/${answer.id}`, { signal: turn.signal });
        if (answer.state === "finished") answer = { plan: answer.result?.plan };
      }
      this.plan = answer.plan ?? answer;
      this.stage = "plan";
    } catch (error) {
      if (isAbort(error)) return;
      this.fault = sentence(error);
      if (this.stage === "upload") this.stage = "plan";
    }
    if (this.#turn === turn) { this.#turn = null; this.planning = false; }
    this.#changed();
  }

  async begin() {
    this.fault = null;
    try {
      this.job = await post(`/projects/${this.project}/imports`, { source: this.source, options: this.options });
      this.stage = "running";
    } catch (error) { this.fault = sentence(error); }
    this.#changed();
  }

  restart({ quiet = false } = {}) {
    this.#turn?.abort();
    if (this.upload && this.stage !== "running") this.upload.cancel();
    Object.assign(this, { stage: "choose", source: null, upload: null, options: { kind: "auto" }, plan: null, planning: false, fault: null, job: null, local: null, classes: null });
    if (!quiet) this.#changed();
  }

  #changed() { this.dispatchEvent(new Event("change")); }
}

const sessions = new Map();

export function session(project) {
  const id = Number(project);
  if (!sessions.has(id)) sessions.set(id, new ImportSession(id));
  return sessions.get(id);
}

// One upload: files go to the server in chunks, a few at a time; each continues where the server says it stands.
//
//   const upload = new Upload(project, [{path, file}]);  upload.addEventListener("change", …)
//   await upload.run()         answers the server's id; upload.pause(), upload.run() again goes on;  upload.cancel()
//   upload.files → [{path, size, sent, state: "waiting" | "sending" | "done" | "failed", error}], upload.sent, upload.total, upload.rate
import { del, get, isAbort, patchBytes, post, sentence } from "../helpers/api.js";

const CHUNK = 4 * 1024 * 1024, AT_ONCE = 3, TRIES = 4;

export class Upload extends EventTarget {
  id = null; state = "waiting"; files; sent = 0; total = 0; error = null;
  #project; #abort = null; #started = 0; #startedAt = 0;

  constructor(project, files) {
    super();
    this.#project = project;
    this.files = files.map(({ path, file }) => ({ path, file, size: file.size, sent: 0, state: "waiting", error: null }));
    this.total = this.files.reduce((sum, f) => sum + f.size, 0);
  }

  get rate() { const seconds = (performance.now() - this.#startedAt) / 1000; return this.state === "sending" && seconds > 0.5 ? (this.sent - this.#started) / seconds : null; }
  get secondsLeft() { return this.rate ? (this.total - this.sent) / this.rate : null; }
  get failed() { return this.files.filter(f => f.state === "failed"); }

  async run() {
    if (this.state === "sending") return null;
    this.#abort = new AbortController();
    const signal = this.#abort.signal;
    this.state = "sending"; this.error = null; this.#changed();
    try {
      if (this.id === null) {
        const answer = await post(`/projects/${this.#project}/uploads`, { files: this.files.map(f => ({ path: f.path, size: f.size })) }, { signal });
        this.id = answer.upload;
        for (const { index, offset } of answer.files ?? []) this.files[index].sent = offset;
      } else {
        for (const { index, offset } of (await get(`/uploads/${this.id}`, { signal })).files ?? []) this.files[index].sent = offset;
      }
      for (const file of this.files) if (file.state !== "done") file.state = "waiting";
      this.#count(); this.#started = this.sent; this.#startedAt = performance.now();
      const queue = this.files.map((file, index) => ({ file, index })).filter(({ file }) => file.state !== "done");
      await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (let next; (next = queue.shift());) await this.#send(next, signal); }));
      this.state = this.failed.length ? "failed" : "done";
    } catch (error) {
      if (isAbort(error)) this.state = "paused";
      else { this.state = "failed"; this.error = sentence(error); }
    }
    this.#changed();
    return this.state === "done" ? this.id : null;
  }

  pause() { this.#abort?.abort(); }

  async cancel() {
    this.pause();
    this.state = "cancelled";
    if (this.id !== null) await del(`/uploads/${this.id}`).catch(() => {});
    this.#changed();
  }

  async #send({ file, index }, signal) {
    file.state = "sending"; file.error = null;
    for (let tries = 0; ;) {
      try {
        do {
          const piece = file.file.slice(file.sent, file.sent + CHUNK);
          const { offset } = await patchBytes(`/uploads/${this.id}/${index}`, piece, file.sent, signal);
          file.sent = offset;
          tries = 0;
          this.#count(); this.#changed();
        } while (file.sent < file.size);
        file.state = "done";
        break;
      } catch (error) {
        if (isAbort(error)) throw error;
        if (++tries >= TRIES || (error.status >= 400 && error.status < 500 && error.status !== 409)) { file.state = "failed"; file.error = sentence(error); break; }
        await new Promise(resolve => setTimeout(resolve, 400 * 2 ** tries));
        try { file.sent = (await get(`/uploads/${this.id}`, { signal })).files[index].offset; } catch (again) { if (isAbort(again)) throw again; }
      }
    }
    this.#changed();
  }

  #count() { this.sent = this.files.reduce((sum, f) => sum + f.sent, 0); }

  #queued = false;
  #changed() {
    if (this.#queued) return;
    this.#queued = true;
    setTimeout(() => { this.#queued = false; this.dispatchEvent(new Event("change")); }, 60);
  }
}

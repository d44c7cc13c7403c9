// Cards of sets by id: asked for in one request when scrolling pauses, dropped again when far away.
//
//   cards.get(id) → SetCard | undefined         cards.want(ids)      the ids now in view, nearest first
//   cards.forget(id)   it changed               "load" event when some arrived, "fault" {detail: error}
import { get, isAbort } from "../helpers/api.js";

const AT_ONCE = 200, KEEP = 4000, PAUSE = 70;

export class SetCards extends EventTarget {
  #project; #known = new Map(); #stale = new Set(); #timer = 0; #running = null; #wanted = [];

  constructor(project) { super(); this.#project = project; }

  get(id) { return this.#known.get(id); }

  want(ids) {
    this.#wanted = ids.filter(id => !this.#known.has(id) || this.#stale.has(id));
    if (this.#running && this.#wanted.some(id => !this.#running.ids.has(id)) && !this.#wanted.some(id => this.#running.ids.has(id))) this.#running.abort.abort();
    clearTimeout(this.#timer);
    if (this.#wanted.length && !this.#running) this.#timer = setTimeout(() => this.#fetch(), PAUSE);
  }

  forget(id) { if (this.#known.has(id)) this.#stale.add(id); }
  forgetAll() { for (const id of this.#known.keys()) this.#stale.add(id); }
  put(card) { this.#known.set(card.id, card); this.#stale.delete(card.id); }
  close() { clearTimeout(this.#timer); this.#running?.abort.abort(); this.#wanted = []; }

  async #fetch() {
    const ids = this.#wanted.slice(0, AT_ONCE);
    const running = this.#running = { ids: new Set(ids), abort: new AbortController() };
    try {
      const { sets } = await get(`/projects/${this.#project}/sets`, { query: { ids: ids.join(",") }, signal: running.abort.signal });
      const found = new Set();
      for (const card of sets) { this.#known.delete(card.id); this.put(card); found.add(card.id); }
      for (const id of ids) if (!found.has(id)) this.put({ id, gone: true, key: "deleted", status: "draft", findings: [], views: [], viewCount: 0 });
      for (const id of this.#known.keys()) { if (this.#known.size <= KEEP) break; this.#known.delete(id); }
      this.dispatchEvent(new Event("load"));
    } catch (error) {
      if (!isAbort(error)) { this.#wanted = []; this.dispatchEvent(new CustomEvent("fault", { detail: error })); }
    }
    this.#running = null;
    this.want(this.#wanted);
  }
}

/** Where panels meet, in thousandths of the composite: said by the server, or inferred for square-ish panels. */
export function seams(card) {
  if (card.seams) return card.seams;
  const n = card.viewCount;
  let best = 1, miss = Infinity;
  for (let columns = 1; columns <= n; columns++) {
    const rows = Math.ceil(n / columns);
    if (rows * columns - n >= columns) continue;
    const off = Math.abs(Math.log(card.aspect / (columns / rows)));
    if (off < miss) { miss = off; best = columns; }
  }
  const rows = Math.ceil(n / best);
  const cuts = parts => Array.from({ length: parts - 1 }, (_, i) => Math.round((1000 * (i + 1)) / parts));
  return { vertical: cuts(best), horizontal: cuts(rows) };
}

/** The keys of sets, from what is known and else from the server. */
export async function keysOf(project, ids, cards = null) {
  const known = new Map(ids.map(id => [id, cards?.get(id)?.key]));
  const missing = ids.filter(id => !known.get(id));
  for (let i = 0; i < missing.length; i += AT_ONCE) {
    const { sets } = await get(`/projects/${project}/sets`, { query: { ids: missing.slice(i, i + AT_ONCE).join(",") } });
    for (const card of sets) known.set(card.id, card.key);
  }
  return [...known.values()].filter(Boolean);
}

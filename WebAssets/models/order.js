// The order in which sets are reviewed: what the light table showed when the person opened one, frozen until they go back.
//
//   order.freeze({project, query, sort, ids})       by the light table
//   await order.ensure(project, {query, sort})      by the editor when it is opened directly
//   order.next(id), order.previous(id)              id or null;   order.position(id) 0-based or -1;   order.ids
// Ids that are new since then are not in it: nothing jumps under the reviewer's hands.
import { post } from "../helpers/api.js";

const STORE = "polyptych.order";

class Order {
  project = null; query = ""; sort = "key"; ids = [];
  #places = new Map();

  freeze({ project, query = "", sort = "key", ids }) {
    this.project = Number(project); this.query = query; this.sort = sort; this.ids = Array.from(ids);
    this.#places = new Map(this.ids.map((id, index) => [id, index]));
    try { sessionStorage.setItem(STORE, JSON.stringify({ project: this.project, query, sort })); } catch { /* only comfort */ }
  }

  async ensure(project, { query, sort, signal } = {}) {
    if (this.project === Number(project) && this.ids.length && query === undefined) return;
    let kept = {};
    try { kept = JSON.parse(sessionStorage.getItem(STORE)) ?? {}; } catch { /* start afresh */ }
    const base = kept.project === Number(project) ? kept : {};
    const ticket = await post(`/projects/${project}/query`, { query: query ?? base.query ?? "", sort: sort ?? base.sort ?? "key" }, { signal });
    this.freeze({ project, query: query ?? base.query ?? "", sort: sort ?? base.sort ?? "key", ids: unpackIds(ticket.ids) });
  }

  position(id) { return this.#places.get(Number(id)) ?? -1; }
  next(id) { const at = this.position(id); return at < 0 ? this.ids[0] ?? null : this.ids[at + 1] ?? null; }
  previous(id) { const at = this.position(id); return at > 0 ? this.ids[at - 1] : null; }
}

export const order = new Order();

const bytesOf = base64 => Uint8Array.from(atob(base64 ?? ""), c => c.charCodeAt(0));

/** Little-endian u32[] in base64. */
export function unpackIds(base64) {
  const data = bytesOf(base64), view = new DataView(data.buffer), out = new Uint32Array(data.length / 4);
  for (let i = 0; i < out.length; i++) out[i] = view.getUint32(i * 4, true);
  return out;
}

/** Little-endian u16[] in base64, thousandths, as width ÷ height. */
export function unpackAspects(base64) {
  const data = bytesOf(base64), view = new DataView(data.buffer), out = new Float32Array(data.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Math.max(0.05, view.getUint16(i * 2, true) / 1000);
  return out;
}

// Which sets are selected: by hand, as a range, or everything the query finds.
//
//   selection.only(id), .toggle(id), .range(order, from, to), .all(order, query), .clear()
//   selection.has(id), .size, .ids        "change" event
//   selection.target → {ids} or {query}   what a batch is told: the whole query only while nothing was unticked
export class Selection extends EventTarget {
  #ids = new Set(); #query = null; anchor = null;

  get size() { return this.#ids.size; }
  get ids() { return [...this.#ids]; }
  has(id) { return this.#ids.has(id); }
  get wholeQuery() { return this.#query; }
  get target() { return this.#query !== null ? { query: this.#query } : { ids: this.ids }; }

  only(id) { this.#set(new Set([id])); this.anchor = id; }

  toggle(id) {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#set(ids);
    this.anchor = id;
  }

  /** Indexes into `order`, both ends included; keeps the anchor. */
  range(order, from, to, add = false) {
    const ids = add ? new Set(this.#ids) : new Set();
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) ids.add(order[i]);
    this.#set(ids);
  }

  all(order, query) { this.#set(new Set(order), query); }
  clear() { if (this.size) this.#set(new Set()); }
  keep(order) { const there = new Set(order); this.#set(new Set(this.ids.filter(id => there.has(id)))); }

  #set(ids, query = null) {
    this.#ids = ids;
    this.#query = query;
    this.dispatchEvent(new Event("change"));
  }
}

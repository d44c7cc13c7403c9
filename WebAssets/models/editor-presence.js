/** Who else looks at which set, as far as the stream told lately. */

const lasting = 60_000;

export class EditorPresence {
  #seen = new Map();
  #changed;
  #now;

  constructor(changed, now = () => Date.now()) {
    this.#changed = changed;
    this.#now = now;
  }

  /** @param event `{id, by}`: somebody looks at a set; without an id they left */
  heard({ id, set = id, by }) {
    if (!by) return;
    this.#seen.set(by, { set: set ?? null, at: this.#now() });
    this.#changed();
  }

  /** Names of the others at a set. */
  at(set, me) {
    return [...this.#seen].filter(([name, entry]) => name !== me && entry.set === set && this.#now() - entry.at < lasting).map(([name]) => name).sort();
  }
}

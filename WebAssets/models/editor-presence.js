/** Who else looks at which set, as the stream tells it. A page is known by a word of its own, so that two windows of one person differ. */

export class EditorPresence {
  /** This page's word. */
  client;
  #viewers = new Map();

  constructor(client) {
    this.client = client;
  }

  /** @param notice `{id: set, viewers: [{client, by}]}` */
  heard({ id, viewers = [] }) {
    this.#viewers.set(id, viewers);
  }

  /** The others at a set, in words: names, and one's own other windows. */
  at(set, me) {
    const others = (this.#viewers.get(set) ?? []).filter(({ client }) => client !== this.client);
    return [...new Set(others.map(({ by }) => (by === me ? "you, in another window" : by)))].sort();
  }
}

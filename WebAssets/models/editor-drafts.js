/** Words that are typed but not yet saved, kept in this browser until the server has them. */

const prefix = "polyptych.draft.";

/** Which field of which set: `part` is `segment`, `summary`, `header` or `text`. */
export const draftKey = (set, part, view = "") => `${prefix}${set}.${part}.${view}`;

export class Drafts {
  #storage;

  /** @param storage anything with the interface of `localStorage`; a full or forbidden one only loses the safety net */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param draft `{text, base, version, at}`: the words, the words they were typed over, and the version those had */
  keep(set, part, view, draft) {
    try {
      this.#storage?.setItem(draftKey(set, part, view), JSON.stringify(draft));
    } catch {
      return false;
    }
    return true;
  }

  drop(set, part, view) {
    try {
      this.#storage?.removeItem(draftKey(set, part, view));
    } catch { /* nothing was kept */ }
  }

  /** All drafts of a set: `[{part, view, text, base, version, at}]`. */
  of(set) {
    const found = [];
    try {
      const start = `${prefix}${set}.`;
      for (let index = 0; index < (this.#storage?.length ?? 0); index += 1) {
        const key = this.#storage.key(index);
        if (!key?.startsWith(start)) continue;
        const [part, ...view] = key.slice(start.length).split(".");
        found.push({ part, view: view.join(".") || null, ...JSON.parse(this.#storage.getItem(key)) });
      }
    } catch { /* a draft that cannot be read is not offered */ }
    return found;
  }
}

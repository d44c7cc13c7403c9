/** Which hue a view wears: it belongs to the view, not to its place, and stays while the set is open. */

/** How many hues the style sheet knows. */
export const hueCount = 16;

const natural = new Intl.Collator("en", { numeric: true });

/**
 * @param ids the views of the set, in any order
 * @param before the assignment so far
 * @returns a Map from view to hue 1…16; views that were there keep theirs, new ones take the first that is free
 */
export function assignHues(ids, before = new Map()) {
  const hues = new Map([...before].filter(([id]) => ids.includes(id)));
  for (const id of [...ids].sort(natural.compare)) {
    if (hues.has(id)) continue;
    const worn = new Map();
    for (const hue of hues.values()) worn.set(hue, (worn.get(hue) ?? 0) + 1);
    let best = 1;
    for (let hue = 2; hue <= hueCount; hue += 1) if ((worn.get(hue) ?? 0) < (worn.get(best) ?? 0)) best = hue;
    hues.set(id, best);
  }
  return hues;
}

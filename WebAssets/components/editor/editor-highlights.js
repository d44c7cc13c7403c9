// Underlines and tints in the prompt without touching its text: the CSS Custom Highlight API (css-highlight-api-1), so that words
// stay plain text while they are edited. Where the browser has none, the findings list says the same.

const owners = new Map();

/**
 * @param doubts `[{severity, range}]`, @param spans `[{kind, hue, range}]` of a verbatim prompt's best parse,
 * @param pointed the range a finding points at, @param lost the range past the hard token limit
 */
export function paint(owner, doubts, spans, pointed, lost = null) {
  if (!globalThis.CSS?.highlights) return;
  const groups = new Map();
  const put = (name, range, priority) => {
    if (!range) return;
    if (!groups.has(name)) groups.set(name, { ranges: [], priority });
    groups.get(name).ranges.push(range);
  };
  for (const { kind, hue, range } of spans) put(kind === "marker" ? `marker-${hue}` : `view-${hue}`, range, 0);
  for (const { severity, range } of doubts) put(`doubt-${severity}`, range, severity === "error" ? 3 : severity === "warning" ? 2 : 1);
  put("lost", lost, 4);
  put("pointed", pointed, 5);
  for (const name of owners.get(owner) ?? []) if (!groups.has(name)) CSS.highlights.delete(name);
  for (const [name, { ranges, priority }] of groups) {
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }
  owners.set(owner, [...groups.keys()]);
  if (!groups.size) owners.delete(owner);
}

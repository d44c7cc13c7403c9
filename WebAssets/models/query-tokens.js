// Reads a query as a person types it: pieces to colour, the word under the caret to complete, facets to switch.
// The server's parser decides what a query means; this one never refuses anything.
//
//   tokenize(text) → [{start, end, text, kind: "field" | "words" | "space", negated, field, value}]
//   toggle(text, "status:draft") → text      has(text, "status:draft")
//   completions(text, caret, facets) → {from, to, options: [{text, hint, count}]}

export const FIELDS = [
  ["status", "draft, ready, accepted, rejected"], ["lint", "a finding, error, warning, any, none"], ["views", "2, 2..4, >4"], ["category", "what the object is"],
  ["tag", "a tag"], ["tokens", ">77, 64..128"], ["key", "part of the key"], ["caption", "words in captions"], ["updated", "when it changed last"],
];

export function tokenize(text) {
  const out = [];
  for (const match of text.matchAll(/\s+|(-?)(?:([A-Za-z][\w-]*):)?("[^"]*"?|[^\s"]*"?[^\s]*)/g)) {
    const [whole, minus, field, value] = match;
    if (!whole) continue;
    const start = match.index, end = start + whole.length;
    if (/^\s/.test(whole)) out.push({ start, end, text: whole, kind: "space" });
    else out.push({ start, end, text: whole, kind: field ? "field" : "words", negated: Boolean(minus), field: field ?? null, value: (value ?? "").replaceAll('"', "") });
  }
  return out;
}

const words = text => tokenize(text).filter(token => token.kind !== "space");

export const has = (text, term) => words(text).some(token => token.text === term);

export function toggle(text, term) {
  const tokens = words(text).map(token => token.text);
  const opposite = term.startsWith("-") ? term.slice(1) : "-" + term;
  const rest = tokens.filter(token => token !== term && token !== opposite);
  return (tokens.includes(term) ? rest : [...rest, term]).join(" ");
}

/** Puts one term in place of every other value of its field. */
export function replaceField(text, term) {
  const field = tokenize(term)[0]?.field;
  const rest = words(text).filter(token => token.field !== field).map(token => token.text);
  return [...rest, term].join(" ");
}

export function completions(text, caret, facets = []) {
  const token = tokenize(text).find(t => t.kind !== "space" && t.start < caret && caret <= t.end);
  const typed = token ? text.slice(token.start, caret).replace(/^-/, "") : "";
  const minus = token?.text.startsWith("-") ? "-" : "";
  const from = token?.start ?? caret, to = token?.end ?? caret;
  const colon = typed.indexOf(":");
  if (colon >= 0) {
    const field = typed.slice(0, colon), start = typed.slice(colon + 1).replace(/^"/, "").toLowerCase();
    const facet = facets.find(f => f.name === field);
    const options = (facet?.values ?? []).filter(v => String(v.value).toLowerCase().includes(start)).slice(0, 9)
      .map(v => ({ text: minus + quoted(field, v.value), hint: "", count: v.count }));
    return { from, to, options };
  }
  const options = FIELDS.filter(([field]) => field.startsWith(typed.toLowerCase()) && (typed || !token)).map(([field, hint]) => ({ text: `${minus}${field}:`, hint, open: true }));
  return { from, to, options };
}

const quoted = (field, value) => `${field}:${/[\s"]/.test(String(value)) ? `"${String(value).replaceAll('"', "")}"` : value}`;

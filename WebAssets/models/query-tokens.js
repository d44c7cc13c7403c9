// Reads a query as a person types it: pieces to colour, the word under the caret to complete, facets to switch.
// The server's parser decides what a query means; this one never refuses anything.
//
//   tokenize(text) → [{start, end, text, kind: "field" | "words" | "space", negated, field, value}]
//   toggle(text, "status:draft") → text      has(text, "status:draft")
//   completions(text, caret, facets) → {from, to, options: [{text, hint, count}]}

export const FIELDS = [
  ["status", "draft, ready, accepted, rejected"], ["lint", "a finding, or its first word: marker, header, tokens …"], ["severity", "error, warning, information"], ["views", "2, 2..4, >4"],
  ["category", "what the object is"], ["tag", "a tag"], ["tokens", ">77, 64..128 (CLIP)"], ["t5", ">512"], ["key", "mug*"], ["source", "the source object"], ["by", "who changed it last"],
  ["updated", ">2026-01-31"], ["is", "near-duplicate, uncaptioned, clean …"],
];

// Values that exist whatever the project holds.
const ALWAYS = {
  status: ["draft", "ready", "accepted", "rejected"], severity: ["error", "warning", "information"],
  is: ["clean", "uncaptioned", "near-duplicate", "duplicate", "verbatim", "dismissed", "untagged", "deleted"],
  lint: ["marker", "header", "tokens", "views", "segment"],
};

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

// Fields of which a set has exactly one value: choosing two means either. For the others (tags, findings) it means both.
const EITHER = new Set(["status", "severity", "views", "category", "source", "by"]);

const listOf = token => (token.text.slice(token.text.indexOf(":") + 1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []).map(value => value.replace(/^"|"$/g, ""));
const parse = term => { const token = tokenize(term)[0]; return { field: token.field, value: listOf(token)[0], negated: token.negated }; };

/** Whether the query asks for this term, alone or in a list (`status:draft,ready`). */
export function has(text, term) {
  const { field, value, negated } = parse(term);
  return words(text).some(token => token.field === field && token.negated === negated && listOf(token).includes(value));
}

/** Puts a term in or takes it out; its opposite goes. */
export function toggle(text, term) {
  const { field, value, negated } = parse(term);
  const present = has(text, term);
  const out = [];
  let placed = present;
  for (const token of words(text)) {
    if (token.field !== field) { out.push(token.text); continue; }
    const values = listOf(token).filter(v => v !== value);
    if (!present && !placed && token.negated === negated && EITHER.has(field) && values.length === listOf(token).length) { values.push(value); placed = true; }
    if (values.length) out.push(`${token.negated ? "-" : ""}${field}:${values.map(bare).join(",")}`);
  }
  if (!placed) out.push(`${negated ? "-" : ""}${field}:${bare(value)}`);
  return out.join(" ");
}

const bare = value => (/[\s",]/.test(value) || value.endsWith("*") ? `"${value.replaceAll('"', "")}"` : value);

export function completions(text, caret, facets = []) {
  const token = tokenize(text).find(t => t.kind !== "space" && t.start < caret && caret <= t.end);
  const typed = token ? text.slice(token.start, caret).replace(/^-/, "") : "";
  const minus = token?.text.startsWith("-") ? "-" : "";
  const from = token?.start ?? caret, to = token?.end ?? caret;
  const colon = typed.indexOf(":");
  if (colon >= 0) {
    const field = typed.slice(0, colon), start = typed.slice(colon + 1).replace(/^"/, "").toLowerCase();
    const facet = facets.find(f => f.name === field);
    const counted = (facet?.values ?? []).map(v => ({ value: String(v.value), count: v.count }));
    const always = (ALWAYS[field] ?? []).filter(value => !counted.some(v => v.value === value)).map(value => ({ value }));
    const options = [...counted, ...always].filter(v => v.value.toLowerCase().includes(start)).slice(0, 9)
      .map(v => ({ text: `${minus}${field}:${bare(v.value)}`, hint: "", count: v.count }));
    return { from, to, options };
  }
  const options = FIELDS.filter(([field]) => field.startsWith(typed.toLowerCase()) && (typed || !token)).map(([field, hint]) => ({ text: `${minus}${field}:`, hint, open: true }));
  return { from, to, options };
}

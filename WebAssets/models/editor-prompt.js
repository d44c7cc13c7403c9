/** What the prompt card shows, from the rendered prompt, the findings and the token counts. */

const severities = ["information", "warning", "error"];

/** Text between two offsets. */
export const textOf = (rendered, span) => rendered.text.slice(span.start, span.end);

/**
 * The spans with their text and their index; joined they are the prompt. Where a structured prompt has no summary or a view has no
 * words, a piece without text and index stands in the place, so that words can be written there.
 * @returns `[{kind, view, start, end, text, index}]`
 */
export function pieces(rendered, structured = true) {
  const list = rendered.spans.map((span, index) => ({ ...span, text: textOf(rendered, span), index }));
  if (!structured) return list;
  const written = new Set(list.filter(({ kind }) => kind === "segment").map(({ view }) => view));
  const empty = (kind, at, view) => ({ kind, view, start: at, end: at, text: "", index: null });
  const whole = [];
  for (const piece of list) {
    if (piece.kind === "marker" && !whole.some(({ kind }) => kind === "marker") && !list.some(({ kind }) => kind === "summary")) whole.push(empty("summary", piece.start));
    whole.push(piece);
    if (piece.kind === "marker" && !written.has(piece.view)) whole.push(empty("segment", piece.end, piece.view));
  }
  return whole;
}

/** Doubtful stretches, one per open warning or error that has offsets, the gravest last so that it is painted on top. */
export function doubts(findings) {
  return findings
    .filter((finding) => !finding.dismissal && finding.severity !== "information" && finding.place.start != null && finding.place.end > finding.place.start)
    .map((finding) => ({ id: finding.id, severity: finding.severity, start: finding.place.start, end: finding.place.end }))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** Open findings first by severity, then by place; dismissed ones apart. */
export function sortedFindings(findings) {
  const open = findings.filter((finding) => !finding.dismissal);
  const rank = (finding) => -severities.indexOf(finding.severity) * 1e9 + (finding.place.start ?? 1e8);
  return { open: open.sort((a, b) => rank(a) - rank(b)), dismissed: findings.filter((finding) => finding.dismissal) };
}

/** The finding that F repairs: the first with a fix on the focused view, else the first with a fix at all. */
export function firstFixable(findings, view) {
  const { open } = sortedFindings([...findings]);
  const fixable = open.filter((finding) => finding.fix);
  return fixable.find((finding) => finding.place.view === view) ?? fixable[0] ?? null;
}

/** Meter rows: `[{name, count, limit, share, over, sentence}]`. */
export function meters(tokens) {
  if (!tokens) return [];
  const about = tokens.isEstimate ? "about " : "";
  const clipOver = tokens.clip > tokens.clipLimit;
  const t5Over = tokens.t5 > tokens.t5Limit;
  return [
    {
      name: "CLIP", count: tokens.clip, limit: tokens.clipLimit, share: Math.min(1, tokens.clip / tokens.clipLimit), over: clipOver, grave: false,
      sentence: clipOver ? `${about}${tokens.clip}, first ${tokens.clipLimit} pooled` : `${about}${tokens.clip} / ${tokens.clipLimit}`,
    },
    {
      name: "T5", count: tokens.t5, limit: tokens.t5Limit, share: Math.min(1, tokens.t5 / tokens.t5Limit), over: t5Over, grave: t5Over,
      sentence: t5Over ? `${about}${tokens.t5}, cut after ${tokens.t5Limit}` : `${about}${tokens.t5} / ${tokens.t5Limit}`,
    },
  ];
}

/** Where the cuts fall: `[{name, at}]` in text order. */
export function cuts(tokens) {
  if (!tokens) return [];
  return [
    tokens.clipCut != null ? { name: `CLIP ${tokens.clipLimit}`, at: tokens.clipCut, grave: false } : null,
    tokens.t5Cut != null ? { name: `T5 ${tokens.t5Limit}`, at: tokens.t5Cut, grave: true } : null,
  ].filter(Boolean).sort((a, b) => a.at - b.at);
}

/** The word of a marker without brackets, for names: `LEFT`. */
export function markerOf(rendered, view) {
  const span = rendered.spans.find((candidate) => candidate.kind === "marker" && candidate.view === view);
  return span ? textOf(rendered, span) : null;
}

/**
 * A structured prompt as it will read after a reorder: markers and glue keep their places, segments travel with their views.
 * A verbatim prompt is left alone; the server parses it again.
 */
export function reordered(rendered, order, segments) {
  const groups = [];
  const head = [];
  for (const span of rendered.spans) {
    if (span.kind === "marker") groups.push({ marker: textOf(rendered, span), lead: "", has: false, tail: "" });
    const group = groups.at(-1);
    if (!group) head.push(span);
    else if (span.kind === "segment") Object.assign(group, { lead: group.tail, has: true, tail: "" });
    else if (span.kind === "glue") group.tail += textOf(rendered, span);
    else if (span.kind !== "marker") return rendered;
  }
  if (groups.length !== order.length) return rendered;
  const spans = [...head];
  let text = rendered.text.slice(0, head.at(-1)?.end ?? 0);
  const write = (kind, words, view) => {
    if (!words) return;
    spans.push({ kind, ...(view ? { view } : {}), start: text.length, end: text.length + words.length });
    text += words;
  };
  groups.forEach((group, place) => {
    const view = order[place];
    const words = segments[view] ?? "";
    write("marker", group.marker, view);
    if (words) write("glue", group.has ? group.lead : " ");
    write("segment", words, view);
    write("glue", group.tail);
  });
  return { text, spans };
}

/** The prompt with one span's words replaced. */
export function withSpan(rendered, match, words) {
  let text = "";
  const spans = rendered.spans.map((span) => {
    const piece = match(span) ? words : textOf(rendered, span);
    const moved = { ...span, start: text.length, end: text.length + piece.length };
    text += piece;
    return moved;
  });
  return { text, spans };
}

/** The templates a set may choose in place of its project's: what the project uses, what the set uses, and the presets. */

const plain = { header: "count", opener: "", afterSummary: "; ", leadIn: "", separator: "; ", terminator: "" };

/** The presets by id, as far as the page must know them to offer them; the server's own record wins where it sends one. */
export const presets = [
  { id: "numbered", name: "two views, numbered", header: "count", opener: "This set of {count} images", afterSummary: ". ", leadIn: "The {ordinal} image shows", separator: ". ", terminator: "." },
  { id: "pair-left-right", name: "pair, left/right", ...plain },
  { id: "grid-2x2", name: "2×2", ...plain },
  { id: "film-shots", name: "film shots", header: { literal: "MOVIE-SHOTS" }, opener: "", afterSummary: ", ", leadIn: "", separator: ", ", terminator: "." },
];

/** Every template known here, once per id. */
export function choices(...sources) {
  const known = new Map();
  for (const template of sources.flat().filter(Boolean)) if (!known.has(template.id)) known.set(template.id, template);
  return [...known.values()];
}

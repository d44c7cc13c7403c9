/** What a repair would change in the text, for the screen: a few words around every change. */

import { anticipated } from "./editor-optimistic.js";
import { words, wordDiff } from "./editor-diff.js";

const known = new Set(["setSegment", "setCaption", "setSummary", "setText"]);

/** The excerpted pieces of a repair that only replaces words, or null where only the server knows. */
export function previewOf(detail, edits) {
  if (!edits.length || !edits.every((edit) => known.has(edit.edit))) return null;
  const after = anticipated(detail, edits).rendered.text;
  return after === detail.rendered.text ? null : excerpt(wordDiff(detail.rendered.text, after));
}

/** Long unchanged stretches shortened to `around` words at each side of a change. */
export function excerpt(pieces, around = 5) {
  return pieces.map((piece, index) => {
    if (piece.kind !== "same") return piece;
    const list = words(piece.text);
    const head = index > 0 ? around * 2 : 0;
    const tail = index < pieces.length - 1 ? around * 2 : 0;
    if (list.length <= head + tail + 4) return piece;
    return { kind: "same", text: `${list.slice(0, head).join("").trimEnd()}${head ? " " : ""}…${tail ? " " : ""}${tail ? list.slice(-tail).join("").trimStart() : ""}` };
  });
}


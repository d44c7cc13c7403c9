/** Word-level differences and a three-way merge, for text that two people changed. */

/** Words, punctuation and white space, so that joining the pieces gives the text back. */
export function words(text) {
  return text.match(/\s+|[\p{L}\p{N}_'’-]+|[^\s\p{L}\p{N}_'’-]/gu) ?? [];
}

/** Longest common subsequence of two word lists as pairs of indices. */
function common(a, b) {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const m = a.length - head - tail;
  const n = b.length - head - tail;
  const lengths = Array.from({ length: m + 1 }, () => new Uint32Array(n + 1));
  for (let i = m - 1; i >= 0; i -= 1) {
    for (let j = n - 1; j >= 0; j -= 1) {
      lengths[i][j] = a[head + i] === b[head + j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0; i < head; i += 1) pairs.push([i, i]);
  for (let i = 0, j = 0; i < m && j < n; ) {
    if (a[head + i] === b[head + j]) pairs.push([head + i++, head + j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  for (let k = tail; k > 0; k -= 1) pairs.push([a.length - k, b.length - k]);
  return pairs;
}

/**
 * The pieces that lead from one text to the other: `[{kind: "same" | "del" | "ins", text}]`.
 * Joined, `same` and `del` are the old text, `same` and `ins` the new one.
 */
export function wordDiff(before, after) {
  const a = words(before);
  const b = words(after);
  const pieces = [];
  const push = (kind, text) => {
    if (!text) return;
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  for (const [x, y] of [...common(a, b), [a.length, b.length]]) {
    push("del", a.slice(i, x).join(""));
    push("ins", b.slice(j, y).join(""));
    if (x < a.length) push("same", a[x]);
    i = x + 1;
    j = y + 1;
  }
  return pieces;
}

/** Stretches of `base` that `other` replaced: `[{start, end, words}]` in word indices of `base`. */
function changes(base, other) {
  const found = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...common(base, other), [base.length, other.length]]) {
    if (x > i || y > j) found.push({ start: i, end: x, words: other.slice(j, y) });
    i = x + 1;
    j = y + 1;
  }
  return found;
}

/**
 * Both people's changes in one text. Where they changed the same words, mine stand first and theirs follow,
 * and `clash` says that somebody should read it.
 *
 * @returns `{text, clash}`
 */
export function mergeText(base, mine, theirs) {
  if (mine === theirs || theirs === base) return { text: mine, clash: false };
  if (mine === base) return { text: theirs, clash: false };
  const b = words(base);
  const left = changes(b, words(mine));
  const right = changes(b, words(theirs));
  const out = [];
  let clash = false;
  let at = 0;
  while (left.length || right.length) {
    const l = left[0];
    const r = right[0];
    const first = !r || (l && l.start <= r.start) ? l : r;
    const second = first === l ? r : l;
    const overlaps = second && (second.start < first.end || second.start === first.start);
    out.push(...b.slice(at, first.start));
    if (!overlaps) {
      out.push(...first.words);
      at = first.end;
      (first === l ? left : right).shift();
      continue;
    }
    const end = Math.max(l.end, r.end);
    const mineWords = [...b.slice(Math.min(l.start, r.start), l.start), ...l.words, ...b.slice(l.end, end)];
    const theirWords = [...b.slice(Math.min(l.start, r.start), r.start), ...r.words, ...b.slice(r.end, end)];
    left.shift();
    right.shift();
    if (mineWords.join("") === theirWords.join("")) {
      out.push(...mineWords);
    } else {
      clash = true;
      out.push(...mineWords, mineWords.length && theirWords.length ? " " : "", ...theirWords);
    }
    at = end;
    while (left[0] && left[0].start < at) at = Math.max(at, left.shift().end);
    while (right[0] && right[0].start < at) at = Math.max(at, right.shift().end);
  }
  out.push(...b.slice(at));
  return { text: out.join("").replace(/ {2,}/g, " "), clash };
}

// A word diff for what the server sends as two texts: longest common run of words, pieces as the server's own diffs have.
//   simpleDiff("a b c", "a x c") → [{kind: "same", text: "a "}, {kind: "del", …}, {kind: "ins", …}, …]
export function simpleDiff(before, after) {
  const a = split(before), b = split(after);
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  const out = [];
  const put = (kind, text) => { if (out.at(-1)?.kind === kind) out.at(-1).text += text; else out.push({ kind, text }); };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { put("same", a[i]); i++; j++; }
    else if (i < a.length && (j === b.length || lengths[i + 1][j] >= lengths[i][j + 1])) put("del", a[i++]);
    else put("ins", b[j++]);
  }
  return out;
}

const split = text => (text ?? "").match(/\s+|[^\s]+/g) ?? [];

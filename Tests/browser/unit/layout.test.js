import { layoutRows } from "/models/justified-layout.js";
import { ScrollAxis } from "/models/scroll-axis.js";
import { seams } from "/models/set-cards.js";
import { Selection } from "/models/selection.js";
import { claim, equal, holds } from "/unit/harness.js";

function seeded(seed) { return () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32; }
const aspects = (n, seed = 7) => { const next = seeded(seed); return Float32Array.from({ length: n }, () => [0.5, 1, 1, 1.5, 2, 3, 4][Math.floor(next() * 7)]); };

claim("every full row is exactly as wide as the table, at every width", () => {
  for (const width of [320, 517, 903, 1440, 2560]) {
    const rows = layoutRows(aspects(700), { width, target: 208, gap: 16, caption: 32 });
    for (let r = 0; r < rows.count - 1; r++) {
      const boxes = rows.boxes(r), last = boxes.at(-1);
      if (boxes.length > 1) equal(last.left + last.width, width, `row ${r} at ${width}`);
      boxes.forEach((box, i) => i && equal(box.left - boxes[i - 1].left - boxes[i - 1].width, 16, "gap"));
    }
  }
});

claim("shows every set once, in order", () => {
  const rows = layoutRows(aspects(1234), { width: 1100, target: 208, gap: 16, caption: 32 });
  const seen = [];
  for (let r = 0; r < rows.count; r++) seen.push(...rows.boxes(r).map(box => box.index));
  equal(seen.length, 1234);
  holds(seen.every((index, i) => index === i), "order");
});

claim("finds rows by height and by set", () => {
  const rows = layoutRows(aspects(5000), { width: 1100, target: 208, gap: 16, caption: 32 });
  for (const r of [0, 1, 17, rows.count - 1]) {
    equal(rows.rowAt(rows.top(r)), r);
    equal(rows.rowAt(rows.top(r) + rows.height(r)), r);
    equal(rows.rowOf(rows.first(r)), r);
    equal(rows.rowOf(rows.end(r) - 1), r);
  }
  equal(rows.rowAt(1e12), rows.count - 1);
  equal(layoutRows([], { width: 1100, target: 208, gap: 16, caption: 32 }).total, 0);
});

claim("lays out a hundred thousand sets in well under a second", () => {
  const many = aspects(100_000), start = performance.now();
  layoutRows(many, { width: 1400, target: 208, gap: 16, caption: 32 });
  holds(performance.now() - start < 1000, `${performance.now() - start} ms`);
});

claim("a long axis moves pixel for pixel and reaches both ends", () => {
  const axis = new ScrollAxis(1_000_000);
  axis.resize(30_000_000, 800);
  equal(axis.length, 1_000_000);
  let top = 0, y = 0;
  for (let i = 0; i < 500; i++) {
    const moved = axis.moved(top + 120);
    holds(Math.abs(moved.y - (y + 120)) <= 1, `step ${i}: ${y} → ${moved.y}`);
    y = moved.y;
    top = moved.correction ?? top + 120;
  }
  const end = axis.moved(axis.length - 800);
  holds(Math.abs(end.y - (30_000_000 - 800)) < 2000, `the end is ${end.y}`);
  equal(axis.to(30_000_000) + axis.offset, 30_000_000 - 800);
  equal(axis.to(0) + axis.offset, 0);
});

claim("a short axis is the plain one", () => {
  const axis = new ScrollAxis();
  axis.resize(5000, 800);
  equal([axis.length, axis.moved(1234).y, axis.offset], [5000, 1234, 0]);
});

claim("infers seams of rows, columns and grids", () => {
  equal(seams({ viewCount: 2, aspect: 2 }), { vertical: [500], horizontal: [] });
  equal(seams({ viewCount: 3, aspect: 1 / 3 }), { vertical: [], horizontal: [333, 667] });
  equal(seams({ viewCount: 4, aspect: 1 }), { vertical: [500], horizontal: [500] });
  equal(seams({ viewCount: 1, aspect: 1.5 }), { vertical: [], horizontal: [] });
});

claim("a selection knows whether it is still the whole query", () => {
  const selection = new Selection(), order = Uint32Array.from([5, 6, 7, 8]);
  selection.all(order, "status:draft");
  equal(selection.target, { query: "status:draft" });
  selection.toggle(6);
  equal(selection.target, { ids: [5, 7, 8] });
  selection.only(7);
  selection.range(order, 2, 0);
  equal(selection.ids.sort(), [5, 6, 7]);
  selection.keep([6]);
  equal(selection.ids, [6]);
});

// Rows of equal width, each of one height, from nothing but aspect ratios; a pure function, linear in the number of sets.
//
//   layoutRows(aspects, {width, target, gap, caption}) → Rows
//   rows.count, rows.first(r), rows.end(r), rows.top(r), rows.height(r), rows.total, rows.rowAt(y), rows.rowOf(index)
//   rows.boxes(r) → [{index, left, width}]      pixels, whole numbers, exactly as wide as the table
// `height` is that of the pictures; each row is `caption` + `gap` taller. The last row keeps the target height.

const NARROW = 0.5, WIDE = 6;

export function layoutRows(aspects, { width, target, gap, caption }) {
  const n = aspects.length;
  const shapes = Float64Array.from(aspects, aspect => Math.min(WIDE, Math.max(NARROW, aspect)));
  const best = new Float64Array(n + 1).fill(Infinity), from = new Int32Array(n + 1);
  best[0] = 0;
  // The breaks whose rows together stray least from the target height: each place remembers its best row that ends there.
  for (let start = 0; start < n; start++) {
    let sum = 0;
    for (let end = start + 1; end <= n; end++) {
      sum += shapes[end - 1];
      const height = (width - gap * (end - start - 1)) / sum;
      if (height < target * 0.5 && end > start + 1) break;
      const miss = Math.log(height / target);
      const cost = best[start] + (end === n && miss > 0 ? 0 : miss * miss + (miss > 0.5 ? miss : 0));
      if (cost < best[end]) { best[end] = cost; from[end] = start; }
    }
  }
  const starts = [], heights = [];
  for (let end = n; end > 0; end = from[end]) {
    const start = from[end];
    let sum = 0;
    for (let i = start; i < end; i++) sum += shapes[i];
    const height = (width - gap * (end - start - 1)) / sum;
    starts.push(start);
    heights.push(Math.max(48, Math.floor(Math.min(height, end === n ? target : target * 2))));
  }
  return new Rows(starts.reverse(), heights.reverse(), n, { width, gap, caption, shape: index => shapes[index] });
}

class Rows {
  #starts; #heights; #tops; #n; #frame;

  constructor(starts, heights, n, frame) {
    this.#starts = Int32Array.from(starts);
    this.#heights = Float64Array.from(heights);
    this.#tops = new Float64Array(starts.length + 1);
    this.#n = n;
    this.#frame = frame;
    for (let r = 0; r < heights.length; r++) this.#tops[r + 1] = this.#tops[r] + heights[r] + frame.caption + frame.gap;
  }

  get count() { return this.#starts.length; }
  get total() { return this.#tops[this.count]; }
  first(r) { return this.#starts[r]; }
  end(r) { return r + 1 < this.count ? this.#starts[r + 1] : this.#n; }
  top(r) { return this.#tops[r]; }
  height(r) { return this.#heights[r]; }
  rowAt(y) { return Math.max(0, last(this.#tops, this.count, y)); }
  rowOf(index) { return last(this.#starts, this.count, index); }

  boxes(r) {
    const { width, gap, shape } = this.#frame;
    const height = this.#heights[r], from = this.first(r), to = this.end(r);
    const out = [];
    let exact = 0, sum = 0;
    for (let i = from; i < to; i++) sum += shape(i);
    const natural = sum * height + gap * (to - from - 1);
    // Rounded heights leave a pixel or two: full rows are stretched to the edge, a short last row is not.
    const scale = natural > width * 0.97 ? (width - gap * (to - from - 1)) / (sum * height) : 1;
    for (let i = from; i < to; i++) {
      const left = Math.round(exact);
      exact += shape(i) * height * scale;
      out.push({ index: i, left: left + gap * (i - from), width: Math.round(exact) - left });
    }
    return out;
  }
}

function last(values, count, limit) {
  let low = 0, high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= limit) low = middle; else high = middle - 1;
  }
  return low;
}

// A scroll axis longer than a browser can hold (elements end at about 16.7 million pixels): the axis is cut into pages that
// overlap, small moves stay pixel for pixel, and only a jump of the scrollbar changes the page.
//
//   axis.resize(total, viewport)      virtual length and window, in pixels
//   axis.length                       what the page makes its element tall
//   axis.moved(scrollTop) → {y, correction}     y: virtual position; correction: a scrollTop to set, or null
//   axis.to(y) → scrollTop            for jumps by program;   axis.offset: place a thing at (virtual - offset)

export const LONGEST = 12_000_000;

export class ScrollAxis {
  #total = 0; #viewport = 1; #previous = 0; #page = 0; #longest;
  length = 0; offset = 0;

  constructor(longest = LONGEST) { this.#longest = longest; }

  resize(total, viewport) {
    this.#total = total;
    this.#viewport = Math.max(1, viewport);
    this.length = Math.min(total, this.#longest);
    if (total <= this.#longest) { this.offset = 0; this.#page = 0; }
  }

  get #pageLength() { return this.#longest / 100; }
  get #pages() { return Math.max(1, Math.floor(this.#total / this.#pageLength)); }
  get #jump() { return (this.#total - this.length) / Math.max(1, this.#pages - 1); }

  #turnTo(page) { this.#page = Math.max(0, Math.min(this.#pages - 1, page)); this.offset = Math.round(this.#page * this.#jump); }

  moved(scrollTop) {
    if (this.#total <= this.#longest) { this.#previous = scrollTop; return { y: scrollTop, correction: null }; }
    const distance = Math.abs(scrollTop - this.#previous);
    if (distance < this.#viewport) {
      const y = scrollTop + this.offset;
      const corrected = this.to(y);
      return { y, correction: corrected === scrollTop ? null : corrected };
    }
    const share = (this.#total - this.#viewport) / (this.length - this.#viewport);
    this.#turnTo(Math.floor((scrollTop * share) / this.#pageLength));
    this.#previous = scrollTop;
    return { y: scrollTop + this.offset, correction: null };
  }

  to(y) {
    const inside = Math.max(0, Math.min(y, this.#total - this.#viewport));
    if (this.#total > this.#longest) this.#turnTo(Math.floor(inside / this.#pageLength));
    this.#previous = Math.max(0, inside - this.offset);
    return this.#previous;
  }
}

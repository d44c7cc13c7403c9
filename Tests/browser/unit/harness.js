// A few lines of test runner for the page: claims in order, results on window.results.
//   claim("escapes what a user typed", () => { equal(a, b) })
const claims = [];
export const claim = (name, body) => claims.push({ name, body });

export function equal(actual, expected, what = "") {
  const a = JSON.stringify(actual), b = JSON.stringify(expected);
  if (a !== b) throw new Error(`${what} expected ${b}, found ${a}`);
}
export function holds(condition, what) { if (!condition) throw new Error(what); }
export async function throws(body, what) {
  try { await body(); } catch (error) { return error; }
  throw new Error(`${what}: nothing was thrown`);
}
export const tick = () => new Promise(resolve => setTimeout(resolve));

export async function run() {
  const results = [];
  for (const { name, body } of claims) {
    document.getElementById("stage").replaceChildren();
    try { await body(document.getElementById("stage")); results.push({ name, ok: true }); } catch (error) { results.push({ name, ok: false, why: String(error?.stack ?? error) }); }
  }
  window.results = results;
  document.documentElement.dataset.done = "yes";
}

// The small signs that every page shares: review status, view numbers, markers, findings, diffs, progress, segments.
//
//   statusMark("ready")                  shape, colour and word            statusMark("ready", {word: false})
//   viewMark(2), markerChip("[LEFT]", 1) a view by number and hue; n is 1-based
//   findingBadge({code, severity})       the code in words
//   wordDiff([{kind: "same|ins|del", text}])
//   progressBar({done, total, label})    total 0 or absent: indeterminate
//   segmented({label, value, options: [{value, label, icon}], change: value => …})
import { html } from "./html.js";
import { icon } from "./icons.js";
import { percent } from "./format.js";

export const STATUSES = ["draft", "ready", "accepted", "rejected"];

export const statusMark = (state, { word = true } = {}) =>
  html`<span class="status" data-state=${state} title=${word ? null : state}>${word ? state : html`<span class="visually-hidden">${state}</span>`}</span>`;

/** The class that gives a view its hue, by 1-based number. */
export const hue = n => `hue-${((n - 1) % 16) + 1}`;
export const viewMark = n => html`<span class="view-mark ${hue(n)}">${n}</span>`;
export const markerChip = (text, n) => html`<span class="marker ${n ? hue(n) : "header"}">${text}</span>`;

const WORDS = {
  "marker-missing": "marker missing", "marker-duplicated": "marker twice", "marker-out-of-order": "marker order", "marker-unknown": "unknown marker",
  "marker-near-miss": "marker misspelt", "marker-schemes-mixed": "schemes mixed", "marker-contradicts-layout": "marker vs layout", "header-missing": "header missing",
  "header-count": "header count", "ordinal-contradicts": "wrong ordinal", "direction-contradicts": "wrong direction", "relative-wording": "relative wording",
  "segment-empty": "no caption", "segment-placeholder": "placeholder", "summary-empty": "no summary", "detached-stale": "detached, stale", "newline": "line break",
  "double-punctuation": "punctuation", "trainer-literal": "trainer literal", "free-text": "free text", "literal-marker": "typed marker", "tokens-over-t5": "over 512 tokens",
  "tokens-over-clip": "over 77 tokens", "departs-from-project": "departs", "layout-does-not-fit": "layout does not fit", "views-identical": "identical views",
  "views-near-identical": "near-duplicate", "size-not-multiple-of-64": "size not ÷64", "seam-off-grid": "seam off grid", "area-over-target": "over target area",
  "facts-indeterminate": "indeterminate", "image-missing": "image missing",
};
export const codeInWords = code => WORDS[code] ?? String(code).replaceAll("-", " ");

const SIGNS = { error: "error", warning: "warn", information: "info" };
export const severitySign = severity => html`<span class="severity ${severity}">${icon(SIGNS[severity] ?? "info")}<span class="visually-hidden">${severity}</span></span>`;
export const findingBadge = ({ code, severity }) => html`<span class="badge ${severity}">${codeInWords(code)}</span>`;

export const wordDiff = pieces => html`<span class="diff">${(pieces ?? []).map(({ kind, text }) =>
  kind === "ins" ? html`<ins>${text}</ins>` : kind === "del" ? html`<del>${text}</del>` : html`<span>${text}</span>`)}</span>`;

export const progressBar = ({ done = 0, total = 0, label = "Progress", state = "" }) =>
  html`<div class="progress ${state}" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax=${total || 100} aria-valuenow=${total ? done : null}><i class=${total ? "" : "unknown"} style=${{ "--part": total ? percent(done, total) / 100 : 0.3 }}></i></div>`;

export const segmented = ({ label, value, options, change, disabled = false }) =>
  html`<span class="segmented" role="group" aria-label=${label}>${options.map(option => html`<button type="button" aria-pressed=${String(option.value === value)} ?disabled=${disabled || option.disabled}
    title=${option.title ?? null} @click=${() => change(option.value)}>${option.icon ? icon(option.icon) : null}${option.label ? html`<span>${option.label}</span>` : null}</button>`)}</span>`;

// Small line icons, drawn on a 16-unit square in the text's colour.
//
//   icon("close"), icon("row", {size: 20})       decorative: the control names itself
import { html } from "./html.js";

const PATHS = {
  close: "M4 4l8 8M12 4l-8 8", check: "M3 8.5l3.2 3.2L13 5", plus: "M8 3v10M3 8h10", minus: "M3 8h10",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4L14 14", down: "M4 6l4 4 4-4", up: "M4 10l4-4 4 4", right: "M6 4l4 4-4 4", left: "M10 4l-4 4 4 4",
  undo: "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6", redo: "M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10",
  upload: "M8 10.5V3M5 6l3-3 3 3M3 11v2h10v-2", download: "M8 3v7.5M5 7.5l3 3 3-3M3 11v2h10v-2",
  folder: "M2 4.5V12a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1H8L6.5 3.5H3a1 1 0 0 0-1 1z",
  row: "M2 4h5v8H2zM9 4h5v8H9z", column: "M3 2h10v5H3zM3 9h10v5H3z", grid: "M2.5 2.5h4.7v4.7H2.5zM8.8 2.5h4.7v4.7H8.8zM2.5 8.8h4.7v4.7H2.5zM8.8 8.8h4.7v4.7H8.8z",
  tag: "M2.5 7.2V2.5h4.7l6.3 6.3-4.7 4.7zM5.2 5.2h.01", trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5", merge: "M3 3v3.5L8 9v4M13 3v3.5L8 9",
  split: "M8 3v4M8 7l-5 3v3M8 7l5 3v3", copy: "M5.5 5.5h7v7h-7zM10.5 5.5v-2h-7v7h2", more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  sun: "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z", auto: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 2.5v11",
  keyboard: "M1.5 4h13v8h-13zM4 6.5h.01M6.5 6.5h.01M9 6.5h.01M11.5 6.5h.01M5 9.5h6", pause: "M5.5 3.5v9M10.5 3.5v9", play: "M5 3.2v9.6L12.5 8z", retry: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
  warn: "M8 2.2L14.2 13H1.8zM8 6.5v3M8 11.3v.01", info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.3V11M8 5v.01", error: "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.6M8 11v.01",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.3 1.6", file: "M4 2h5l3 3v9H4zM9 2v3h3", image: "M2 3h12v10H2zM2 11l3.5-3.5L8.5 10l2.5-2.5 3 3M10.5 5.7h.01", pen: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z",
  filter: "M2 3.5h12L9.5 8.8V13l-3-1.5V8.8z", settings: "M3 4.5h6M12 4.5h1M3 11.5h1M7 11.5h6M10.5 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM5.5 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
};

export function icon(name, { size = 16 } = {}) {
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${PATHS[name] ?? ""}></path></svg>`;
}

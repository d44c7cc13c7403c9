// Two views over each other: blinking, or one shining through the other.
//
//   openCompare(desk)      a dialog; arrows or the lists choose the views, Space blinks, the slider mixes
import { openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";

export function openCompare(desk) {
  const order = desk.order;
  let under = desk.focus;
  let over = order[(order.indexOf(desk.focus) + 1) % order.length];
  let mix = 50;
  let blink = false;
  let timer = null;
  let tick = false;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const stop = () => { clearInterval(timer); timer = null; };
  const choose = (label, value, change) => html`<label class="field"><span>${label}</span><select @change=${(event) => change(event.target.value)}>${order.map((id) => html`<option value=${id} .selected=${id === value}>${`${desk.place(id)} ${desk.marker(id) ?? ""} · ${desk.view(id).image.name}`}</option>`)}</select></label>`;
  return openDialog({
    title: "Compare two views", wide: true,
    body: ({ refresh }) => {
      const flip = () => {
        if (calm) { tick = !tick; blink = true; refresh(); return; }
        blink = !blink;
        stop();
        if (blink) timer = setInterval(() => { tick = !tick; refresh(); }, 500);
        refresh();
      };
      const opacity = blink ? (tick ? 1 : 0) : mix / 100;
      return html`
        <div class="compare" @keydown=${(event) => { if (event.key === " " && event.target.localName !== "button" && event.target.localName !== "select") { event.preventDefault(); flip(); } }}>
          <div class="compare-stage"><img alt=${`View ${desk.place(under)}`} src=${desk.shown.images[under]?.preview}><img class="over" alt=${`View ${desk.place(over)}`} src=${desk.shown.images[over]?.preview} style=${{ opacity }}></div>
          <div class="tools compare-tools">
            ${choose("Under", under, (id) => { under = id; refresh(); })}
            ${choose("Over", over, (id) => { over = id; refresh(); })}
            <label class="field grow"><span>Mix ${mix} %</span><input autofocus type="range" min="0" max="100" .value=${String(mix)} @input=${(event) => { mix = Number(event.target.value); blink = false; stop(); refresh(); }}></label>
            <button type="button" class="button" aria-pressed=${String(blink)} @click=${flip}>Blink <kbd class="key" aria-hidden="true">Space</kbd></button>
          </div>
        </div>`;
    },
  }).finally(stop);
}

// Crop and focus of one view, on the whole picture: what the crop leaves out is dark, what cover hides of the rest is hatched.
//
//   <editor-crop .desk=${desk}></editor-crop>
// Handles and the focus point are buttons: arrows move them by one pixel in a hundred, with Shift by one pixel; where the crop is the
// whole image, moving it moves the focus point. Enter keeps, Escape leaves as it was.
import { define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { equal, focusAt, moved, resized, stored } from "../../models/editor-crop.js";
import { coverSource, hiddenShare, whole } from "../../models/editor-plan.js";
import { EditorPart } from "./editor-part.js";

const handles = { nw: "top left", n: "top", ne: "top right", e: "right", se: "bottom right", s: "bottom", sw: "bottom left", w: "left" };
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class EditorCrop extends EditorPart {
  #view = null;
  #rect = null;
  #focus = null;
  #aspect = false;
  #drag = null;

  content() {
    const { desk } = this;
    const view = desk.focused;
    if (!view) return null;
    if (this.#view !== view.id) {
      const left = this.#view && desk.view(this.#view);
      if (left) this.#keep(left);
      this.#take(view);
    }
    const { image } = view;
    const box = desk.panel(view.id)?.box ?? { width: 1, height: 1 };
    const cover = desk.fit === "cover";
    const source = cover ? coverSource(image, this.#rect, this.#focus, box) : this.#rect;
    const focus = this.#focus ?? { x: (1000 * (this.#rect.x + this.#rect.width / 2)) / image.width, y: (1000 * (this.#rect.y + this.#rect.height / 2)) / image.height };
    const scale = box.width / source.width;
    const changed = this.#changed(view);
    return html`
      <section class="crop ${desk.hue(view.id)}" aria-label=${`Crop of ${desk.marker(view.id) ?? view.image.name}`} @keydown=${(event) => this.#keys(event)}>
        <div class="crop-stage" style=${{ "--image-width": image.width, "--image-height": image.height }} @pointermove=${(event) => this.#move(event)} @pointerup=${() => this.#up()} @pointercancel=${() => this.#up()}>
          <img alt="" draggable="false" src=${this.shown.images[view.id]?.preview}>
          <div class="crop-outside" style=${around(this.#rect, image)} aria-hidden="true"></div>
          <div class="crop-hidden" style=${{ ...box2(this.#rect, image), "clip-path": hole(source, this.#rect) }} aria-hidden="true"></div>
          <div class="crop-rect" tabindex="0" role="group" aria-label=${`Crop: ${sentence(this.#rect)}. Arrows move it.`} style=${box2(this.#rect, image)} @pointerdown=${(event) => this.#down(event, "move")}>
            <span class="crop-source" style=${box2(offset(source, this.#rect), this.#rect)} aria-hidden="true"></span>
            ${Object.entries(handles).map(([handle, name]) => html`<button type="button" class="crop-handle ${handle}" data-handle=${handle} aria-label=${`Edge ${name}`} @pointerdown=${(event) => this.#down(event, handle)}></button>`)}
          </div>
          <button type="button" class="crop-focus ${this.#focus ? "set" : ""}" data-handle="focus" aria-label=${`Focus point at ${Math.round(focus.x / 10)} %, ${Math.round(focus.y / 10)} %${this.#focus ? "" : ", the crop's centre"}`} ?hidden=${!cover}
            style=${{ left: `${focus.x / 10}%`, top: `${focus.y / 10}%` }} @pointerdown=${(event) => this.#down(event, "focus")}></button>
        </div>
        <p class="quiet-text crop-facts">${cover ? `Cover shows ${Math.round(source.width)} × ${Math.round(source.height)} of ${image.width} × ${image.height} px and hides ${Math.round(hiddenShare(image, source) / 10)} % (hatched); ` : `Contain shows the whole crop of ${image.width} × ${image.height} px; `}${scale > 1.05 ? `enlarged ${scale.toFixed(1)} ×` : "not enlarged"}. Double-click sets the focus point.</p>
        <div class="tools crop-tools">
          ${["x", "y", "width", "height"].map((name) => html`<label class="number"><span>${{ x: "X", y: "Y", width: "W", height: "H" }[name]}</span><input type="number" aria-label=${`Crop ${name}`} min="0" .value=${String(this.#rect[name])} @change=${(event) => this.#number(name, event.target.value)}></label>`)}
          ${cover ? ["x", "y"].map((name) => html`<label class="number"><span>Focus ${name.toUpperCase()}</span><input type="number" aria-label=${`Focus ${name} in thousandths`} min="0" max="1000" step="10" .value=${String(Math.round(focus[name]))} @change=${(event) => { this.#focus = focusAt(name === "x" ? Number(event.target.value) : focus.x, name === "y" ? Number(event.target.value) : focus.y); this.refresh(); }}></label>`) : null}
          <label class="check"><input type="checkbox" .checked=${this.#aspect} @change=${(event) => this.#lock(event.target.checked)}> Panel's shape</label>
          <span class="spacer"></span>
          <button type="button" class="button small quiet" @click=${() => this.#reset()}>Whole image</button>
          <button type="button" class="button small" @click=${() => this.leave(false)}>Leave as it was <kbd class="key" aria-hidden="true">Esc</kbd></button>
          <button type="button" class="button small primary" ?disabled=${!changed} @click=${() => this.leave(true)}>Keep the crop <kbd class="key" aria-hidden="true">Enter</kbd></button>
        </div>
      </section>`;
  }

  focusCrop() {
    this.querySelector(".crop-rect")?.focus({ preventScroll: true });
  }

  #take(view) {
    this.#view = view.id;
    this.#rect = view.crop ?? whole(view.image);
    this.#focus = view.focus ?? null;
    this.#aspect = false;
    queueMicrotask(() => this.focusCrop());
  }

  #changed(view) {
    return !equal(stored(this.#rect, view.image), view.crop) || !equal(this.#focus, view.focus);
  }

  get #shape() {
    const box = this.desk.panel(this.#view)?.box;
    return this.#aspect && box ? box.width / box.height : null;
  }

  #lock(on) {
    const view = this.desk.focused;
    this.#aspect = on;
    if (on) {
      const { x, y, width, height } = coverSource(view.image, this.#rect, this.#focus, this.desk.panel(view.id).box);
      this.#rect = moved({ x, y, width, height }, 0, 0, view.image);
    }
    this.refresh();
  }

  #number(name, value) {
    const { image } = this.desk.focused;
    this.#rect = moved({ ...this.#rect, [name]: Number(value) || 0 }, 0, 0, image);
    this.refresh();
  }

  #reset() {
    this.#rect = whole(this.desk.focused.image);
    this.#focus = null;
    this.refresh();
  }

  #keep(view) {
    const edits = [];
    const crop = stored(this.#rect, view.image);
    if (!equal(crop, view.crop)) edits.push({ edit: "setCrop", view: view.id, crop });
    if (!equal(this.#focus, view.focus)) edits.push({ edit: "setFocus", view: view.id, focus: this.#focus });
    if (!edits.length) return;
    const why = `cropped ${this.desk.marker(view.id) ?? view.image.name}`;
    queueMicrotask(() => this.edit(edits, why));
    this.desk.say("Crop kept.");
  }

  /** Ends cropping; what was changed is kept, or left as it was. */
  leave(keep) {
    const view = this.desk.focused;
    if (keep) this.#keep(view);
    this.#view = null;
    this.desk.setMode("look");
    this.ask("stage");
  }

  #keys(event) {
    if (event.target.localName === "input") {
      if (event.key !== "Escape") return;
    }
    if (event.key === "Escape" || (event.key === "Enter" && event.target.localName !== "button") || (event.key === "Enter" && event.target.dataset.handle)) {
      event.preventDefault();
      event.stopPropagation();
      this.leave(event.key === "Enter");
      return;
    }
    const arrow = arrows[event.key];
    if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const { image } = this.desk.focused;
    const unit = event.shiftKey ? 1 : Math.max(1, Math.round(Math.max(image.width, image.height) / 100));
    this.#shift(event.target.dataset.handle ?? "move", arrow[0] * unit, arrow[1] * unit, this.#rect, this.#focus);
  }

  #shift(handle, dx, dy, rect, focus) {
    const { image } = this.desk.focused;
    if (handle === "focus") {
      const from = focus ?? { x: (1000 * (rect.x + rect.width / 2)) / image.width, y: (1000 * (rect.y + rect.height / 2)) / image.height };
      this.#focus = focusAt(from.x + (1000 * dx) / image.width, from.y + (1000 * dy) / image.height);
    } else if (handle === "move" && this.desk.fit === "cover" && equal(rect, whole(image))) {
      this.#shift("focus", dx, dy, rect, focus);
      return;
    } else if (handle === "move") {
      this.#rect = moved(rect, dx, dy, image);
    } else {
      this.#rect = resized(rect, handle, dx, dy, image, this.#shape);
    }
    this.refresh();
  }

  #down(event, handle) {
    if (event.button !== 0) return;
    event.stopPropagation();
    const stage = this.querySelector(".crop-stage");
    const bounds = stage.getBoundingClientRect();
    if (event.detail === 2 && handle === "move") {
      this.#focus = focusAt((1000 * (event.clientX - bounds.left)) / bounds.width, (1000 * (event.clientY - bounds.top)) / bounds.height);
      this.refresh();
      return;
    }
    stage.setPointerCapture(event.pointerId);
    this.#drag = { handle, x: event.clientX, y: event.clientY, scale: this.desk.focused.image.width / bounds.width, rect: this.#rect, focus: this.#focus };
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag) return;
    this.#shift(drag.handle, (event.clientX - drag.x) * drag.scale, (event.clientY - drag.y) * drag.scale, drag.rect, drag.focus);
  }

  #up() {
    this.#drag = null;
  }
}

const box2 = (rect, image) => ({ left: `${(100 * rect.x) / image.width}%`, top: `${(100 * rect.y) / image.height}%`, width: `${(100 * rect.width) / image.width}%`, height: `${(100 * rect.height) / image.height}%` });
const offset = (inner, outer) => ({ x: inner.x - outer.x, y: inner.y - outer.y, width: inner.width, height: inner.height });
const sentence = ({ x, y, width, height }) => `${width} by ${height} pixels at ${x}, ${y}`;

/** The veil around a rectangle as a polygon with a hole. */
function around(rect, image) {
  return { "clip-path": hole(rect, { x: 0, y: 0, width: image.width, height: image.height }) };
}

function hole(inner, outer) {
  const l = (100 * (inner.x - outer.x)) / outer.width;
  const t = (100 * (inner.y - outer.y)) / outer.height;
  const r = l + (100 * inner.width) / outer.width;
  const b = t + (100 * inner.height) / outer.height;
  return `polygon(evenodd, 0% 0%, 100% 0%, 100% 100%, 0% 100%, 0% 0%, ${l}% ${t}%, ${r}% ${t}%, ${r}% ${b}%, ${l}% ${b}%, ${l}% ${t}%)`;
}

export const register = () => define("editor-crop", EditorCrop);

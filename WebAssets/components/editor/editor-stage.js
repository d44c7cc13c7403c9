// The composite, large: every panel drawn from the plan, its marker on it. Reordering is instant, the server's own composite
// is laid over it when everything is saved.
//
//   <editor-stage .desk=${desk}></editor-stage>
// A listbox (https://www.w3.org/WAI/ARIA/apg/patterns/listbox/): arrows move the focus, Shift+arrows the view, Space grabs.
// The panels keep their order in the document, so that a moving one keeps focus and pointer; `aria-owns` tells the real order.
import { define } from "../../helpers/component.js";
import { each, html } from "../../helpers/html.js";
import { boxPercent, imagePercent, positionAt } from "../../models/editor-plan.js";
import { panned, transformOf, zoomedAt } from "../../models/editor-zoom.js";
import { EditorPart } from "./editor-part.js";

const threshold = 6;

class EditorStage extends EditorPart {
  #drag = null;
  #settled = null;

  started() {
    this.addEventListener("wheel", (event) => this.#wheel(event), { passive: false, signal: this.life });
  }

  content() {
    const { desk } = this;
    const { plan, planFault } = this.shown;
    if (!plan) return html`<div class="composite-fault" role="alert"><strong>No composite</strong><p>${planFault ?? "The layout does not fit these views."}</p></div>`;
    const held = desk.reorder.held;
    return html`
      <div class="composite mode-${desk.mode} ${held ? "holding" : ""} ${desk.shown.pending ? "pending" : ""}" role="listbox" aria-label="Panels of the composite" aria-orientation="horizontal"
        aria-owns=${desk.order.map((id) => `panel-${id}`).join(" ")} aria-describedby="stage-help"
        style=${{ "--plan-width": plan.width, "--plan-height": plan.height }}
        @pointerdown=${(event) => this.#down(event)} @pointermove=${(event) => this.#move(event)} @pointerup=${(event) => this.#up(event)}
        @pointercancel=${() => this.#cancel()} @lostpointercapture=${() => this.#cancel()} @pointerleave=${() => this.#leave()}>
        ${each([...this.shown.plan.panels].sort((a, b) => desk.hues.get(a.view) - desk.hues.get(b.view) || a.view.localeCompare(b.view)), (panel) => panel.view, (panel) => this.#panel(panel))}
        ${this.#composite()}
        ${this.#seams(plan)}
      </div>
      <p id="stage-help" class="visually-hidden">Arrows choose a view. Shift and an arrow move it, a digit puts it at that place, Space grabs it. Enter accepts the set and goes on.</p>`;
  }

  #panel(panel) {
    const { desk } = this;
    const view = desk.view(panel.view);
    const images = this.shown.images[panel.view];
    const place = desk.place(panel.view);
    const marker = desk.marker(panel.view);
    const box = boxPercent(this.shown.plan, panel.box);
    const { clip, image } = imagePercent(view.image, panel);
    const focused = desk.focus === panel.view;
    const held = desk.reorder.held?.view === panel.view;
    const drag = held && this.#drag ? this.#drag : null;
    const words = desk.words(panel.view);
    return html`
      <div id=${`panel-${panel.view}`} class="panel ${desk.hue(panel.view)} ${focused ? "focused" : ""} ${held ? "held" : ""} ${drag ? "dragged" : ""}" role="option" data-view=${panel.view}
        tabindex=${focused ? "0" : "-1"} aria-selected=${String(focused)} aria-posinset=${place} aria-setsize=${desk.count}
        aria-label=${`Place ${place}${marker ? `, ${marker}` : ""}, ${view.image.name}${held ? ", grabbed" : ""}: ${words || "no words yet"}`}
        style=${{ ...percent(box), "--drag-x": `${drag?.dx ?? 0}px`, "--drag-y": `${drag?.dy ?? 0}px` }} @focus=${() => desk.focus !== panel.view && desk.look(panel.view)}>
        <div class="panel-clip" style=${percent(clip)}>
          <div class="panel-zoom" style=${{ transform: desk.zoom.scale > 1 ? transformOf(desk.zoom) : null }}>
            ${images ? html`<img class="panel-image" alt="" draggable="false" src=${desk.zoom.scale > 1.6 ? images.original : images.preview} style=${percent(image)}>` : html`<span class="panel-missing">The image is missing</span>`}
          </div>
          ${this.#lens(panel, view, images)}
        </div>
        <span class="panel-tag"><span class="marker ${desk.hue(panel.view)}"><b>${place}</b>${marker ? ` ${marker}` : null}</span>${view.detached ? html`<span class="badge">detached</span>` : null}</span>
      </div>`;
  }

  /** The loupe: the same relative place of every view, enlarged. */
  #lens(panel, view, images) {
    const at = this.desk.loupe;
    if (!at || !images) return null;
    const scale = 3;
    return html`<span class="lens" style=${{
      left: `${at.x * 100}%`, top: `${at.y * 100}%`, "background-image": `url("${images.original}")`,
      "--lens-x": (panel.source.x + at.x * panel.source.width) / view.image.width, "--lens-y": (panel.source.y + at.y * panel.source.height) / view.image.height,
      "--lens-width": (scale * view.image.width) / panel.source.width, "--lens-height": (scale * view.image.height) / panel.source.height,
    }}></span>`;
  }

  #composite() {
    const { desk, session } = this;
    const url = session.detail.composite;
    const settled = !this.shown.pending && desk.mode === "look" && !desk.reorder.held && !desk.loupe;
    return html`<img class="composite-final ${settled && this.#settled === url ? "shown" : ""}" alt="" draggable="false" decoding="async" src=${url}
      @load=${(event) => { this.#settled = event.target.getAttribute("src"); this.refresh(); }} @error=${() => { this.#settled = null; this.refresh(); }}>`;
  }

  #seams(plan) {
    return html`<span class="seams" aria-hidden="true">${plan.verticalSeams.map((x) => html`<i class="vertical" style=${{ left: `${(100 * x) / plan.width}%` }}></i>`)}${plan.horizontalSeams.map((y) => html`<i class="horizontal" style=${{ top: `${(100 * y) / plan.height}%` }}></i>`)}</span>`;
  }

  updated() {
    const composite = this.querySelector(".composite");
    const width = this.querySelector(".panel-clip")?.clientWidth;
    const height = this.querySelector(".panel-clip")?.clientHeight;
    if (composite && width) {
      composite.style.setProperty("--lens-panel-width", `${width}px`);
      composite.style.setProperty("--lens-panel-height", `${height}px`);
    }
    const active = document.activeElement;
    if (this.desk && active?.closest?.(".composite") === composite && active?.dataset?.view && active.dataset.view !== this.desk.focus) this.focusStage();
  }

  /** Puts the keyboard on the focused panel. */
  focusStage(options = { preventScroll: true }) {
    this.querySelector(`#panel-${CSS.escape(this.desk.focus ?? "")}`)?.focus(options);
  }

  #relative(event) {
    const rect = this.querySelector(".composite").getBoundingClientRect();
    const { plan } = this.shown;
    return { x: ((event.clientX - rect.left) / rect.width) * plan.width, y: ((event.clientY - rect.top) / rect.height) * plan.height, rect };
  }

  #inPanel(event) {
    const clip = event.target.closest?.(".panel")?.querySelector(".panel-clip");
    if (!clip) return null;
    const rect = clip.getBoundingClientRect();
    return { x: (event.clientX - rect.left) / rect.width, y: (event.clientY - rect.top) / rect.height, rect };
  }

  #down(event) {
    const panel = event.target.closest(".panel");
    if (!panel || event.button !== 0) return;
    event.preventDefault();
    this.desk.look(panel.dataset.view);
    panel.focus({ preventScroll: true });
    this.#drag = { pointer: event.pointerId, view: panel.dataset.view, x: event.clientX, y: event.clientY, dx: 0, dy: 0, live: false };
    if (this.desk.mode === "zoom") this.#drag.pan = { zoom: this.desk.zoom, rect: this.#inPanel(event).rect };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag) {
      if (this.desk.loupe) {
        const at = this.#inPanel(event);
        if (at) this.desk.setLoupe({ x: at.x, y: at.y });
      }
      return;
    }
    if (drag.pointer !== event.pointerId) return;
    if (drag.pan) {
      this.desk.setZoom(panned(drag.pan.zoom, (drag.x - event.clientX) / drag.pan.rect.width, (drag.y - event.clientY) / drag.pan.rect.height));
      return;
    }
    if (!drag.live) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < threshold || this.desk.frozen) return;
      this.desk.send({ type: "grab", view: drag.view, by: "pointer" });
      if (!this.desk.reorder.held) return;
      drag.live = true;
      const { box } = this.desk.panel(drag.view);
      const { x, y } = this.#relative({ clientX: drag.x, clientY: drag.y });
      drag.hold = { x: x - box.x, y: y - box.y };
    }
    if (!this.desk.reorder.held) {
      this.#drag = null;
      return;
    }
    const { x, y, rect } = this.#relative(event);
    const to = positionAt(this.shown.plan, x, y);
    if (to >= 0) this.desk.send({ type: "over", to });
    const { box } = this.desk.panel(drag.view);
    const scale = rect.width / this.shown.plan.width;
    drag.dx = (x - drag.hold.x - box.x) * scale;
    drag.dy = (y - drag.hold.y - box.y) * scale;
    this.refresh();
  }

  #up(event) {
    const drag = this.#drag;
    if (!drag || drag.pointer !== event.pointerId) return;
    this.#drag = null;
    if (drag.live) this.desk.send({ type: "drop" });
    this.refresh();
  }

  #cancel() {
    if (!this.#drag) return;
    const { live } = this.#drag;
    this.#drag = null;
    if (live) this.desk.send({ type: "cancel" });
    this.refresh();
  }

  #leave() {
    if (this.desk.loupe && !this.#drag) this.desk.setLoupe({ x: 0.5, y: 0.5 });
  }

  #wheel(event) {
    if (this.desk.mode !== "zoom" || event.ctrlKey) return;
    const at = this.#inPanel(event);
    if (!at) return;
    event.preventDefault();
    this.desk.setZoom(zoomedAt(this.desk.zoom, Math.exp(-event.deltaY / 400), at.x, at.y));
  }
}

const percent = ({ left, top, width, height }) => ({ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });

export const register = () => define("editor-stage", EditorStage);

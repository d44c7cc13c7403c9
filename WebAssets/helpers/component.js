// The base of every custom element: fixed lifetime, one scheduled render, everything it started ends with it.
//
//   class SetCount extends Component {
//     connected() { on("set", () => this.refresh(), this.life) }   // life: AbortSignal, aborted when the element leaves
//     view() { return html`<b>${this.count}</b>` }                 // what to show; called at most once per microtask
//     updated() {}                                                 // after each render
//   }
// Attributes listed in `static observedAttributes` refresh the element; `this.attribute("set")` reads one.
// Registration is an exported function of each file, so that importing has no effect.
import { render } from "./html.js";

export class Component extends HTMLElement {
  #life = new AbortController();
  #queued = false;

  get life() { return this.#life.signal; }

  attribute(name, fallback = null) { return this.getAttribute(name) ?? fallback; }

  connectedCallback() {
    if (this.#life.signal.aborted) this.#life = new AbortController();
    this.connected?.();
    this.refresh();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.disconnected?.();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    this.changed?.(name, after);
    this.refresh();
  }

  /** Renders once, soon. */
  refresh() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => { this.#queued = false; if (this.isConnected) this.refreshNow(); });
  }

  refreshNow() {
    if (this.view) render(this, this.view());
    this.updated?.();
  }
}

/** Registers a custom element once. */
export function define(name, type) {
  if (!customElements.get(name)) customElements.define(name, type);
}

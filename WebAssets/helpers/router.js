// Addresses in the hash, so that every page can be opened, reloaded and shared: #/p/1/set/42?q=status:draft
//
//   href("/p/1/set/42", {q: "status:draft"})   "#/p/1/set/42?q=…"
//   go("/p/1"), go("/p/1", {q}, {replace: true})
//   current()                                   {path, query: {…}, route, params}
//   <app-router> shows the element of the matching route: params become attributes (project="1" set="42"), the part behind
//   "?" its property `query`. Within one project the same element stays while only these change: it hears changed(name, value)
//   for the attributes that it observes and routed(query) after each move. Another project is another page. A module is loaded when its route is first opened; its register() defines the element.
import { Component, define } from "./component.js";
import { html, render } from "./html.js";

const routes = [];

/** pattern: "/p/:project/set/:set"; load: () => import(…) answering a module with register(). */
export function route(pattern, tag, load, { title = "", nav = null } = {}) {
  const names = [...pattern.matchAll(/:(\w+)/g)].map(match => match[1]);
  const test = new RegExp(`^${pattern.replace(/:(\w+)/g, "([^/]+)")}/?$`);
  routes.push({ pattern, tag, load, names, test, title, nav });
}

export function href(path, query) {
  const pairs = Object.entries(query ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== "");
  return `#${path}${pairs.length ? "?" + new URLSearchParams(pairs) : ""}`;
}

export function go(path, query, { replace = false } = {}) {
  const target = href(path, query);
  if (target === location.hash) return;
  if (replace) {
    history.replaceState(history.state, "", target);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = target;
  }
}

export function current() {
  const [path, search = ""] = (location.hash.slice(1) || "/").split("?");
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const entry of routes) {
    const match = entry.test.exec(path);
    if (match) return { path, query, route: entry, params: Object.fromEntries(entry.names.map((n, i) => [n, decodeURIComponent(match[i + 1])])) };
  }
  return { path, query, route: null, params: {} };
}

class AppRouter extends Component {
  #shown = null;
  #turn = 0;

  connected() {
    addEventListener("hashchange", () => this.#show(), { signal: this.life });
    this.#show();
  }

  async #show() {
    const turn = ++this.#turn;
    const { route: entry, params, query } = current();
    if (!entry) {
      this.#shown = null;
      render(this, html`<section class="empty"><h1>There is no such page</h1><p>The address may be mistyped, or from another workspace.</p><a class="button primary" href="#/">Go to the projects</a></section>`);
      return;
    }
    this.dispatchEvent(new CustomEvent("route", { bubbles: true, detail: { route: entry, params, query } }));
    try {
      (await entry.load()).register();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#shown = null;
      console.error(error);
      render(this, html`<section class="empty"><h1>This page could not be loaded</h1><p>${error.message}</p><button class="button" @click=${() => location.reload()}>Reload</button></section>`);
      return;
    }
    if (turn !== this.#turn) return;
    const same = this.#shown?.localName === entry.tag && this.#shown.isConnected && this.#shown.getAttribute("project") === (params.project ?? null);
    const page = same ? this.#shown : document.createElement(entry.tag);
    for (const name of entry.names) page.setAttribute(name, params[name]);
    page.query = query;
    document.title = entry.title ? `${entry.title} · Polyptych` : "Polyptych";
    if (!same) {
      this.#shown = page;
      render(this, page);
      scrollTo(0, 0);
    } else {
      page.routed?.(query);
    }
  }
}

export const registerRouter = () => define("app-router", AppRouter);

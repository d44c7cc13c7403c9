// A small escaping template: builds and updates DOM without innerHTML, so it runs under `require-trusted-types-for 'script'`.
//
//   render(host, html`<p class="x ${extra}">${text}</p>`)    first call builds, later calls change only what differs
//   element(html`<li>…</li>`)                                 one element, built once
//   fragment(html`…`)                                         a DocumentFragment, built once
//   each(items, item => item.id, item => html`<li>…</li>`)    a keyed list: elements move with their key
//
// Places for values:
//   text        string, number, Node, template, array, each(…); null, undefined and booleans show nothing
//   name="a ${v} b"   attribute; a lone null, undefined or false removes it, true sets it empty
//   ?name=${v}        attribute present or not        .name=${v}   property
//   @name=${f}        event listener (or {handle, passive…})
//   style=${{'--x': 1}}   CSSOM properties (style attributes are refused by the policy)
//   ref=${f}          f(element) once, when built
// Everything that is not a Node or a template is text: nothing a user typed is ever parsed.

const SLOT = "\uE000";
const VOID = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", times: "×", middot: "·", hellip: "…" };
const SVG = "http://www.w3.org/2000/svg";

class Template {
  constructor(strings, values) { this.strings = strings; this.values = values; }
}

class Keyed {
  constructor(items, key, view) { this.items = items; this.key = key; this.view = view; }
}

export const html = (strings, ...values) => new Template(strings, values);
export const each = (items, key, view) => new Keyed(items, key, view);

const hosts = new WeakMap();

/** Shows a value in a host, reusing what the last call built. */
export function render(host, value) {
  let part = hosts.get(host);
  if (!part || part.start.parentNode !== host) { // new, or somebody else emptied it
    host.replaceChildren();
    part = ChildPart.inside(host);
    hosts.set(host, part);
  }
  part.set(value);
}

export function fragment(template) {
  return new Instance(template).fragment;
}

export function element(template) {
  return fragment(template).firstElementChild;
}

// ---- building a prototype from the literal's own text -------------------------------------------------------------

const compiled = new WeakMap();

function compile(strings) {
  const known = compiled.get(strings);
  if (known) return known;
  const source = strings.join(SLOT);
  const root = document.createDocumentFragment();
  const parts = [];
  const stack = [root];
  const top = () => stack[stack.length - 1];
  let slot = 0, at = 0;

  const pathOf = node => {
    const path = [];
    for (let n = node; n.parentNode; n = n.parentNode) path.unshift([...n.parentNode.childNodes].indexOf(n));
    return path;
  };
  const pending = [];

  const text = raw => {
    raw.split(SLOT).forEach((piece, index) => {
      if (index > 0) {
        const start = document.createComment(""), end = document.createComment("");
        top().append(start, end);
        pending.push({ kind: "child", node: start, slot: slot++ });
      }
      if (piece.trim() === "" && piece.includes("\n")) return;
      const decoded = piece.replace(/\s*\n\s*/g, " ").replace(/&(\w+);/g, (all, name) => ENTITIES[name] ?? all);
      if (decoded) top().append(decoded);
    });
  };

  while (at < source.length) {
    const open = source.indexOf("<", at);
    if (open < 0) { text(source.slice(at)); break; }
    if (open > at) text(source.slice(at, open));
    if (source.startsWith("<!--", open)) { at = source.indexOf("-->", open) + 3; continue; }
    if (source[open + 1] === "/") {
      at = source.indexOf(">", open) + 1;
      stack.pop();
      if (stack.length === 0) throw new Error(`html: closing tag too many near ${source.slice(open, at)}`);
      continue;
    }
    const tag = /^<([a-zA-Z][\w-]*)/.exec(source.slice(open, open + 80));
    if (!tag) throw new Error(`html: stray "<" near ${source.slice(open, open + 30)}`);
    const name = tag[1];
    const node = name === "svg" || top().namespaceURI === SVG ? document.createElementNS(SVG, name) : document.createElement(name);
    at = open + tag[0].length;
    let selfClosing = false;
    const attribute = /\s*([^\s=>\/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;
    for (;;) {
      const rest = /\s*(\/?)>/y;
      rest.lastIndex = at;
      const close = rest.exec(source);
      if (close) { selfClosing = close[1] === "/"; at = rest.lastIndex; break; }
      attribute.lastIndex = at;
      const found = attribute.exec(source);
      if (!found) throw new Error(`html: cannot read attributes near ${source.slice(at, at + 30)}`);
      at = attribute.lastIndex;
      const value = found[2] ?? found[3] ?? found[4] ?? "";
      if (!value.includes(SLOT)) { node.setAttribute(found[1], value); continue; }
      const statics = value.split(SLOT);
      pending.push({ kind: "attribute", node, name: found[1], statics, slot });
      slot += statics.length - 1;
    }
    top().append(node);
    if (!selfClosing && !VOID.has(name)) stack.push(node);
  }
  if (stack.length !== 1) throw new Error(`html: <${top().localName}> is not closed`);
  for (const part of pending) parts.push({ ...part, path: pathOf(part.node), node: undefined });
  const result = { root, parts };
  compiled.set(strings, result);
  return result;
}

class Instance {
  constructor(template) {
    this.strings = template.strings;
    const { root, parts } = compile(template.strings);
    this.fragment = document.importNode(root, true);
    this.parts = parts.map(part => {
      let node = this.fragment;
      for (const index of part.path) node = node.childNodes[index];
      return { part, node };
    }).map(({ part, node }) => part.kind === "child"
      ? { slot: part.slot, count: 1, target: new ChildPart(node, node.nextSibling) }
      : { slot: part.slot, count: part.statics.length - 1, target: new AttributePart(node, part.name, part.statics) });
    this.update(template.values);
  }

  update(values) {
    for (const { slot, count, target } of this.parts) target.set(count === 1 ? values[slot] : values.slice(slot, slot + count));
  }
}

// ---- parts that change --------------------------------------------------------------------------------------------

const UNSET = Symbol("unset");

class AttributePart {
  #last = UNSET;

  constructor(node, name, statics) {
    this.node = node;
    this.statics = statics;
    this.sigil = "@.?".includes(name[0]) ? name[0] : name === "style" || name === "ref" ? name : "";
    this.name = this.sigil.length === 1 ? name.slice(1) : name;
    if (!this.sigil && (/^on/i.test(this.name) || this.name === "srcdoc")) throw new Error(`html: ${name} is not allowed`);
  }

  set(value) {
    const { node, name, sigil } = this;
    if (sigil === ".") {
      const live = name === "value" || name === "checked" || name === "indeterminate" || name === "open";
      if ((live ? node[name] : this.#last) !== value) node[name] = value;
    } else if (sigil === "?") {
      node.toggleAttribute(name, Boolean(value));
    } else if (sigil === "@") {
      if (this.#last === UNSET) node.addEventListener(name, this, typeof value === "object" ? value ?? undefined : undefined);
    } else if (sigil === "style") {
      for (const [property, entry] of Object.entries(value ?? {})) {
        if (this.#last !== UNSET && this.#last?.[property] === entry) continue;
        if (entry == null) node.style.removeProperty(property);
        else node.style.setProperty(property, String(entry));
      }
    } else if (sigil === "ref") {
      if (this.#last === UNSET) value?.(node);
    } else {
      this.#attribute(value);
    }
    this.#last = value;
  }

  #attribute(value) {
    const { node, name, statics } = this;
    let text;
    if (statics.length === 2 && statics[0] === "" && statics[1] === "") {
      if (value == null || value === false) { node.removeAttribute(name); return; }
      text = value === true ? "" : Array.isArray(value) ? value.filter(Boolean).join(" ") : String(value);
    } else {
      const values = statics.length === 2 ? [value] : value;
      text = statics.map((piece, i) => piece + (i < values.length ? values[i] == null || values[i] === false ? "" : values[i] : "")).join("");
    }
    if (/^(href|src|action|formaction)$/.test(name) && /^[\s\u0000-\u001f]*(javascript|data|vbscript):/i.test(text)) text = "";
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }

  handleEvent(event) {
    const handler = this.#last?.handle ?? this.#last;
    if (typeof handler === "function") handler.call(this.node, event);
  }
}

class ChildPart {
  #content = null; // null | {text} | {node} | {instance} | {list: Map}

  constructor(start, end) { this.start = start; this.end = end; }

  static inside(host) {
    const start = document.createComment(""), end = document.createComment("");
    host.append(start, end);
    return new ChildPart(start, end);
  }

  set(value) {
    if (value == null || typeof value === "boolean" || value === "") this.#clear();
    else if (value instanceof Template) this.#template(value);
    else if (value instanceof Keyed) this.#list(value);
    else if (Array.isArray(value)) this.#list(new Keyed(value, (_, index) => index, item => item));
    else if (value instanceof Node) this.#node(value);
    else this.#text(String(value));
  }

  #clear() {
    if (this.#content === null) return;
    const parent = this.start.parentNode; // removeChild: a custom element may have a remove() of its own
    while (this.start.nextSibling !== this.end) parent.removeChild(this.start.nextSibling);
    this.#content = null;
  }

  #text(text) {
    if (this.#content?.text) {
      if (this.#content.text.data !== text) this.#content.text.data = text;
      return;
    }
    this.#clear();
    const node = document.createTextNode(text);
    this.end.before(node);
    this.#content = { text: node };
  }

  #node(node) {
    if (this.#content?.node === node && node.parentNode === this.end.parentNode) return;
    this.#clear();
    this.end.before(node);
    this.#content = { node };
  }

  #template(template) {
    if (this.#content?.instance?.strings === template.strings) {
      this.#content.instance.update(template.values);
      return;
    }
    this.#clear();
    const instance = new Instance(template);
    this.end.before(instance.fragment);
    this.#content = { instance };
  }

  #list({ items, key, view }) {
    if (!this.#content?.list) {
      this.#clear();
      this.#content = { list: new Map() };
    }
    const old = this.#content.list, fresh = new Map();
    items.forEach((item, index) => {
      const id = key(item, index);
      if (fresh.has(id)) throw new Error(`html: two items have the key ${id}`);
      fresh.set(id, { part: old.get(id)?.part, value: view(item, index) });
    });
    for (const [id, { part }] of old) if (!fresh.has(id)) part.#remove();
    let cursor = this.start;
    for (const entry of fresh.values()) {
      if (!entry.part) {
        const start = document.createComment(""), end = document.createComment("");
        cursor.after(start, end);
        entry.part = new ChildPart(start, end);
      } else if (cursor.nextSibling !== entry.part.start) {
        cursor.after(...entry.part.#range());
      }
      entry.part.set(entry.value);
      cursor = entry.part.end;
    }
    this.#content.list = fresh;
  }

  #range() {
    const nodes = [];
    for (let node = this.start; ; node = node.nextSibling) { nodes.push(node); if (node === this.end) return nodes; }
  }

  #remove() { const parent = this.start.parentNode; for (const node of this.#range()) parent.removeChild(node); }
}

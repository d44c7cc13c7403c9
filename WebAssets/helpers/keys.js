// One keyboard map for the whole application.
//
//   keys.scope("light-table", "Light table", [
//     {id: "accept", keys: ["a"], title: "Accept the selection", run: event => …, when: () => true},
//   ], signal)                              later scopes win; the signal ends the scope (a component's `this.life`)
//   keycap("accept")                        template: <kbd> with the command's present key, to print on a control
//   keys.label("accept")                    the same as text, or "" when it has none
//
// Notation: "a", "Shift+ArrowRight", "Ctrl+z" (Ctrl is Command on a Mac), "Alt+1", "Enter", "?" (as typed, without Shift).
// Single keys never fire in text fields; Enter and Space never fire on buttons and links; nothing fires behind a modal
// dialog, except in scopes made for one ({modal: true}). A command that returns false lets the browser have the key.
// `inText: true` lets a chord (Ctrl, Alt, Escape) run inside text fields. Keys are remappable and single keys switchable off
// (`?` shows all); both are kept in this browser.
import { html } from "./html.js";

const STORE = "polyptych.keys";
const MAC = /Mac|iPhone|iPad/.test(navigator.platform ?? "");
const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", " ": "Space", Delete: "Del", PageUp: "PgUp", PageDown: "PgDn" };

const scopes = [];
const titles = new Map(); // command id → {scope, title, keys}, kept for the overlay and for changed keys
const saved = load();

class Keys extends EventTarget {
  get singleKeys() { return saved.singleKeys !== false; }
  set singleKeys(on) { saved.singleKeys = on; store(); }

  scope(name, title, commands, signal, { modal = false } = {}) {
    const scope = { name, title, modal, commands };
    scopes.push(scope);
    for (const command of commands) titles.set(command.id, command);
    signal?.addEventListener("abort", () => { scopes.splice(scopes.indexOf(scope), 1); changed(); }, { once: true });
    changed();
    return scope;
  }

  /** The scopes that are active, innermost first, for the overlay. */
  get active() { return [...scopes].reverse(); }

  bindings(command) { return saved.map?.[command.id] ?? command.keys; }

  label(id) {
    const command = titles.get(id);
    if (!command) return "";
    const binding = this.bindings(command)[0];
    return !binding || (isSingle(binding) && !this.singleKeys) ? "" : readable(binding);
  }

  remap(id, binding) { saved.map = { ...saved.map, [id]: binding === null ? [] : [binding] }; store(); }

  reset(id) {
    if (id === undefined) delete saved.map;
    else if (saved.map) delete saved.map[id];
    store();
  }

  isChanged(id) { return saved.map?.[id] !== undefined; }

  /** Commands of the active scopes that already have this key. */
  takenBy(binding, except) { return scopes.flatMap(scope => scope.commands).filter(c => c.id !== except && this.bindings(c).includes(binding)); }
}

export const keys = new Keys();

/** A <kbd> that follows remapping; prints nothing when the command has no key. */
export function keycap(id) {
  const label = keys.label(id);
  return html`<kbd class="key" data-command=${id} ?hidden=${!label} aria-hidden="true" .textContent=${label}></kbd>`;
}

export function readable(binding) {
  return parts(binding).map(part => (MAC && part === "Ctrl" ? "⌘" : NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))).join(" ");
}

/** The notation of a keyboard event, or null for a lone modifier. */
export function notation(event) {
  if (["Shift", "Control", "Alt", "Meta", "Dead", "Process"].includes(event.key)) return null;
  const printable = event.key.length === 1;
  const letter = printable && event.key.toLowerCase() !== event.key.toUpperCase();
  const out = [];
  if (event.ctrlKey || event.metaKey) out.push("Ctrl");
  if (event.altKey) out.push("Alt");
  if (event.shiftKey && (!printable || letter || event.key === " ")) out.push("Shift");
  out.push(letter ? event.key.toLowerCase() : event.key);
  return out.join("+");
}

export function isTextField(node) {
  if (!(node instanceof Element)) return false;
  if (node.isContentEditable || node.closest?.("textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox]")) return true;
  const input = node.closest("input");
  return Boolean(input && !["checkbox", "radio", "button", "submit", "reset", "file", "range", "color"].includes(input.type));
}

const isSingle = binding => !/^(Ctrl|Alt)\+/.test(binding) && parts(binding).at(-1).length === 1;
const parts = binding => (binding.endsWith("++") ? [...binding.slice(0, -2).split("+"), "+"] : binding === "+" ? ["+"] : binding.split("+"));

addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing) return;
  const binding = notation(event);
  if (!binding) return;
  const modal = document.querySelector("dialog:modal");
  const inText = isTextField(event.target);
  const onControl = event.target instanceof Element && event.target.closest("button, a[href], summary, [role=button], [role=option], [role=tab], [role=menuitem]");
  for (const scope of [...scopes].reverse()) {
    if (modal && !scope.modal) continue;
    for (const command of scope.commands) {
      if (!keys.bindings(command).includes(binding)) continue;
      if (inText && !(command.inText && (/^(Ctrl|Alt)\+/.test(binding) || binding === "Escape"))) continue;
      if (isSingle(binding) && !keys.singleKeys) continue;
      if (onControl && (binding === "Enter" || binding === " ") && !command.onControls) continue;
      if (event.repeat && !command.repeats) { if (command.when?.(event) !== false) event.preventDefault(); return; }
      if (command.when && !command.when(event)) continue;
      if (command.run(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
});

function changed() {
  for (const cap of document.querySelectorAll("kbd[data-command]")) {
    const label = keys.label(cap.dataset.command);
    cap.textContent = label;
    cap.hidden = !label;
  }
  keys.dispatchEvent(new Event("change"));
}

function load() {
  try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; }
}

function store() {
  try { localStorage.setItem(STORE, JSON.stringify(saved)); } catch { /* private windows may refuse; the map lives on in memory */ }
  changed();
}

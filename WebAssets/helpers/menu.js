// A menu beside its button, as a popover: Escape and a click outside close it, arrows walk through it.
//
//   openMenu(button, close => html`<button @click=${…}>…</button>`)
import { render } from "./html.js";

export function openMenu(anchor, view, { align = "start" } = {}) {
  if (anchor.getAttribute("aria-expanded") === "true") return;
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.popover = "auto";
  document.body.append(menu);
  const close = () => menu.hidePopover();
  render(menu, view(close));
  menu.addEventListener("toggle", event => {
    if (event.newState !== "closed") return;
    anchor.setAttribute("aria-expanded", "false");
    const inside = menu.contains(document.activeElement);
    menu.remove();
    if (inside || document.activeElement === document.body) anchor.focus({ preventScroll: true });
  });
  menu.addEventListener("keydown", event => {
    const items = [...menu.querySelectorAll("a, button:not(:disabled), input")];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || document.activeElement?.localName === "input") return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  });
  anchor.setAttribute("aria-expanded", "true");
  menu.showPopover();
  const box = anchor.getBoundingClientRect(), own = menu.getBoundingClientRect();
  const left = align === "end" || box.left + own.width > innerWidth - 12 ? box.right - own.width : box.left;
  const below = box.bottom + 6 + own.height <= innerHeight - 8;
  menu.style.setProperty("position", "fixed");
  menu.style.setProperty("inset", "auto");
  menu.style.setProperty("left", `${Math.max(8, left)}px`);
  menu.style.setProperty("top", `${Math.max(8, below ? box.bottom + 6 : box.top - own.height - 6)}px`);
  menu.querySelector("a, button:not(:disabled), input")?.focus({ preventScroll: true });
  return close;
}

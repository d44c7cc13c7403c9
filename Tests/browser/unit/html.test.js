import { each, element, html, render } from "/helpers/html.js";
import { claim, equal, holds, throws } from "/unit/harness.js";

claim("shows what a user typed as text, whatever it looks like", stage => {
  const evil = `<img src=x onerror="window.hit = 1"> & "quotes"`;
  render(stage, html`<p title=${evil}>${evil}</p>`);
  equal(stage.querySelectorAll("img").length, 0);
  equal(stage.firstElementChild.textContent, evil);
  equal(stage.firstElementChild.title, evil);
});

claim("refuses script addresses and inline handlers", async stage => {
  render(stage, html`<a href=${"javascript:alert(1)"}>x</a>`);
  equal(stage.querySelector("a").getAttribute("href"), "");
  render(stage, html`<a href=${" \u0001JavaScript:alert(1)"}>x</a>`);
  equal(stage.querySelector("a").getAttribute("href"), "");
  await throws(() => render(stage, html`<b onclick=${"x"}></b>`), "an inline handler");
});

claim("keeps elements, focus and typed text while values change", stage => {
  const view = n => html`<p>${n}</p><input .value=${"kept"}>`;
  render(stage, view(1));
  const input = stage.querySelector("input");
  input.focus();
  render(stage, view(2));
  holds(stage.querySelector("input") === input && document.activeElement === input, "the input was replaced");
  equal(stage.querySelector("p").textContent, "2");
});

claim("moves keyed elements instead of making new ones", stage => {
  const view = list => html`<ul>${each(list, x => x, x => html`<li>${x}</li>`)}</ul>`;
  render(stage, view(["a", "b", "c", "d"]));
  const before = new Map([...stage.querySelectorAll("li")].map(li => [li.textContent, li]));
  render(stage, view(["d", "b", "e", "a"]));
  const after = [...stage.querySelectorAll("li")];
  equal(after.map(li => li.textContent), ["d", "b", "e", "a"]);
  for (const li of after) if (before.has(li.textContent)) holds(before.get(li.textContent) === li, `${li.textContent} was made anew`);
});

claim("switches between text, templates, lists and nothing in one place", stage => {
  const seen = [];
  for (const value of ["text", html`<b>bold</b>`, ["x", html`<i>y</i>`], null, 0, false, "again"]) { render(stage, html`<p>${value}</p>`); seen.push(stage.querySelector("p").textContent); }
  equal(seen, ["text", "bold", "xy", "", "0", "", "again"]);
});

claim("sets properties, booleans, classes and custom properties", stage => {
  render(stage, html`<button ?disabled=${true} class=${["a", false, "b"]} style=${{ "--x": "3px" }} .title=${"t"} aria-label=${null}>x</button>`);
  const button = stage.querySelector("button");
  equal([button.disabled, button.className, button.style.getPropertyValue("--x"), button.title, button.hasAttribute("aria-label")], [true, "a b", "3px", "t", false]);
});

claim("listeners follow the last value", stage => {
  const heard = [];
  const view = name => html`<button @click=${() => heard.push(name)}>x</button>`;
  render(stage, view("first")); stage.querySelector("button").click();
  render(stage, view("second")); stage.querySelector("button").click();
  equal(heard, ["first", "second"]);
});

claim("takes an element out without calling a method of its own", stage => {
  class OwnRemove extends HTMLElement { remove() { throw new Error("remove() of the element itself was called"); } }
  if (!customElements.get("own-remove")) customElements.define("own-remove", OwnRemove);
  render(stage, html`<p>${html`<own-remove></own-remove>`}</p>`);
  render(stage, html`<p>${"gone"}</p>`);
  render(stage, each(["own"], x => x, () => html`<own-remove></own-remove>`));
  render(stage, each([], x => x, () => html`<own-remove></own-remove>`));
  equal(stage.querySelectorAll("own-remove").length, 0);
});

claim("draws SVG in its own namespace", () => {
  equal(element(html`<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>`).firstElementChild.namespaceURI, "http://www.w3.org/2000/svg");
});

claim("says where a template is not closed", async stage => {
  const error = await throws(() => render(stage, html`<div><p></p>`), "an open div");
  holds(error.message.includes("div"), error.message);
});

import { element, html } from "/helpers/html.js";
import { isTextField, keys, notation, readable } from "/helpers/keys.js";
import { claim, equal, holds } from "/unit/harness.js";

const press = (target, key, more = {}) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

function scope(commands) {
  const heard = [], life = new AbortController();
  keys.scope("test", "Test", commands.map(c => ({ title: c.id, run: () => { heard.push(c.id); }, ...c })), life.signal);
  return { heard, end: () => life.abort() };
}

claim("single keys never fire while somebody types", stage => {
  const { heard, end } = scope([{ id: "t-accept", keys: ["a"] }, { id: "t-save", keys: ["Ctrl+Enter"], inText: true }]);
  for (const field of [html`<input>`, html`<textarea></textarea>`, html`<div contenteditable="true" tabindex="0"></div>`, html`<input type="search">`]) {
    const node = element(field);
    stage.append(node);
    press(node, "a");
    equal(heard, [], node.outerHTML);
  }
  press(stage.querySelector("textarea"), "Enter", { ctrlKey: true });
  equal(heard, ["t-save"]);
  end();
});

claim("Enter and Space belong to the button that has the focus", stage => {
  const { heard, end } = scope([{ id: "t-enter", keys: ["Enter"] }]);
  const button = element(html`<button>x</button>`);
  stage.append(button);
  press(button, "Enter");
  equal(heard, []);
  press(document.body, "Enter");
  equal(heard, ["t-enter"]);
  end();
});

claim("the innermost scope has a key first, and gives it back when it ends", () => {
  const outer = scope([{ id: "t-outer", keys: ["q"] }]), inner = scope([{ id: "t-inner", keys: ["q"] }]);
  press(document.body, "q");
  inner.end();
  press(document.body, "q");
  equal([outer.heard, inner.heard], [["t-outer"], ["t-inner"]]);
  outer.end();
});

claim("keys can be changed, and single keys switched off", () => {
  const { heard, end } = scope([{ id: "t-move", keys: ["m"] }]);
  keys.remap("t-move", "k");
  press(document.body, "m"); press(document.body, "k");
  equal(heard, ["t-move"]);
  keys.singleKeys = false;
  press(document.body, "k");
  equal([heard.length, keys.label("t-move")], [1, ""]);
  keys.singleKeys = true;
  keys.reset();
  end();
});

claim("nothing fires behind a modal dialog", stage => {
  const { heard, end } = scope([{ id: "t-behind", keys: ["b"] }]);
  const dialog = element(html`<dialog><button>x</button></dialog>`);
  stage.append(dialog);
  dialog.showModal();
  press(document.body, "b");
  dialog.close();
  equal(heard, []);
  end();
});

claim("reads keyboard events in one notation", () => {
  const of = (key, more) => notation(new KeyboardEvent("keydown", { key, ...more }));
  equal([of("a"), of("A", { shiftKey: true }), of("?", { shiftKey: true }), of("ArrowLeft", { shiftKey: true }), of("z", { ctrlKey: true }), of("Z", { metaKey: true, shiftKey: true }), of("Shift", { shiftKey: true })],
    ["a", "Shift+a", "?", "Shift+ArrowLeft", "Ctrl+z", "Ctrl+Shift+z", null]);
  holds(readable("Shift+ArrowRight").endsWith("→"), readable("Shift+ArrowRight"));
});

claim("knows text fields from buttons", () => {
  equal([isTextField(element(html`<input>`)), isTextField(element(html`<input type="checkbox">`)), isTextField(element(html`<select></select>`)), isTextField(document.body)], [true, false, true, false]);
});

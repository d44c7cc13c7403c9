import { completions, has, toggle, tokenize } from "/models/query-tokens.js";
import { simpleDiff } from "/models/simple-diff.js";
import { shorten } from "/components/light-table/batch-preview.js";
import { claim, equal, holds } from "/unit/harness.js";

claim("tokens cover a query without gaps", () => {
  for (const text of ['status:draft lint:marker "red racket" word', '-tag:"two words"  x', 'a:b:c "open', "", "  ", "🙂 views:2..4"]) {
    equal(tokenize(text).map(t => t.text).join(""), text);
    let at = 0;
    for (const token of tokenize(text)) { equal(token.start, at); at = token.end; }
  }
});

claim("values of one field join as either, tags as both", () => {
  equal(toggle("status:draft", "status:ready"), "status:draft,ready");
  equal(toggle("status:draft,ready red", "status:draft"), "status:ready red");
  equal(toggle("tag:a", "tag:b"), "tag:a tag:b");
  equal(toggle("status:draft", "status:draft"), "");
  equal(toggle("status:draft", "-status:draft"), "-status:draft");
  equal(toggle("", 'tag:"two words"'), 'tag:"two words"');
  holds(has("status:draft,ready", "status:ready") && !has("-status:ready", "status:ready"), "has");
});

claim("completes fields, then values with their counts", () => {
  equal(completions("sta", 3).options[0].text, "status:");
  const found = completions("views:2 status:dr", 17, [{ name: "status", values: [{ value: "draft", count: 4 }] }]);
  equal([found.from, found.options[0]], [8, { text: "status:draft", hint: "", count: 4 }]);
  equal(completions("-is:near", 8).options[0].text, "-is:near-duplicate");
});

claim("a diff gives both texts back", () => {
  const before = "[LEFT] the front; [RIGHT] the other side.", after = "[LEFT] the front, lit; [RIGHT] the back.";
  const pieces = simpleDiff(before, after);
  equal(pieces.filter(p => p.kind !== "ins").map(p => p.text).join(""), before);
  equal(pieces.filter(p => p.kind !== "del").map(p => p.text).join(""), after);
});

claim("shortening a diff keeps every change", () => {
  const diff = [{ kind: "same", text: "x".repeat(500) }, { kind: "del", text: "old" }, { kind: "ins", text: "new" }, { kind: "same", text: "y".repeat(500) }];
  equal(shorten(diff).filter(p => p.kind !== "same"), diff.filter(p => p.kind !== "same"));
  holds(shorten(diff)[0].text.length < 80 && shorten(diff)[0].text.endsWith("x"), "the nearest words stay");
});

import { NetworkError, RefusedError, StaleError, get, patch, post } from "/helpers/api.js";
import { bytes, duration, plural } from "/helpers/format.js";
import { isPlainName, plainName } from "/models/export-request.js";
import { unpackAspects, unpackIds } from "/models/order.js";
import { Upload } from "/models/upload.js";
import { claim, equal, holds, throws } from "/unit/harness.js";

/** Answers requests from a list for the time of one claim. */
async function answering(replies, body) {
  const real = window.fetch, asked = [];
  window.fetch = async (url, init) => {
    asked.push({ url, ...init });
    const reply = typeof replies === "function" ? replies(url, init) : replies.shift();
    if (reply instanceof Error) throw reply;
    return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), { status: reply.status ?? 200 });
  };
  try { return { value: await body(), asked }; } finally { window.fetch = real; }
}

claim("a stale write carries the other person's state", () => answering([{ status: 412, body: { error: { code: "stale", message: "Mei changed it.", details: { current: { version: 8 }, by: "Mei" } } } }], async () => {
  const error = await throws(() => patch("/projects/1", {}, { ifMatch: 7 }), "412");
  holds(error instanceof StaleError && error.current.version === 8 && error.by === "Mei", error.message);
}));

claim("reading is tried again, writing never is", async () => {
  const reading = await answering([new TypeError("gone"), { body: { ok: 1 } }], () => get("/status"));
  equal([reading.asked.length, reading.value], [2, { ok: 1 }]);
  const { asked } = await answering([new TypeError("gone")], async () => { holds(await throws(() => post("/x"), "network") instanceof NetworkError, "kind"); });
  equal(asked.length, 1);
});

claim("a refusal says what and what to do", () => answering([{ status: 422, body: { error: { code: "refused", message: "It is accepted.", hint: "Reopen it first." } } }], async () => {
  const error = await throws(() => post("/sets/1/edits", {}), "422");
  holds(error instanceof RefusedError && error.hint === "Reopen it first.", error.message);
}));

claim("If-Match is quoted and JSON is said to be JSON", async () => {
  const { asked } = await answering([{ status: 204 }], () => post("/sets/1/edits", { edits: [] }, { ifMatch: 3 }));
  equal([asked[0].headers["If-Match"], asked[0].headers["Content-Type"], asked[0].url], ['"3"', "application/json", "/api/v1/sets/1/edits"]);
});

claim("an upload goes on where the server stands", async () => {
  const file = new File([new Uint8Array(10)], "a.jpg");
  const held = { offset: 0 };
  let cut = true;
  const { asked } = await answering((url, init) => {
    if (init.method === "POST") return { body: { upload: 4, files: [{ index: 0, offset: 0 }] } };
    if (init.method === "PATCH") {
      if (cut) { cut = false; held.offset = 6; return new TypeError("cable"); }
      equal(init.headers["Upload-Offset"], "6");
      held.offset += init.body.size;
      return { body: { offset: held.offset } };
    }
    return { body: { files: [{ index: 0, offset: held.offset }] } };
  }, async () => {
    const upload = new Upload(1, [{ path: "a.jpg", file }]);
    equal(await upload.run(), 4);
    equal([upload.state, upload.sent], ["done", 10]);
  });
  holds(asked.length >= 4, "it asked where to go on");
});

claim("unpacks a ticket", () => {
  equal([...unpackIds(btoa("\u0001\u0000\u0000\u0000\u00ff\u00ff\u0001\u0000"))], [1, 131071]);
  equal([...unpackAspects(btoa("\u00d0\u0007\u00f4\u0001"))], [2, 0.5]);
});

claim("numbers read like words", () => {
  equal([bytes(999), bytes(48211233), plural(1, "set"), plural(2, "set"), duration(0.4), duration(75)], ["999 B", "48.2 MB", "1 set", "2 sets", "under a second", "1 min 15 s"]);
});

claim("proposes only names that an export takes", () => {
  for (const name of ["Möbel & Häuser", "--a--", "日本", "a".repeat(90)]) { const plain = plainName(name); holds(plain === "" || isPlainName(plain), `${name} → ${plain}`); }
});

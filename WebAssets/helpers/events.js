// What the server says has changed, in every tab, through one EventSource per browser.
//
//   on("set", ({id, project, version, by}) => …, signal)     types: set, project, job, export, snapshot, presence
//   on("*", (data, type) => …, signal)
//   on("missed", () => reload(), signal)                     the stream was away: events may have been lost
//   streamState.open, streamState "change"
// The signal ends the subscription; give a component's `this.life`.
import { openStream } from "./event-stream.js";

const listeners = new Map();
export const streamState = Object.assign(new EventTarget(), { open: false });
let started = false;
let wasOpen = false;

export function on(type, handler, signal) {
  if (signal?.aborted) return;
  if (!listeners.has(type)) listeners.set(type, new Set());
  listeners.get(type).add(handler);
  signal?.addEventListener("abort", () => listeners.get(type).delete(handler), { once: true });
  start();
}

function emit(type, data) {
  for (const handler of listeners.get(type) ?? []) handler(data, type);
  if (type !== "missed") for (const handler of listeners.get("*") ?? []) handler(data, type);
}

function hear(message) {
  if (message.kind === "event") return emit(message.type === "resync" ? "missed" : message.type, message.data ?? {});
  if (streamState.open === message.open) return;
  streamState.open = message.open;
  if (message.open && wasOpen) emit("missed", {});
  wasOpen ||= message.open;
  streamState.dispatchEvent(new Event("change"));
}

function start() {
  if (started) return;
  started = true;
  try {
    const worker = new SharedWorker(workerURL(), { type: "module", name: "polyptych-events" });
    let answered = false;
    worker.addEventListener("error", () => { if (!answered) openStream(hear); answered = true; });
    worker.port.addEventListener("message", ({ data }) => { answered = true; hear(data); });
    worker.port.start();
    setInterval(() => worker.port.postMessage("here"), 15_000);
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
    addEventListener("pageshow", () => worker.port.postMessage("here"));
  } catch {
    openStream(hear);
  }
}

// Trusted Types: the one script URL that this application makes.
function workerURL() {
  const url = new URL("../workers/events-worker.js", import.meta.url).href;
  if (!globalThis.trustedTypes) return url;
  return trustedTypes.createPolicy("polyptych-worker", { createScriptURL: () => url }).createScriptURL(url);
}

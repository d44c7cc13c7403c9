// One EventSource for all tabs of this browser: each tab holds a port and hears every message.
import { openStream } from "../helpers/event-stream.js";

const ports = new Map(); // port → last sign of life
let close = null;
let open = false;

const prune = () => {
  const now = Date.now();
  for (const [port, seen] of ports) if (now - seen > 45_000) ports.delete(port);
  if (ports.size === 0 && close) { close(); close = null; open = false; }
};

self.addEventListener("connect", ({ ports: [port] }) => {
  ports.set(port, Date.now());
  port.addEventListener("message", ({ data }) => {
    if (data === "bye") { ports.delete(port); prune(); return; }
    ports.set(port, Date.now());
    start();
  });
  port.start();
  port.postMessage({ kind: "state", open });
  start();
});

function start() {
  close ??= openStream(message => {
    if (message.kind === "state") open = message.open;
    for (const port of ports.keys()) port.postMessage(message);
  });
}

setInterval(prune, 20_000);

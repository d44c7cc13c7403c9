// The only file that opens an EventSource. Used by the shared worker, and by a page where there are no shared workers.
//
//   openStream(message => …)      message: {kind: "state", open} or {kind: "event", type, id, data}
// EventSource reconnects by itself and sends Last-Event-ID; a closed one is opened again with growing pauses.

const URL_OF_EVENTS = "/api/v1/events";
const TYPES = ["set", "project", "job", "export", "snapshot", "presence", "resync"];

export function openStream(tell) {
  let source, timer, wait = 1000, stopped = false;

  const connect = () => {
    source = new EventSource(URL_OF_EVENTS, { withCredentials: true });
    source.addEventListener("open", () => { wait = 1000; tell({ kind: "state", open: true }); });
    source.addEventListener("error", () => {
      tell({ kind: "state", open: false });
      if (source.readyState !== EventSource.CLOSED || stopped) return;
      clearTimeout(timer);
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 30_000);
    });
    for (const type of TYPES) {
      source.addEventListener(type, event => {
        let data = null;
        try { data = JSON.parse(event.data); } catch { /* an event without data is still an event */ }
        tell({ kind: "event", type, id: event.lastEventId, data });
      });
    }
  };
  connect();
  return () => { stopped = true; clearTimeout(timer); source.close(); };
}

/** The one line that says whether work is safe. */

const clock = (date) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(date);

/**
 * @param state `{kind: "saved", at, version}`, `{kind: "saving"}`, `{kind: "editing"}`, `{kind: "retrying", seconds}`, `{kind: "conflict", by}` or `{kind: "refused", message}`
 */
export function savingSentence(state) {
  switch (state.kind) {
    case "saved": return `Saved ${clock(new Date(state.at))} · v${state.version}`;
    case "saving": return "Saving …";
    case "editing": return "Not saved yet";
    case "retrying": return `Not saved, retrying in ${state.seconds} s · draft kept in this browser`;
    case "conflict": return `Changed by ${state.by ?? "somebody else"}: choose below`;
    case "refused": return "Not saved";
    default: return "";
  }
}

/** Seconds before the next attempt: 1, 2, 4 … 30. */
export const backoff = (attempt) => Math.min(30, 2 ** Math.min(attempt, 5));

/** How long ago, in words: `20 s ago`, `3 min ago`, `12:03`. */
export function ago(at, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - new Date(at).getTime()) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86400) return clock(new Date(at));
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

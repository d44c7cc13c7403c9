// Numbers, sizes and times as people read them; pure functions.

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const count = value => number.format(value ?? 0);
export const plural = (n, one, many = one + "s") => `${count(n)} ${n === 1 ? one : many}`;

export function bytes(n) {
  if (n == null) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  while (n >= 1000 && step < units.length - 1) { n /= 1000; step++; }
  return `${number.format(step === 0 ? n : Number(n.toPrecision(3)))} ${units[step]}`;
}

export function duration(seconds) {
  if (seconds == null || !Number.isFinite(seconds)) return "–";
  if (seconds < 1) return "under a second";
  if (seconds < 60) return plural(Math.round(seconds), "second");
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** Accepts ISO text, or seconds or milliseconds since 1970. */
export function date(value) {
  if (value == null) return null;
  const made = typeof value === "number" ? new Date(value < 1e11 ? value * 1000 : value) : new Date(value);
  return Number.isNaN(made.getTime()) ? null : made;
}

export function when(value, now = Date.now()) {
  const at = date(value);
  if (!at) return "";
  const seconds = (now - at.getTime()) / 1000;
  if (seconds < 45) return "just now";
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  return at.toDateString() === new Date(now).toDateString() ? clock.format(at) : day.format(at);
}

export const shortHash = hash => (hash ?? "").slice(0, 10);
export const percent = (part, whole) => (whole > 0 ? Math.min(100, (100 * part) / whole) : 0);

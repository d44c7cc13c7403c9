/** One viewport for all panels: the same scale and the same relative place in every one. */

export const minimum = 1;
export const maximum = 12;
export const rest = Object.freeze({ scale: 1, x: 0.5, y: 0.5 });

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** Keeps the panel filled: the centre may not leave less than half a window to any side. */
function settled({ scale, x, y }) {
  const margin = 0.5 / scale;
  return { scale, x: clamp(x, margin, 1 - margin), y: clamp(y, margin, 1 - margin) };
}

/** Scales by `factor` so that the point at (`px`, `py`), in parts of the panel, stays where it is. */
export function zoomedAt(view, factor, px = 0.5, py = 0.5) {
  const scale = clamp(view.scale * factor, minimum, maximum);
  const atX = view.x + (px - 0.5) / view.scale;
  const atY = view.y + (py - 0.5) / view.scale;
  return settled({ scale, x: atX - (px - 0.5) / scale, y: atY - (py - 0.5) / scale });
}

/** Moves by parts of the visible window. */
export function panned(view, dx, dy) {
  return settled({ ...view, x: view.x + dx / view.scale, y: view.y + dy / view.scale });
}

/** CSS for an element that fills the panel. */
export function transformOf({ scale, x, y }) {
  return `translate(${(50 - 100 * x * scale).toFixed(4)}%, ${(50 - 100 * y * scale).toFixed(4)}%) scale(${scale.toFixed(4)})`;
}

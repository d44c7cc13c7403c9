/** Moving and sizing a crop rectangle in whole pixels of the oriented image. */

import { whole } from "./editor-plan.js";

/** The smallest side of a crop. */
export const smallest = 16;

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** Whole pixels inside the image, never smaller than the smallest side. */
export function fitted(rect, image) {
  const width = clamp(Math.round(rect.width), Math.min(smallest, image.width), image.width);
  const height = clamp(Math.round(rect.height), Math.min(smallest, image.height), image.height);
  return { x: clamp(Math.round(rect.x), 0, image.width - width), y: clamp(Math.round(rect.y), 0, image.height - height), width, height };
}

/** The rectangle moved, size kept. */
export const moved = (rect, dx, dy, image) => fitted({ ...rect, x: rect.x + dx, y: rect.y + dy }, image);

/**
 * The rectangle with one handle moved; the opposite edge stays.
 * @param handle any of `n s e w ne nw se sw`
 * @param aspect width / height to keep, or null
 */
export function resized(rect, handle, dx, dy, image, aspect = null) {
  let left = rect.x;
  let top = rect.y;
  let right = rect.x + rect.width;
  let bottom = rect.y + rect.height;
  if (handle.includes("w")) left = clamp(left + dx, 0, right - smallest);
  if (handle.includes("e")) right = clamp(right + dx, left + smallest, image.width);
  if (handle.includes("n")) top = clamp(top + dy, 0, bottom - smallest);
  if (handle.includes("s")) bottom = clamp(bottom + dy, top + smallest, image.height);
  if (aspect) {
    let width = right - left;
    let height = bottom - top;
    if (handle === "n" || handle === "s") width = height * aspect;
    else height = width / aspect;
    const roomX = handle.includes("w") ? right : image.width - left;
    const roomY = handle.includes("n") ? bottom : image.height - top;
    const shrink = Math.min(1, roomX / width, roomY / height);
    width *= shrink;
    height *= shrink;
    if (handle.includes("w")) left = right - width;
    else right = left + width;
    if (handle.includes("n")) top = bottom - height;
    else bottom = top + height;
  }
  return fitted({ x: left, y: top, width: right - left, height: bottom - top }, image);
}

/** The crop as the server stores it: nil where it is the whole image. */
export function stored(rect, image) {
  const all = whole(image);
  return rect.x === 0 && rect.y === 0 && rect.width === all.width && rect.height === all.height ? null : rect;
}

/** A focus point kept inside the image, in thousandths. */
export const focusAt = (x, y) => ({ x: clamp(Math.round(x), 0, 1000), y: clamp(Math.round(y), 0, 1000) });

/** Equal rectangles or points, nil included. */
export const equal = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Geometry of the composite for the screen; the server's plan stays the truth, this predicts it between two answers. */

/** The whole image as a rectangle. */
export const whole = (image) => ({ x: 0, y: 0, width: image.width, height: image.height });

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

const rounded = (numerator, denominator) => Math.floor((numerator + Math.floor(denominator / 2)) / denominator);

/**
 * What *cover* shows: the largest part of the crop with the box's shape, around the focus point (thousandths of the image).
 * Whole numbers, rounded as the layout engine rounds them.
 */
export function coverSource(image, crop, focus, box) {
  const from = crop ?? whole(image);
  let { width, height } = from;
  if (from.width * box.height >= from.height * box.width) width = clamp(rounded(from.height * box.width, box.height), 1, from.width);
  else height = clamp(rounded(from.width * box.height, box.width), 1, from.height);
  const middleX = focus ? Math.floor((2 * focus.x * image.width) / 1000) : 2 * from.x + from.width;
  const middleY = focus ? Math.floor((2 * focus.y * image.height) / 1000) : 2 * from.y + from.height;
  return {
    x: clamp(Math.trunc((middleX - width) / 2), from.x, from.x + from.width - width),
    y: clamp(Math.trunc((middleY - height) / 2), from.y, from.y + from.height - height),
    width, height,
  };
}

/** Where *contain* puts the crop inside the box: in the middle, its corner on the 16-pixel grid where there is room. */
export function containTarget(crop, box) {
  let { width, height } = box;
  if (crop.width * box.height >= crop.height * box.width) height = clamp(rounded(crop.height * box.width, crop.width), 1, box.height);
  else width = clamp(rounded(crop.width * box.height, crop.height), 1, box.width);
  const corner = (room) => Math.floor(Math.floor(room / 2) / 16) * 16;
  return { x: box.x + corner(box.width - width), y: box.y + corner(box.height - height), width, height };
}

/** Thousandths of the image that the panel hides. */
export function hiddenShare(image, source) {
  return Math.max(0, rounded((image.width * image.height - source.width * source.height) * 1000, image.width * image.height));
}

/** The plan after a reorder or a change of crop or focus: boxes keep their places, the views in them change. */
export function predicted(plan, views, fit) {
  if (!plan || plan.panels.length !== views.length) return plan;
  return {
    ...plan,
    panels: plan.panels.map((panel, index) => {
      const view = views[index];
      const crop = view.crop ?? whole(view.image);
      const source = fit === "contain" ? crop : coverSource(view.image, view.crop, view.focus, panel.box);
      const target = fit === "contain" ? containTarget(crop, panel.box) : panel.box;
      return { ...panel, view: view.id, source, target, hidden: hiddenShare(view.image, source) };
    }),
  };
}

/** A box in percent of the composite. */
export function boxPercent(plan, box) {
  return { left: (100 * box.x) / plan.width, top: (100 * box.y) / plan.height, width: (100 * box.width) / plan.width, height: (100 * box.height) / plan.height };
}

/** The clip (in percent of the box) and the whole image inside the clip (in percent of the clip). */
export function imagePercent(image, panel) {
  const { box, target, source } = panel;
  return {
    clip: {
      left: (100 * (target.x - box.x)) / box.width, top: (100 * (target.y - box.y)) / box.height,
      width: (100 * target.width) / box.width, height: (100 * target.height) / box.height,
    },
    image: {
      left: (-100 * source.x) / source.width, top: (-100 * source.y) / source.height,
      width: (100 * image.width) / source.width, height: (100 * image.height) / source.height,
    },
  };
}

/** Columns of a plan, for arrow keys. */
export const columnsOf = (plan) => Math.max(1, ...(plan?.panels ?? []).map((panel) => panel.column));

/** The position whose box holds a point given in plan pixels, or -1. */
export function positionAt(plan, x, y) {
  return plan.panels.findIndex(({ box }) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
}

const percent = (thousandths) => `${Math.round(thousandths / 10)} %`;

/**
 * What a trainer cares about, as short sentences: `[{text, level}]`, `level` is `plain`, `good` or `warn`.
 * @param images sizes of the originals by view
 */
export function compositeFacts(plan, views, fit) {
  if (!plan) return [];
  const facts = [{ text: `${plan.width} × ${plan.height} px`, level: "plain" }];
  const even = plan.width % 64 === 0 && plan.height % 64 === 0;
  facts.push(even ? { text: "sides ÷ 64", level: "plain" } : { text: "sides not ÷ 64", level: "warn" });
  const seams = [...plan.verticalSeams.map((x) => `x ${x}`), ...plan.horizontalSeams.map((y) => `y ${y}`)];
  const grid = [...plan.verticalSeams, ...plan.horizontalSeams].every((seam) => seam % 16 === 0);
  if (seams.length) facts.push({ text: `${seams.length > 1 ? "seams" : "seam"} at ${seams.join(", ")}${grid ? "" : ", off the 16 grid"}`, level: grid ? "plain" : "warn" });
  const hidden = plan.panels.map((panel) => panel.hidden);
  const most = Math.max(0, ...hidden);
  const least = Math.min(...hidden);
  if (fit === "contain" && most < 5) facts.push({ text: "every view whole", level: "plain" });
  else if (most < 5) facts.push({ text: "nothing hidden", level: "plain" });
  else if (most - least < 10) facts.push({ text: `crop hides ${percent(most)} of ${plan.panels.length === 1 ? "the view" : "each view"}`, level: most > 400 ? "warn" : "plain" });
  else facts.push({ text: `crop hides ${percent(least)} to ${percent(most)}`, level: most > 400 ? "warn" : "plain" });
  const scales = plan.panels.map((panel) => panel.target.width / panel.source.width);
  const up = Math.max(...scales);
  facts.push(up > 1.05 ? { text: `enlarged up to ${up.toFixed(1)} ×`, level: up > 2 ? "warn" : "plain" } : { text: "nothing enlarged", level: "plain" });
  return facts;
}

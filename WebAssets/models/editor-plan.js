/** Geometry of the composite for the screen; the server's plan stays the truth, this predicts it between two answers. */

/** The whole image as a rectangle. */
export const whole = (image) => ({ x: 0, y: 0, width: image.width, height: image.height });

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** What *cover* shows: the largest part of the crop with the box's shape, around the focus point (thousandths of the image). */
export function coverSource(image, crop, focus, box) {
  const from = crop ?? whole(image);
  const aspect = box.width / box.height;
  const width = Math.min(from.width, from.height * aspect);
  const height = Math.min(from.height, from.width / aspect);
  const centre = focus ? { x: (focus.x / 1000) * image.width, y: (focus.y / 1000) * image.height } : { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  return {
    x: clamp(centre.x - width / 2, from.x, from.x + from.width - width),
    y: clamp(centre.y - height / 2, from.y, from.y + from.height - height),
    width, height,
  };
}

/** Where *contain* puts the crop inside the box. */
export function containTarget(crop, box) {
  const scale = Math.min(box.width / crop.width, box.height / crop.height);
  const width = crop.width * scale;
  const height = crop.height * scale;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

/** Thousandths of the image that the panel hides. */
export function hiddenShare(image, source) {
  return Math.max(0, Math.round(1000 - (1000 * source.width * source.height) / (image.width * image.height)));
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

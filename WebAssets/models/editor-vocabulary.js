/** The closed values that the editor offers, with the words people read. */

export const factFields = [
  { name: "horizontalView", label: "Seen from", values: [["front", "front"], ["frontThreeQuarter", "front three-quarter"], ["side", "side"], ["rearThreeQuarter", "rear three-quarter"], ["back", "back"], ["top", "top"], ["bottom", "bottom"], ["indeterminate", "indeterminate"]] },
  { name: "side", label: "Side", values: [["left", "left"], ["right", "right"], ["neither", "neither"], ["indeterminate", "indeterminate"]] },
  { name: "verticalAngle", label: "Camera height", values: [["overhead", "overhead"], ["highAngle", "high angle"], ["eyeLevel", "eye level"], ["lowAngle", "low angle"], ["underside", "underside"], ["indeterminate", "indeterminate"]] },
  { name: "framing", label: "Framing", values: [["wide", "wide"], ["full", "full"], ["medium", "medium"], ["closeUp", "close-up"], ["detail", "detail"], ["indeterminate", "indeterminate"]] },
];

export const emptyFacts = { horizontalView: "indeterminate", side: "indeterminate", verticalAngle: "indeterminate", framing: "indeterminate", visibleFeatures: [], confidence: 0 };

/** A view's facts in a few words: `front · eye level · close-up`. */
export function factsSentence(facts) {
  if (!facts) return "no facts yet";
  const parts = factFields.map(({ name, values }) => {
    if (facts[name] === "indeterminate" || (name === "side" && facts.side === "neither")) return null;
    return (name === "side" ? `${facts.side} side` : values.find(([value]) => value === facts[name])?.[1]) ?? null;
  }).filter(Boolean);
  return parts.length ? parts.join(" · ") : "indeterminate";
}

export const rejectReasons = ["Views do not belong together", "Blurred or too small", "Views too much alike", "Object cut off", "Text or watermark in the picture"];
export const dismissReasons = ["Meant as it is", "Checked in the picture", "Does not matter here"];

const statusWords = { draft: "draft", ready: "ready", accepted: "accepted", rejected: "rejected" };
export const statusWord = (status) => statusWords[status] ?? status;

/** `numbered [IMAGE1]`, for lists. */
export const schemes = [
  ["numbered", "numbered [IMAGE1]"], ["positional", "positional [LEFT]"], ["scene", "scene [SCENE-1]"],
];

/** Angles of a camera in words: `az 120° · el −10°`. */
export function anglesSentence(angles) {
  return angles ? `az ${Math.round(angles.azimuth)}° · el ${Math.round(angles.elevation).toString().replace("-", "−")}°` : "";
}

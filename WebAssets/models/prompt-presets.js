// The named ways of prompting, as the domain has them (PromptPreset and ViewCountSettings.standard in PolyptychCuration):
// a choice for forms; what a template renders is always asked of the server.
const template = (id, name, header, opener, afterSummary, leadIn, separator, terminator) => ({ id, name, header, opener, afterSummary, leadIn, separator, terminator });

export const TEMPLATES = {
  numbered: template("numbered", "Numbered, with lead-ins", "count", "This set of {count} images shows", ". ", "The {ordinal} image shows", ". ", "."),
  "two-views": template("two-views", "Two views, numbered", "count", "This set of {count} images presents", ". ", "The {ordinal} image shows", ". ", "."),
  plain: template("plain", "Summary and panels", "none", "", "; ", "", "; ", ""),
  panels: template("panels", "Header, summary and panels", "count", "", "; ", "", "; ", ""),
  sentence: template("sentence", "Header, summary and panels, one sentence", "count", "", "; ", "", "; ", "."),
  "film-shots": template("film-shots", "Film shots", { literal: "MOVIE-SHOTS" }, "", ", ", "", ", ", "."),
};

const preset = (id, name, templateID, scheme, arrangement, fewest, most, looks) => ({ id, name, template: TEMPLATES[templateID], scheme, arrangement, fewest, most, looks });

export const PRESETS = [
  preset("numbered", "Numbered images", "numbered", "numbered", "row", 1, 16, "[TWO-VIEWS] This set of two images shows … [IMAGE1] The first image shows …"),
  preset("two-views", "Two views, numbered", "two-views", "numbered", "row", 2, 2, "[TWO-VIEWS] This set of two images presents … [IMAGE1] The first image shows …"),
  preset("pair-left-right", "Pair, left and right", "plain", "positional", "row", 2, 2, "…; [LEFT] …; [RIGHT] …"),
  preset("pair-top-bottom", "Pair, top and bottom", "plain", "positional", "column", 2, 2, "…; [TOP] …; [BOTTOM] …"),
  preset("triptych", "Triptych, side by side", "plain", "positional", "row", 3, 3, "…; [LEFT] …; [MIDDLE] …; [RIGHT] …"),
  preset("triptych-stacked", "Triptych, stacked", "plain", "positional", "column", 3, 3, "…; [TOP] …; [MIDDLE] …; [BOTTOM] …"),
  preset("two-by-two", "Two by two", "panels", "positional", "grid", 4, 4, "[FOUR-VIEWS] …; [TOP-LEFT] …; [TOP-RIGHT] …; …"),
  preset("panels", "Panels in one sentence", "sentence", "positional", "grid", 1, 16, "[FIVE-VIEWS] …; [ROW1-COL1] …; …."),
  preset("film-shots", "Film shots", "film-shots", "scene", "column", 1, 16, "[MOVIE-SHOTS] …, [SCENE-1] …, [SCENE-2] …."),
];

export const presetsFor = views => PRESETS.filter(p => p.fewest <= views && views <= p.most);

export function standardSettings(views) {
  if (views <= 3) return { template: TEMPLATES.numbered, scheme: "numbered", layout: { arrangement: "row", cell: "square", fit: "cover" } };
  if (views === 4) return { template: TEMPLATES.panels, scheme: "positional", layout: { arrangement: "grid", columns: 2, cell: "square", fit: "cover" } };
  return { template: TEMPLATES.numbered, scheme: "numbered", layout: { arrangement: "grid", cell: "square", fit: "cover" } };
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const form = t => [t.header, t.opener ?? "", t.afterSummary, t.leadIn ?? "", t.separator, t.terminator ?? ""];
export const sameForm = (a, b) => same(form(a), form(b));

/** The preset that these settings are, or null: template, scheme and arrangement must all agree. */
export const presetOf = (settings, views) => presetsFor(views).find(p => sameForm(p.template, settings.template) && same(p.scheme, settings.scheme) && p.arrangement === settings.layout.arrangement) ?? null;

/** This record under its preset's name, or as "custom". */
export function named(record) {
  const known = Object.values(TEMPLATES).find(t => sameForm(t, record));
  return known ? { ...known } : { ...record, id: "custom", name: "Custom" };
}

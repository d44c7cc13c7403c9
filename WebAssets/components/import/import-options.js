// How the files are read: the kind and what that kind needs to know.
//   importOptions(session) → template
import { html } from "../../helpers/html.js";
import { count } from "../../helpers/format.js";
import { segmented } from "../../helpers/marks.js";

export const KINDS = [["auto", "Recognise it"], ["folderPerSet", "Folder per set"], ["mvimgnet", "MVImgNet"], ["colmap", "COLMAP scene"], ["transforms", "transforms.json"], ["flat", "Flat folder, by pattern"], ["composites", "Composites with prompts"]];
export const kindInWords = kind => Object.fromEntries(KINDS)[kind] ?? kind;

const number = text => (text === "" ? null : Number(text));

export function importOptions(session) {
  const options = session.options, set = (name, value) => session.setOption(name, value);
  const kind = options.kind === "auto" ? session.plan?.kind ?? "auto" : options.kind;
  const scene = ["colmap", "transforms", "mvimgnet", "auto", "folderPerSet"].includes(kind);
  if (session.plan?.captions && !session.plan.sets.length) return html`<h2>Captions</h2>
    <p class="quiet-text">Each row gives its words to the set or view that it names. Images stay as they are.</p><p class="quiet-text">The whole file is one change: a single undo takes it back.</p>`;
  return html`<h2>How to read it</h2>
    <label class="field"><span>Kind</span><select .value=${options.kind} @change=${e => set("kind", e.target.value)}>${KINDS.map(([value, label]) => html`<option value=${value} ?selected=${value === options.kind}>${label}</option>`)}</select>
      ${options.kind === "auto" && session.plan ? html`<small>Recognised as: ${kindInWords(session.plan.kind)}</small>` : null}</label>
    ${kind === "flat" ? html`<label class="field"><span>Pattern of the names</span><input class="mono" spellcheck="false" placeholder="{set}_{view}" .value=${options.pattern ?? ""} @input=${e => set("pattern", e.target.value)}>
      <small>{set} and {view} name parts, {category} the category, {*} is anything. With a slash it matches the whole path.</small></label>` : null}
    ${kind === "composites" ? html`<div class="field"><span>Panels lie in a</span>${segmented({ label: "Arrangement", value: options.arrangement ?? "", options: [{ value: "", label: "as told" }, { value: "row", icon: "row", label: "row" }, { value: "column", icon: "column", label: "column" }, { value: "grid", icon: "grid", label: "grid" }], change: value => set("arrangement", value) })}<small>“As told” reads the prompt's markers, else the shape of the image.</small></div>
      <div class="pair"><label class="field"><span>Panels</span><input type="number" min="1" max="16" placeholder="as told" .value=${options.panels ?? ""} @input=${e => set("panels", number(e.target.value))}></label>
      <label class="field"><span>Columns</span><input type="number" min="1" max="16" placeholder="auto" .value=${options.columns ?? ""} @input=${e => set("columns", number(e.target.value))}></label></div>` : null}
    ${kind === "mvimgnet" ? html`<label class="field"><span>Classes</span><input placeholder="all, or: bottle, 53, chair" .value=${(options.classes ?? []).join(", ")} @change=${e => set("classes", e.target.value.split(",").map(t => t.trim()).filter(Boolean))}><small>Names or ids, with commas between.</small></label>
      ${session.classes?.length ? html`<div class="class-list" role="group" aria-label="Classes">${session.classes.map(c => html`<label class="check"><input type="checkbox" .checked=${(options.classes ?? []).includes(c.folder)} @change=${e => session.toggleClass(c.folder, e.target.checked)}> <span class="ellipsis">${c.name}</span><span class="spacer"></span><span class="quiet-text tabular">${count(c.objects)}</span></label>`)}</div>`
      : html`<button class="button" @click=${() => session.loadClasses()}>Show the classes</button>`}` : null}
    ${scene ? html`<label class="field"><span>Views per set</span><input type="number" min="1" max="16" placeholder="whole folder; 4 of a scene" .value=${options.viewsPerSet ?? ""} @input=${e => set("viewsPerSet", number(e.target.value))}><small>Chosen far apart; the others stay as candidates to swap in.</small></label>` : null}
    <label class="field"><span>At most</span><input type="number" min="1" placeholder="all sets" .value=${options.limit ?? ""} @input=${e => set("limit", number(e.target.value))}>${kind === "mvimgnet" ? html`<small>Taken in turn from each class.</small>` : null}</label>
    ${session.source?.path ? html`<label class="field"><span>Caption file</span><input class="mono" spellcheck="false" placeholder="captions.jsonl or .csv" .value=${options.captions ?? ""} @change=${e => set("captions", e.target.value.trim())}><small>Matched by name. A .txt beside each image is found by itself.</small></label>
      <label class="check"><input type="checkbox" .checked=${options.inPlace ?? false} @change=${e => set("inPlace", e.target.checked || null)}> Leave originals where they are</label><p class="quiet-text">Otherwise they are copied into the workspace, by content.</p>` : null}`;
}

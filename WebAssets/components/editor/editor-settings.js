// What this set decides differently from its project: template, marker scheme, layout's cell and columns, resolution.
//
//   const edits = await askSettings(detail)      SetEdits, or null when closed
import { get } from "../../helpers/api.js";
import { openDialog } from "../../helpers/dialog.js";
import { html } from "../../helpers/html.js";
import { workspace } from "../../models/workspace.js";
import { schemes } from "../../models/editor-vocabulary.js";
import { choices } from "../../models/editor-templates.js";

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export async function askSettings(detail) {
  const { overrides, views } = detail.state;
  const count = views.length;
  const templates = await templatesFor(detail);
  const draft = { template: overrides.template ?? null, scheme: overrides.scheme ?? null, layout: overrides.layout ?? null, targetResolution: overrides.targetResolution ?? null };
  const { effective } = detail;
  const edits = () => [
    same(draft.template, overrides.template) ? null : { edit: "setTemplate", template: draft.template },
    same(draft.scheme, overrides.scheme) ? null : { edit: "setScheme", scheme: draft.scheme },
    same(draft.layout, overrides.layout) ? null : { edit: "setLayout", layout: draft.layout },
    same(draft.targetResolution, overrides.targetResolution) ? null : { edit: "setTargetResolution", targetResolution: draft.targetResolution },
  ].filter(Boolean);
  const layout = () => draft.layout ?? effective.layout;
  const scheme = () => draft.scheme ?? effective.scheme;
  const cell = () => layout().cell;
  const body = ({ refresh }) => {
    const set = (name, value) => { draft[name] = value; refresh(); };
    const own = (name) => (draft[name] == null ? null : html`<button type="button" class="link" @click=${() => set(name, null)}>As the project</button>`);
    return html`
      <p class="quiet-text">These apply to this set only. The project's settings hold for every set of ${count} views that says nothing else.</p>
      <div class="settings-grid">
        <label class="field"><span>Template ${own("template")}</span>
          <select @change=${(event) => set("template", templates.find(({ id }) => id === event.target.value) ?? null)}>
            <option value="" .selected=${draft.template == null}>as the project${overrides.template ? "" : ` (${effective.template.name})`}</option>
            ${templates.map((template) => html`<option value=${template.id} .selected=${draft.template?.id === template.id}>${template.name}</option>`)}
          </select></label>
        <label class="field"><span>Markers ${own("scheme")}</span>
          <select @change=${(event) => set("scheme", event.target.value === "" ? null : event.target.value === "custom" ? { custom: "VIEW-{n}" } : event.target.value)}>
            <option value="" .selected=${draft.scheme == null}>as the project</option>
            ${schemes.map(([value, name]) => html`<option value=${value} .selected=${draft.scheme === value}>${name}</option>`)}
            <option value="custom" .selected=${typeof draft.scheme === "object" && draft.scheme !== null}>a pattern of its own</option>
          </select></label>
        ${draft.scheme?.custom !== undefined ? html`<label class="field"><span>Pattern</span><input .value=${draft.scheme.custom} @input=${(event) => set("scheme", { custom: event.target.value })}><small>{n} is the place: [${scheme().custom.replaceAll("{n}", "1")}]</small></label>` : null}
        <label class="field"><span>Panel size ${own("layout")}</span>
          <select @change=${(event) => set("layout", { ...layout(), cell: event.target.value === "fixed" ? { width: 512, height: 512 } : event.target.value })}>
            <option value="square" .selected=${cell() === "square"}>square, as large as fits</option>
            <option value="auto" .selected=${cell() === "auto"}>near the views' own shape</option>
            <option value="fixed" .selected=${typeof cell() === "object"}>fixed</option>
          </select></label>
        ${typeof cell() === "object" ? html`<div class="field pair"><span>Width × height</span><div class="pair-inputs">
          <input type="number" aria-label="Panel width" min="64" step="64" .value=${String(cell().width)} @change=${(event) => set("layout", { ...layout(), cell: { ...cell(), width: Number(event.target.value) } })}>
          <input type="number" aria-label="Panel height" min="64" step="64" .value=${String(cell().height)} @change=${(event) => set("layout", { ...layout(), cell: { ...cell(), height: Number(event.target.value) } })}></div></div>` : null}
        ${layout().arrangement === "grid" ? html`<label class="field"><span>Columns</span><input type="number" min="1" max="16" .value=${String(layout().columns ?? "")} placeholder="by count" @change=${(event) => set("layout", { ...layout(), columns: event.target.value ? Number(event.target.value) : undefined })}></label>` : null}
        <label class="field"><span>Target resolution ${own("targetResolution")}</span>
          <input type="number" min="256" max="4096" step="64" .value=${String(draft.targetResolution ?? "")} placeholder=${`as the project (${effective.targetResolution})`} @change=${(event) => set("targetResolution", event.target.value ? Number(event.target.value) : null)}>
          <small>side of the square whose area bounds the composite</small></label>
      </div>`;
  };
  return openDialog({
    title: "Template, markers and layout of this set", wide: false, body,
    actions: [
      { label: "Reset to project", run: ({ close }) => { Object.assign(draft, { template: null, scheme: null, layout: null, targetResolution: null }); close(edits()); return false; }, disabled: () => !Object.values(overrides).some((value) => value != null) },
      { label: "Cancel", value: null },
      { label: "Use", kind: "primary", disabled: () => edits().length === 0, run: ({ close }) => { close(edits()); return false; } },
    ],
  });
}

async function templatesFor(detail) {
  const settings = workspace.project?.settings;
  const project = Object.values(settings?.perViewCount ?? {}).map((entry) => entry?.template);
  const listed = await get("/templates", { retry: false }).then((answer) => answer.templates, () => []);
  return choices(detail.state.overrides.template, detail.effective.template, listed, project);
}

// Opens the browser's chooser, or takes what was dropped anywhere, and goes to the import page with it.
import { filesOf, fromInput } from "../../helpers/dropped-files.js";
import { element, html, render } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { go } from "../../helpers/router.js";
import { toast, toastError } from "../../helpers/toast.js";
import { session } from "../../models/import-session.js";
import { workspace } from "../../models/workspace.js";

export function chooseFiles(project, { folder = false } = {}) {
  const input = element(html`<input type="file" multiple ?webkitdirectory=${folder} hidden>`);
  input.addEventListener("change", () => { take(project, fromInput(input.files)); input.remove(); });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

function take(project, files) {
  if (!files.length) { toast("That holds no files."); return; }
  session(project).takeFiles(files).catch(toastError);
  go(`/p/${project}/import`);
}

/** Files and folders can be dropped on every page of a project. */
export function listenForDrops() {
  let veil = null, depth = 0;
  const carriesFiles = event => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const hide = () => { depth = 0; veil?.remove(); veil = null; };
  addEventListener("dragenter", event => {
    if (!carriesFiles(event) || !workspace.project) return;
    depth++;
    if (veil) return;
    veil = document.createElement("div");
    veil.className = "drop-veil";
    render(veil, html`${icon("upload", { size: 34 })}<span>Drop to import into ${workspace.project.name}</span>`);
    document.body.append(veil);
  });
  addEventListener("dragleave", event => { if (carriesFiles(event) && --depth <= 0) hide(); });
  addEventListener("dragover", event => { if (carriesFiles(event)) { event.preventDefault(); event.dataTransfer.dropEffect = workspace.project ? "copy" : "none"; } });
  addEventListener("drop", async event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    hide();
    if (!workspace.project) { toast("Open or make a project first, then drop the files again."); return; }
    try { take(workspace.project.id, await filesOf(event.dataTransfer)); } catch (error) { toastError(error); }
  });
}

// An empty project says what to do: drop a folder, name a path, or look at rendered samples.
import { post } from "../../helpers/api.js";
import { html } from "../../helpers/html.js";
import { keycap } from "../../helpers/keys.js";
import { href } from "../../helpers/router.js";
import { toast, toastError } from "../../helpers/toast.js";
import { chooseFiles } from "../import/choose-files.js";

export const firstRun = project => html`<div class="first-run">
  <div class="drop">
    <div class="panels" aria-hidden="true"><i></i><i></i><i></i></div>
    <h1>Drop a folder of photographs here</h1>
    <p class="quiet-text">A folder per set of views, an MVImgNet tree, a COLMAP scene, stitched composites with their prompts, or a flat folder: it is recognised, and you see the plan before anything is made.</p>
    <div class="tools"><button class="button primary" @click=${() => chooseFiles(project, { folder: true })}>Choose a folder…</button><a class="button" href=${href(`/p/${project}/import`)}>Import a path on this computer ${keycap("import")}</a></div>
  </div>
  <p class="quiet-text">Nothing at hand? <button class="link" @click=${() => samples(project)}>Render a dozen sample sets</button>, made here, with true captions.</p>
</div>`;

async function samples(project) {
  try {
    await post(`/projects/${project}/samples`, { sets: 12, seed: 1 });
    toast("Sample sets are being rendered: they appear here one by one.");
  } catch (error) { toastError(error); }
}

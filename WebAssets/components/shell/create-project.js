// Asks for a name and makes a project.
import { post } from "../../helpers/api.js";
import { askText } from "../../helpers/dialog.js";
import { go } from "../../helpers/router.js";
import { toastError } from "../../helpers/toast.js";
import { workspace } from "../../models/workspace.js";

export async function createProject() {
  const name = await askText({ title: "New project", label: "Name", hint: "One dataset with its own settings, for instance “garden objects, two views”.", action: "Make the project" });
  if (!name) return null;
  try {
    const project = await post("/projects", { name });
    await workspace.load();
    go(`/p/${project.id}`);
    return project;
  } catch (error) { toastError(error); return null; }
}

// Undo and redo of one's own last change group, said in words.
//   undo("undo"), undo("redo")     toasts what was undone, or why not; the stream then tells every page
import { post } from "../helpers/api.js";
import { plural } from "../helpers/format.js";
import { toast, toastError } from "../helpers/toast.js";
import { workspace } from "./workspace.js";

export async function undo(direction = "undo", project = workspace.project?.id) {
  if (!project) return null;
  try {
    const answer = await post(`/projects/${project}/${direction}`);
    const word = direction === "undo" ? "Undone" : "Done again";
    toast(`${word}: ${answer.why || plural(answer.sets?.length ?? 0, "set")}`, { action: { label: direction === "undo" ? "Redo" : "Undo", run: () => undo(direction === "undo" ? "redo" : "undo", project) } });
    return answer;
  } catch (error) {
    if (error.code === "nothing-to-undo" || error.code === "nothing-to-redo") toast(error.message);
    else toastError(error);
    return null;
  }
}

// Opens the application: names the pages, registers the shell, and listens for what concerns all pages.
import { apiEvents } from "./helpers/api.js";
import { registerRouter, route } from "./helpers/router.js";
import { registerShell } from "./components/shell/app-shell.js";
import { listenForDrops } from "./components/import/choose-files.js";

route("/", "projects-page", () => import("./components/pages/projects-page.js"), { title: "Projects" });
route("/p/:project", "light-table", () => import("./components/light-table/light-table.js"), { title: "Light table", nav: "table" });
route("/p/:project/set/:set", "set-editor", () => import("./components/editor/set-editor.js"), { title: "Set", nav: "table" });
route("/p/:project/import", "import-page", () => import("./components/import/import-page.js"), { title: "Import", nav: "import" });
route("/p/:project/exports", "exports-page", () => import("./components/pages/exports-page.js"), { title: "Exports", nav: "exports" });
route("/p/:project/snapshots", "snapshots-page", () => import("./components/pages/snapshots-page.js"), { title: "Snapshots", nav: "exports" });
route("/p/:project/history", "history-page", () => import("./components/pages/history-page.js"), { title: "History", nav: "history" });
route("/p/:project/health", "health-page", () => import("./components/pages/health-page.js"), { title: "Health", nav: "health" });
route("/p/:project/settings", "settings-page", () => import("./components/pages/settings-page.js"), { title: "Settings", nav: "settings" });
route("/jobs", "jobs-page", () => import("./components/pages/jobs-page.js"), { title: "Jobs", nav: "jobs" });

let leaving = false;
apiEvents.addEventListener("signed-out", () => {
  if (leaving) return;
  leaving = true;
  location.replace("/sign-in" + location.hash);
});

registerShell();
listenForDrops();
registerRouter();

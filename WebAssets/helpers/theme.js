// Light, dark, or as the system says; kept in this browser. A classic script, so that it runs before the first paint.
//   polyptychTheme.get() → "auto" | "light" | "dark";  polyptychTheme.set("dark")
globalThis.polyptychTheme = {
  get() { try { return localStorage.getItem("polyptych.theme") || "auto"; } catch { return "auto"; } },
  set(theme) { try { localStorage.setItem("polyptych.theme", theme); } catch { /* not kept, still shown */ } this.apply(theme); },
  apply(theme) {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  },
};
polyptychTheme.apply(polyptychTheme.get());
addEventListener("storage", event => { if (event.key === "polyptych.theme") polyptychTheme.apply(event.newValue || "auto"); });

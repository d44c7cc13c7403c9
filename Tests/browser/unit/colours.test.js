import { claim, holds } from "/unit/harness.js";

const channel = c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = text => { const [r, g, b] = text.match(/\d+(\.\d+)?/g).map(Number); return 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255); };
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

function measure(stage, theme, pairs, least) {
  document.documentElement.dataset.theme = theme;
  const probe = document.createElement("p");
  stage.append(probe);
  for (const [ink, ground] of pairs) {
    probe.style.setProperty("color", `var(--${ink})`);
    probe.style.setProperty("background-color", `var(--${ground})`);
    const { color, backgroundColor } = getComputedStyle(probe);
    const found = contrast(color, backgroundColor);
    holds(found >= least, `${ink} on ${ground}, ${theme}: ${found.toFixed(2)}`);
  }
  delete document.documentElement.dataset.theme;
}

for (const theme of ["light", "dark"]) {
  claim(`text is readable on every ground, ${theme}`, stage => {
    const pairs = ["ink", "ink-2", "ink-3", "accent", "good", "warn", "bad"].flatMap(ink => ["paper", "sheet", "well", "lift"].map(ground => [ink, ground]));
    measure(stage, theme, [...pairs, ["accent", "accent-soft"], ["good", "good-soft"], ["warn", "warn-soft"], ["bad", "bad-soft"], ["accent-ink", "accent"]], 4.5);
  });
  claim(`sixteen view hues are readable on every ground, ${theme}`, stage => {
    const all = Array.from({ length: 16 }, (_, i) => i + 1);
    measure(stage, theme, all.flatMap(n => [`p${n}-soft`, "sheet", "paper"].map(ground => [`p${n}`, ground])), 4.5);
  });
  claim(`control borders can be seen, ${theme}`, stage => measure(stage, theme, ["sheet", "paper", "well"].map(ground => ["line-strong", ground]), 3));
}

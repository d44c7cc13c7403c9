// Tells screen readers what changed without moving the focus.
//
//   announce("Grabbed, position 2 of 4")            polite: when the reader has finished its sentence
//   announce("The server does not answer", "assertive")
// The regions stand in index.html; the same words twice are spoken twice.

const timers = {};

export function announce(text, politeness = "polite") {
  const region = document.getElementById(`live-${politeness}`);
  if (!region) return;
  region.textContent = "";
  clearTimeout(timers[politeness]);
  timers[politeness] = setTimeout(() => { region.textContent = text; }, 30);
}

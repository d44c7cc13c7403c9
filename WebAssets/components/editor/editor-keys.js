// The keys of the set editor. Those that decide or move work only while the stage has the focus.
//
//   keys.scope("set-editor", "Set editor", editorKeys(editor), editor.life)

/** @param editor the page, whose methods the keys call */
export function editorKeys(editor) {
  const onStage = () => editor.onStage;
  const free = () => editor.desk.shown && editor.desk.mode !== "crop";
  const staged = () => onStage() && free();
  const look = (direction, key) => ({
    id: `editor-look-${direction}`, keys: [key], title: `Look ${direction}; moves a grabbed view, pans while zoomed`, repeats: true, when: staged,
    run: () => {
      const pan = { left: [-0.2, 0], right: [0.2, 0], up: [0, -0.2], down: [0, 0.2] }[direction];
      if (editor.desk.mode === "zoom" && editor.desk.zoom.scale > 1) editor.pan(...pan);
      else editor.desk.send({ type: "look", direction });
    },
  });
  const move = (direction, key) => ({ id: `editor-move-${direction}`, keys: [key], title: `Move the view ${direction}`, repeats: true, when: staged, run: () => editor.desk.send({ type: "move", direction }) });
  const digits = new DigitEntry((place) => editor.desk.send({ type: "place", to: place - 1 }), () => editor.desk.count);
  return [
    { id: "editor-accept", keys: ["Enter"], title: "Accept and go on; drops a grabbed view", onControls: true, when: staged, run: () => (editor.desk.reorder.held ? editor.desk.send({ type: "drop" }) : editor.accept()) },
    { id: "editor-accept-anywhere", keys: ["Ctrl+Enter"], title: "Save the words, accept and go on", inText: true, when: free, run: () => editor.accept() },
    { id: "editor-reject", keys: ["x"], title: "Reject with a reason", when: free, run: () => editor.reject() },
    { id: "editor-skip", keys: ["n"], title: "Skip to the next set", when: free, run: () => editor.skip() },
    { id: "editor-back", keys: ["Backspace"], title: "Back to the set before", when: free, run: () => editor.back() },
    { id: "editor-reopen", keys: ["r"], title: "Reopen a decided set", when: () => free() && editor.isDecided, run: () => editor.reopen() },
    look("left", "ArrowLeft"), look("right", "ArrowRight"), look("up", "ArrowUp"), look("down", "ArrowDown"), look("start", "Home"), look("end", "End"),
    move("left", "Shift+ArrowLeft"), move("right", "Shift+ArrowRight"), move("up", "Shift+ArrowUp"), move("down", "Shift+ArrowDown"),
    { id: "editor-place", keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"], title: "Put the view at this place (two digits from ten on)", when: staged, run: (event) => digits.type(Number(event.key)) },
    { id: "editor-grab", keys: [" "], title: "Grab the view, or drop it", onControls: true, when: staged, run: () => editor.desk.send({ type: editor.desk.reorder.held ? "drop" : "grab" }) },
    { id: "editor-leave", keys: ["Escape"], title: "Put back, or leave crop, zoom, loupe, history", when: () => Boolean(editor.desk.shown), run: () => editor.leave() },
    { id: "editor-words", keys: ["e"], title: "Edit the words of the view", when: free, run: () => editor.words() },
    { id: "editor-summary", keys: ["s"], title: "Edit the summary", when: free, run: () => editor.summary() },
    { id: "editor-structure", keys: ["m"], title: "Make a verbatim prompt structured", when: free, run: () => editor.structure() },
    { id: "editor-fix", keys: ["f"], title: "Repair the first finding", when: free, run: () => { editor.fix(); } },
    { id: "editor-fix-all", keys: ["Shift+f"], title: "Repair everything that has a repair", when: free, run: () => { editor.fixAll(); } },
    { id: "editor-crop", keys: ["c"], title: "Crop and focus of the view", run: () => editor.crop(), when: () => Boolean(editor.desk.shown) },
    { id: "editor-zoom", keys: ["z"], title: "Zoom all views together", when: free, run: () => editor.zoom() },
    { id: "editor-zoom-in", keys: ["+", "="], title: "Closer", repeats: true, when: free, run: () => editor.scale(1.25) },
    { id: "editor-zoom-out", keys: ["-"], title: "Farther", repeats: true, when: free, run: () => editor.scale(0.8) },
    { id: "editor-loupe", keys: ["l"], title: "Loupe on all views", when: free, run: () => editor.loupe() },
    { id: "editor-compare", keys: ["b"], title: "Compare two views", when: free, run: () => { editor.compare(); } },
    { id: "editor-history", keys: ["h"], title: "History", when: free, run: () => editor.history() },
    { id: "editor-undo", keys: ["Ctrl+z"], title: "Undo your last change", when: free, run: () => { editor.undo("undo"); } },
    { id: "editor-redo", keys: ["Ctrl+Shift+z", "Ctrl+y"], title: "Do it again", when: free, run: () => { editor.undo("redo"); } },
  ];
}

/** Digits as places: one is enough up to nine views; above, a first 1 waits half a second for the second. */
class DigitEntry {
  #first = null;
  #timer = null;

  constructor(place, count) {
    this.place = place;
    this.count = count;
  }

  type(digit) {
    clearTimeout(this.#timer);
    const place = this.#first === null ? digit : this.#first * 10 + digit;
    this.#first = null;
    if (place === 1 && this.count() > 9) {
      this.#first = 1;
      this.#timer = setTimeout(() => { this.#first = null; this.place(1); }, 500);
      return;
    }
    if (place > 0) this.place(place);
  }
}

// Under the composite: its facts, layout and fit, and what can be done to the focused view.
//
//   <editor-tools .desk=${desk}></editor-tools>
import { define } from "../../helpers/component.js";
import { html } from "../../helpers/html.js";
import { icon } from "../../helpers/icons.js";
import { keycap } from "../../helpers/keys.js";
import { segmented } from "../../helpers/marks.js";
import { openMenu } from "../../helpers/menu.js";
import { compositeFacts } from "../../models/editor-plan.js";
import { EditorPart } from "./editor-part.js";
import { askSettings } from "./editor-settings.js";

class EditorTools extends EditorPart {
  content() {
    const { desk, shown } = this;
    const { layout } = shown.effective;
    const facts = compositeFacts(shown.plan, shown.state.views, layout.fit);
    const place = desk.place(desk.focus);
    const overridden = Object.values(shown.state.overrides).some((value) => value != null);
    const move = (direction, name, key, disabled) => html`<button class="button small" ?disabled=${desk.frozen || disabled} aria-label=${`Move ${desk.marker(desk.focus) ?? "the view"} ${name}`} @click=${() => desk.send({ type: "move", direction })}><span class="wide-only">${icon(name === "back" ? "left" : "right")}</span>${keycap(key)}</button>`;
    return html`
      <ul class="composite-facts" aria-label="Facts of the composite">${facts.map((fact) => html`<li class=${fact.level}>${fact.text}</li>`)}</ul>
      ${desk.mode === "crop" ? null : html`<div class="tools stage-tools" role="toolbar" aria-label="The view">
        <span class="tool-group" role="group" aria-label="Move the view">${move("back", "back", "editor-move-left", place <= 1)}${move("forward", "forward", "editor-move-right", place >= desk.count)}</span>
        <button class="button small" aria-pressed=${String(desk.mode === "crop")} ?disabled=${desk.frozen} @click=${() => desk.setMode(desk.mode === "crop" ? "look" : "crop")}>Crop ${keycap("editor-crop")}</button>
        <button class="button small" aria-pressed=${String(desk.mode === "zoom")} @click=${() => this.ask("zoom")}>Zoom ${keycap("editor-zoom")}</button>
        <button class="button small" aria-pressed=${String(Boolean(desk.loupe))} @click=${() => this.ask("loupe")}>Loupe ${keycap("editor-loupe")}</button>
        <button class="button small" ?disabled=${desk.count < 2} @click=${() => this.ask("compare")}>Compare ${keycap("editor-compare")}</button>
        <button class="icon-button" aria-label="More about this set" aria-haspopup="true" @click=${(event) => this.#menu(event.currentTarget)}>${icon("more")}</button>
      </div>
      <div class="tools stage-tools" role="toolbar" aria-label="Layout and template">
        ${segmented({ label: "Layout", value: layout.arrangement, disabled: desk.frozen, change: (arrangement) => this.#layout({ arrangement }, arrangement), options: [
          { value: "row", label: "Row", icon: "row" }, { value: "column", label: "Column", icon: "column" }, { value: "grid", label: "Grid", icon: "grid" }] })}
        ${segmented({ label: "Fit", value: layout.fit, disabled: desk.frozen, change: (fit) => this.#layout({ fit }, fit), options: [
          { value: "cover", label: "Cover", title: "Fill the panel around the focus point" }, { value: "contain", label: "Contain", title: "Show every view whole" }] })}
        <button class="button small quiet" ?disabled=${desk.frozen} @click=${() => this.#settings()}>${icon("settings")} Template …${overridden ? html`<span class="dot" title="This set departs from the project"></span><span class="visually-hidden">This set departs from the project</span>` : null}</button>
      </div>`}`;
  }

  #layout(change, word) {
    this.edit({ edit: "setLayout", layout: { ...this.shown.effective.layout, ...change } }, `layout: ${word}`);
  }

  async #settings() {
    const edits = await askSettings(this.shown);
    if (edits?.length) this.edit(edits, "changed template, scheme or layout");
  }

  #menu(button) {
    const { desk } = this;
    const place = desk.place(desk.focus);
    const act = (close, run) => () => { close(); run(); };
    const { status } = this.shown.state.review;
    openMenu(button, (close) => html`
      ${status === "draft" ? html`<button @click=${act(close, () => this.edit({ edit: "markReady" }, "marked ready"))}>${icon("check")} Mark ready</button>` : null}
      ${status === "ready" ? html`<button @click=${act(close, () => this.edit({ edit: "markDraft" }, "back to draft"))}>${icon("pen")} Back to draft</button>` : null}
      <button ?disabled=${desk.frozen || place <= 1} @click=${act(close, () => this.ask("split", place - 1))}>${icon("split")} Split before ${desk.marker(desk.focus) ?? `view ${place}`}</button>
      <button ?disabled=${desk.frozen || desk.count < 2} @click=${act(close, () => this.ask("remove-view"))}>${icon("minus")} Remove ${desk.marker(desk.focus) ?? `view ${place}`} from the set</button>
      <button @click=${act(close, () => this.ask("duplicate"))}>${icon("copy")} Duplicate this set</button>
      <button ?disabled=${desk.frozen} @click=${act(close, () => this.ask("rename"))}>${icon("pen")} Rename …</button>
      <button ?disabled=${desk.frozen} @click=${act(close, () => this.ask("labels"))}>${icon("tag")} Category and tags …</button>
      <hr>
      ${this.shown.deleted ? html`<button @click=${act(close, () => this.edit({ edit: "restore" }, "restored the set"))}>${icon("undo")} Restore this set</button>` : html`<button @click=${act(close, () => this.ask("delete"))}>${icon("trash")} Delete this set</button>`}`, { align: "end" });
  }
}

export const register = () => define("editor-tools", EditorTools);

// A composite drawn from its plan and the views' previews: exactly the crops that would be exported.
//   planFigure({plan, views: {id: url}, sizes: {id: {width, height}}, caption, height})
import { html } from "../../helpers/html.js";

export function planFigure({ plan, images = {}, caption = null, height = 128, fallback = null }) {
  if (!plan) return html`<figure class="plan-figure"><div class="sheet" style=${{ width: `${height}px`, "block-size": `${height}px` }}></div><figcaption>${caption ?? "No plan: layout and views do not fit."}</figcaption></figure>`;
  const scale = height / plan.height;
  const drawable = plan.panels.every(panel => images[panel.view]?.width);
  return html`<figure class="plan-figure"><div class="sheet" style=${{ width: `${plan.width * scale}px`, "block-size": `${height}px` }}>
    ${drawable ? plan.panels.map(panel => {
      const image = images[panel.view], k = (panel.target.width / panel.source.width) * scale;
      return html`<div class="plan-panel" style=${{ left: `${panel.target.x * scale}px`, top: `${panel.target.y * scale}px`, width: `${panel.target.width * scale}px`, height: `${panel.target.height * scale}px` }}>
        <img src=${image.preview ?? image.thumb} alt="" loading="lazy" style=${{ width: `${image.width * k}px`, height: `${image.height * k}px`, left: `${-panel.source.x * k}px`, top: `${-panel.source.y * k}px` }}></div>`;
    }) : fallback ? html`<img src=${fallback} alt="" width="100%">` : null}</div>
    <figcaption class="tabular">${caption ?? ""} ${plan.width} × ${plan.height}</figcaption></figure>`;
}

/**
 * Every way to reorder the views of a set goes through this one machine: pointer, Shift+arrows, digits, buttons and grab mode.
 *
 * A pure reducer: `step(state, event)` answers the next state and what should happen outside.
 *
 *     state   {order: [viewID], focus: viewID, held: null | {view, by: "keys" | "pointer", from: [viewID]}}
 *     effects [{say: sentence}] and [{commit: order, moved: viewID}]
 *
 * While a view is held the order changes freely and nothing is saved; dropping it commits once, Escape puts everything back.
 */

const name = (view, order, label) => label?.(view) ?? `View ${order.indexOf(view) + 1}`;

/** The state for an order, nothing held. */
export function initial(order, focus = order[0] ?? null) {
  return { order: [...order], focus, held: null };
}

/** `order` with `view` at the 0-based place `to`, the others closing up. */
export function placed(order, view, to) {
  const rest = order.filter((other) => other !== view);
  const index = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, index), view, ...rest.slice(index)];
}

/** The place next to `index` in a direction on a grid of `columns`, or `index` itself at the edge. */
export function neighbour(index, direction, count, columns) {
  const column = index % columns;
  let next = index;
  if (direction === "left") next = column > 0 || columns === 1 ? index - 1 : index;
  if (direction === "right") next = column < columns - 1 || columns === 1 ? index + 1 : index;
  if (direction === "up") next = columns === count ? index - 1 : index - columns;
  if (direction === "down") next = columns === count ? index + 1 : index + columns;
  if (direction === "back") next = index - 1;
  if (direction === "forward") next = index + 1;
  if (direction === "start") next = 0;
  if (direction === "end") next = count - 1;
  return next < 0 || next >= count ? index : next;
}

function same(a, b) {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function announceMove(state, view, label) {
  return `${name(view, state.order, label)} moved to place ${state.order.indexOf(view) + 1} of ${state.order.length}.`;
}

/**
 * @param event one of
 *   `{type: "focus", view}` · `{type: "look", direction, columns}` moves the focus, or the held view ·
 *   `{type: "move", direction, columns}` · `{type: "place", to}` · `{type: "grab", by}` · `{type: "over", to}` ·
 *   `{type: "drop"}` · `{type: "cancel"}` · `{type: "sync", order}` the order as the server has it
 * @param label answers a view's name for announcements
 */
export function step(state, event, label) {
  const { order, focus, held } = state;
  const stay = { state, effects: [] };
  switch (event.type) {
    case "focus":
      return order.includes(event.view) && !held ? { state: { ...state, focus: event.view }, effects: [] } : stay;

    case "look": {
      if (held) return step(state, { ...event, type: "move" }, label);
      const to = neighbour(order.indexOf(focus), event.direction, order.length, event.columns ?? order.length);
      return { state: { ...state, focus: order[to] }, effects: [] };
    }

    case "move":
    case "place":
    case "over": {
      if (event.type === "over" && !held) return stay;
      const view = held?.view ?? focus;
      const from = order.indexOf(view);
      if (from < 0) return stay;
      const to = event.type === "move" ? neighbour(from, event.direction, order.length, event.columns ?? order.length) : event.to;
      if (to < 0 || to >= order.length) {
        return { state, effects: [{ say: `This set has ${order.length} views; there is no place ${to + 1}.` }] };
      }
      if (to === from) {
        return event.type === "over" ? stay : { state, effects: [{ say: `${name(view, order, label)} stays at place ${from + 1} of ${order.length}.` }] };
      }
      const next = { ...state, order: placed(order, view, to), focus: view };
      const say = { say: announceMove(next, view, label) };
      if (held) return { state: next, effects: held.by === "pointer" ? [] : [say] };
      return { state: next, effects: [{ commit: next.order, moved: view }, say] };
    }

    case "grab": {
      const view = event.view ?? focus;
      if (held || !order.includes(view) || order.length < 2) return stay;
      const say = `${name(view, order, label)} grabbed, place ${order.indexOf(view) + 1} of ${order.length}. Arrows move it, Space drops it, Escape puts it back.`;
      return { state: { ...state, focus: view, held: { view, by: event.by ?? "keys", from: order } }, effects: event.by === "pointer" ? [] : [{ say }] };
    }

    case "drop": {
      if (!held) return stay;
      const next = { ...state, held: null };
      const place = `place ${order.indexOf(held.view) + 1} of ${order.length}`;
      if (same(order, held.from)) return { state: next, effects: held.by === "pointer" ? [] : [{ say: `Dropped where it was, ${place}.` }] };
      return { state: next, effects: [{ commit: order, moved: held.view }, { say: `${name(held.view, order, label)} dropped, ${place}.` }] };
    }

    case "cancel":
      if (!held) return stay;
      return { state: { ...state, order: held.from, held: null }, effects: [{ say: "Put back." }] };

    case "sync": {
      if (same(order, event.order) && !held) return stay;
      if (held && held.from.length === event.order.length && held.from.every((view) => event.order.includes(view))) {
        return { state: { ...state, held: { ...held, from: event.order } }, effects: [] };
      }
      const kept = event.order.includes(focus) ? focus : event.order[Math.min(Math.max(0, order.indexOf(focus)), event.order.length - 1)] ?? null;
      return { state: { order: [...event.order], focus: kept, held: null }, effects: [] };
    }

    default:
      return stay;
  }
}

// Where a review begins: the first set that is neither accepted nor rejected, in the order that is on the table.
import { post } from "../helpers/api.js";
import { order, unpackIds } from "./order.js";

const OPEN = "status:draft,ready";

/** Freezes the order of what is open within `query` and answers the first id, or null. */
export async function startReview(project, { query = "", sort = "key" } = {}) {
  const open = /(^|\s)-?status:/.test(query) ? query : `${query} ${OPEN}`.trim();
  const ticket = await post(`/projects/${project}/query`, { query: open, sort });
  const ids = unpackIds(ticket.ids);
  if (!ids.length) return null;
  order.freeze({ project, query: open, sort, ids });
  return ids[0];
}

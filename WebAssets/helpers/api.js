// The only file that calls fetch.
//
//   await get("/projects/1")                                 JSON, or null for 204
//   await post("/sets/4/edits", {edits}, {ifMatch: 7})       JSON body, If-Match: "7"
//   options: {query, ifMatch, signal, body, headers, retry}
// Errors are typed objects: ApiError {status, code, message, hint, details}; its kinds StaleError (412: `current`, `by`, `at`),
// RefusedError (422), SignedOutError (401); NetworkError when no answer came. An abort throws the signal's AbortError.
// GET is tried again twice on a network fault and on 502, 503, 504; nothing else is ever repeated.

const BASE = "/api/v1";
const PAUSES = [250, 1000];

export class ApiError extends Error {
  constructor(status, { code = `http-${status}`, message, hint = null, details = null } = {}) {
    super(message || `The server answered ${status}.`);
    Object.assign(this, { name: "ApiError", status, code, hint, details });
  }
}
export class StaleError extends ApiError {
  get current() { return this.details?.current ?? null; }
  get by() { return this.details?.by ?? null; }
  get at() { return this.details?.at ?? null; }
}
export class RefusedError extends ApiError {}
export class SignedOutError extends ApiError {}
export class NetworkError extends Error {
  constructor(cause) {
    super("The server does not answer. It may have stopped: start it again, then retry.", { cause });
    this.name = "NetworkError";
    this.code = "network";
  }
}

/** Fired as "signed-out" on 401 and "reach" {detail: boolean} when the server goes or comes back. */
export const apiEvents = new EventTarget();

export const get = (path, options) => request("GET", path, options);
export const post = (path, body = {}, options) => request("POST", path, { ...options, body });
export const patch = (path, body = {}, options) => request("PATCH", path, { ...options, body });
export const del = (path, options) => request("DELETE", path, { body: {}, ...options });

/** Bytes of an upload from `offset` on; answers {offset}. */
export function patchBytes(path, blob, offset, signal) {
  return request("PATCH", path, { raw: blob, headers: { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" }, signal });
}

/** Text behind a path of the server, for instance a manifest. */
export async function getText(path, { signal } = {}) {
  const response = await attempt(path, { method: "GET", credentials: "same-origin", signal }, true);
  if (!response.ok) throw await failure(response);
  return response.text();
}

export async function request(method, path, { query, ifMatch, signal, body, raw, headers = {}, retry = method === "GET" } = {}) {
  const url = BASE + path + search(query);
  const init = { method, credentials: "same-origin", signal, headers: { Accept: "application/json", ...headers } };
  if (ifMatch !== undefined && ifMatch !== null) init.headers["If-Match"] = `"${ifMatch}"`;
  if (raw !== undefined) init.body = raw;
  else if (body !== undefined && method !== "GET") {
    init.headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const response = await attempt(url, init, retry);
  if (!response.ok) throw await failure(response);
  if (response.status === 204) return null;
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function attempt(url, init, retry) {
  for (let tries = 0; ; tries++) {
    let response, fault;
    try {
      response = await fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason ?? error;
      fault = error;
    }
    const again = retry && tries < PAUSES.length && (fault || [502, 503, 504].includes(response.status));
    if (!again) {
      apiEvents.dispatchEvent(new CustomEvent("reach", { detail: !fault }));
      if (fault) throw new NetworkError(fault);
      return response;
    }
    await pause(PAUSES[tries], init.signal);
  }
}

async function failure(response) {
  let body = null;
  try { body = (await response.json())?.error; } catch { /* not JSON: the status speaks */ }
  const kinds = { 401: SignedOutError, 412: StaleError, 422: RefusedError };
  const error = new (kinds[response.status] ?? ApiError)(response.status, body ?? undefined);
  if (response.status === 401) apiEvents.dispatchEvent(new CustomEvent("signed-out"));
  return error;
}

function search(query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return pairs.length ? "?" + new URLSearchParams(pairs.map(([k, v]) => [k, String(v)])) : "";
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}

export const isAbort = error => error?.name === "AbortError";

/** One sentence for people: what happened, and what to do. */
export function sentence(error) {
  return error?.hint ? `${error.message} ${error.hint}` : error?.message ?? String(error);
}

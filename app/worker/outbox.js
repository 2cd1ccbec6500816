// Forms that were sent without a network. A form is kept on the phone before it
// is sent, and forgotten when the edge has answered; what nobody answered is sent
// again, in order, with the same content. The edge takes each of them once: they
// carry a key or name the thing they are about.
import { beside, personalForm } from "./addresses.js";
import * as facts from "./facts.js";
import * as leaving from "./leaving.js";
import * as store from "./store.js";

export const TAG = "kiriman";

const FORM = "application/x-www-form-urlencoded";
// Longer than a slow phone network needs for 2 KB.
const PATIENCE_MS = 20_000;
// Delivered ones stay visible for so long.
const SHOWN_MS = 7 * 24 * 3600 * 1000;
// What was typed stays on a phone for 14 days at most; the person is told. A day less,
// since it has to have seemed so old for a day: the clock of a phone that was empty may
// have jumped by years.
const OLD_MS = 13 * 24 * 3600 * 1000;
const DOUBT_MS = 24 * 3600 * 1000;

// Forms that may be sent later. Not sign-ins, checks and searches: they are asked
// to be answered now.
export function takes(url) {
  const form = personalForm(url.pathname);
  return Boolean(form) && form.offline !== "refused";
}

// Sends a form that somebody has just pressed the button of. Null if it is not to be
// kept, since nobody could say later whose it was: on a borrowed phone, or while nobody
// is signed in. It would be done in the name of whoever signs in next.
export async function send(request, url) {
  const account = await facts.account();
  if (!account || (await facts.isBorrowed())) return null;
  const again = request.clone();
  const entry = {
    id: crypto.randomUUID(),
    path: url.pathname,
    body: withAccount(await request.text(), account),
    made: Date.now(),
    state: "sending",
    tries: 1,
    at: Date.now(),
  };
  try {
    await store.put("outbox", entry);
  } catch {
    // The phone is full or keeps nothing: then it is sent as ever.
    return fetch(again);
  }
  const response = await post(entry, "manual");
  if (response && settles(response)) {
    // Whatever it says, the person reads it now.
    if (response.type === "opaqueredirect") await delivered(entry);
    else await store.remove("outbox", entry.id);
    return response;
  }
  // Who has to sign in is led back to the course, and buys it there.
  if (response?.status === 401 && personalForm(entry.path)?.offline === "kept_while_signed_in") {
    await store.remove("outbox", entry.id);
    return response;
  }
  await store.put("outbox", { ...entry, state: response?.status === 401 ? "attention" : "queued", status: response?.status });
  if (response?.status === 401) return response;
  await self.registration.sync?.register(TAG).catch(() => {});
  return Response.redirect(beside(url.pathname, "outbox"), 303);
}

// Keeps what a page's program is about to send by itself, in case the page does not
// live to see the answer.
export async function keep({ id, path, form, body }) {
  if (await facts.isBorrowed()) return;
  const now = Date.now();
  await store.put("outbox", { id, path, form, body, json: true, made: now, state: "sending", tries: 1, at: now });
  await self.registration.sync?.register(TAG).catch(() => {});
}

// The page has its answer, whatever it was.
export const settled = (id) => store.remove("outbox", id);

// Sends what waits, the oldest first. One at a time on this phone, whoever calls: who calls
// meanwhile waits for that one.
let flushing;
export function flush() {
  flushing ??= flushOnce().finally(() => (flushing = undefined));
  return flushing;
}

async function flushOnce() {
  if (!navigator.locks) return flushAlone();
  return navigator.locks.request("prakerja.kiriman", { ifAvailable: true }, (lock) => lock && flushAlone());
}

async function flushAlone() {
  // Who has signed out is still known to the edge, and what they had pressed a button for is
  // theirs. What a page sends by itself is not: it may begin somebody else's session.
  const isLeaving = Boolean(await facts.leaving());
  const entries = (await store.all("outbox")).sort((one, other) => one.made - other.made);
  for (const entry of entries) {
    if (entry.state === "delivered" || entry.state === "expired") {
      if (Date.now() - entry.at > SHOWN_MS) await store.remove("outbox", entry.id);
      continue;
    }
    if (isNobodys(entry)) {
      await expire({ ...entry, isNobodys: true });
      continue;
    }
    if (isLeaving && entry.json) continue;
    // What a person must look at first is tried again only after they signed in.
    if (entry.state === "attention" && entry.status !== 401) {
      await wait(entry);
      continue;
    }
    // The page that sends it is still waiting for the answer.
    if (entry.state === "sending" && Math.abs(Date.now() - entry.at) < PATIENCE_MS) continue;
    const now = { ...entry, state: "sending", tries: entry.tries + 1, at: Date.now() };
    await store.put("outbox", now);
    const response = await post(now, "follow");
    // Its page may have had the answer meanwhile.
    if (!(await store.get("outbox", entry.id))) continue;
    if (response && settles(response)) {
      if (response.ok && (now.json || response.redirected)) await delivered(now);
      else await store.put("outbox", { ...now, state: "attention", status: response.status });
    } else {
      const state = response?.status === 401 ? "attention" : "queued";
      await wait({ ...now, state, status: response?.status });
    }
    await say();
    // Without a network the others fare no better.
    if (!response) break;
  }
  await say();
  if (isLeaving && (await leaving.told())) await flushAlone();
}

// The edge's own word, rather than a failure on the way to it.
function settles(response) {
  return response.type === "opaqueredirect" || (response.status < 500 && response.status !== 401 && response.status !== 429);
}

async function delivered(entry) {
  await store.put("outbox", { ...entry, body: undefined, state: "delivered", at: Date.now() });
  await store.remove("drafts", entry.form ?? entry.path);
}

// Keeps what could not be sent, if that is not for too long already.
async function wait(entry) {
  const now = Date.now();
  const isOld = now - entry.made > OLD_MS;
  const seemedOld = isOld ? (entry.seemedOld ?? now) : undefined;
  if (isOld && now - seemedOld > DOUBT_MS) await expire(entry);
  else await store.put("outbox", { ...entry, seemedOld });
}

async function expire(entry) {
  await store.put("outbox", { ...entry, body: undefined, state: "expired", at: Date.now() });
  await store.remove("drafts", entry.form ?? entry.path);
}

async function post({ id, path, body, json }, redirect) {
  const headers = json
    ? { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": id }
    : { "Content-Type": FORM, Accept: "text/html" };
  try {
    const response = await fetch(path, { method: "POST", headers, body, redirect, signal: AbortSignal.timeout?.(PATIENCE_MS) });
    // An answer that is cut off on its way is none.
    if (redirect === "follow") await response.clone().arrayBuffer();
    return response;
  } catch {
    return null;
  }
}

// Whose form it is, so that it is never done in somebody else's name when another
// person has signed in on this phone before it could be sent.
function withAccount(body, account) {
  const form = new URLSearchParams(body);
  form.set("account", account);
  return form.toString();
}

// Releases before this one kept forms also while nobody was signed in.
function isNobodys({ json, body }) {
  return !json && !new URLSearchParams(body).get("account");
}

// Tells open pages what waits, and what has arrived a moment ago.
async function say() {
  const entries = await store.all("outbox");
  const waiting = entries.filter(({ state }) => state === "queued" || state === "sending").length;
  const arrived = entries.filter(({ state, at }) => state === "delivered" && Date.now() - at < 5000).length;
  for (const client of await self.clients.matchAll({ type: "window" })) {
    client.postMessage({ outbox: true, waiting, arrived });
  }
}

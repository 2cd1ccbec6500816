// Pages as this phone last saw them. The network comes first; who has none, or
// waits too long for it, gets the copy, which says how old it is.
import { beside, is, personalForm } from "./addresses.js";
import { asBuilt, away, copyOf, faulty, language, moment, notSent, out, reload } from "./words.js";
import * as answers from "./answers.js";
import * as facts from "./facts.js";
import * as leaving from "./leaving.js";
import * as outbox from "./outbox.js";
import * as precache from "./precache.js";
import * as push from "./push.js";
import * as store from "./store.js";

const PUBLIC = "prakerja.salinan.1";
// Copies of pages that only their person sees; see `own`.
export const OWN = "prakerja.pribadi.1";
// When the page was seen, in milliseconds; on a kept answer alone.
const SEEN = "x-prakerja-seen";
// The edge says by this header that a page which is otherwise never stored may be
// kept on this phone: the person's own, one that is another for everybody, or the answer to
// what was asked.
const MAY_KEEP = "prakerja-keep";
// The name by which it tells accounts apart.
const ACCOUNT = "prakerja-account";
// As long as a person waits for a page before a copy is worth more than hope.
const PATIENCE_MS = 8000;
// More would crowd the phone; the oldest go first.
const MOST = 60;
// A status that is older tells nobody anything.
const OWN_KEPT_MS = 14 * 24 * 3600 * 1000;
// A session ends after half an hour without use (SESSION_IDLE in edge/src/sign_in). Nothing of
// it stays longer on a phone that nobody has called their own.
const SESSION_MS = 30 * 60 * 1000;

// Answers a navigation.
export async function answer(event, url) {
  await forgetEnded().catch(() => {});
  const online = fromNetwork(event, url);
  event.waitUntil(online.then(() => precache.complete(begin)).catch(() => {}));
  try {
    const response = await Promise.race([online, after(PATIENCE_MS)]);
    // What this phone last saw says more than that something failed.
    return response.status < 500 ? response : ((await kept(url, faulty)) ?? response);
  } catch {
    const found = await kept(url, away);
    if (found) {
      event.waitUntil(online.catch(() => {}));
      return found;
    }
    // Nothing to show instead: hope is all there is.
    return online.catch(() => offlinePage(url));
  }
}

// Answers a form that has nothing to be queued: a search, a sign-in, a check.
export async function answerForm(event, url) {
  const { request } = event;
  if (is(url.pathname, "sign_out")) return signOut(event, url);
  const body = is(url.pathname, "status") ? await request.clone().text() : null;
  try {
    await leaving.tell();
    const response = await fetch(request);
    // Somebody has just begun to use this phone: who it is, their next page says.
    if (is(url.pathname, "sign_in") && response.type === "opaqueredirect") await facts.signedInAnew().catch(() => {});
    if (response.headers.get(MAY_KEEP) === "asked") event.waitUntil(answers.keep(url.pathname, body, response.clone()).catch(() => {}));
    if (response.status < 500) return response;
    return (await answeredBefore(url, body, faulty)) ?? response;
  } catch {
    const found = await answeredBefore(url, body, away);
    if (found) return found;
    const page = await precache.page(offlinePath(url));
    return page ? noticed(page, notSent[language(url.pathname)]) : Response.error();
  }
}

// Somebody else may use this phone next: it forgets whoever leaves before it asks the network,
// which may hang. What they have pressed a button for is sent first, while they can be known.
async function signOut(event, url) {
  const { request } = event;
  // A form of another site signs nobody out, and makes this phone forget nothing.
  if (!request.referrer.startsWith(self.location.origin + "/")) return signOutByEdge(event).catch(() => offlinePage(url));
  try {
    await facts.leaves(url.pathname);
  } catch {
    // A phone that can note nothing has to be heard at once.
    await forget(event);
    return fetch(request).catch(() => offlinePage(url));
  }
  await forget(event);
  // One may be under way that began before the last button was pressed.
  const sent = outbox.flush().then(outbox.flush);
  await Promise.race([sent, pause(PATIENCE_MS)]).catch(() => {});
  if (await leaving.told()) return Response.redirect(language(url.pathname) === "en" ? "/en/" : "/", 303);
  await self.registration.sync?.register(outbox.TAG).catch(() => {});
  const page = (await precache.page(beside(url.pathname, "sign_in"))) ?? (await offlinePage(url));
  return noticed(page, out[language(url.pathname)]);
}

// Where the browser keeps to itself from where a form comes, the edge alone knows.
async function signOutByEdge(event) {
  const response = await fetch(event.request);
  if (response.type === "opaqueredirect") await forget(event);
  return response;
}

async function answeredBefore(url, body, why) {
  const found = body && (await answers.find(url.pathname, body).catch(() => null));
  if (!found) return null;
  const lang = language(url.pathname);
  return noticed(found.page, `${why[lang]} ${copyOf[lang](moment(found.seen, lang))}`, ` data-seen="${found.seen}"`);
}

// When somebody last signed out: a page that was asked for before is not kept after.
let forgotten = 0;

async function forget(event) {
  // Of whoever borrows this phone there is nothing, and its owner's things stay.
  if (await facts.isBorrowed()) return;
  forgotten = Date.now();
  const isTold = await push.isOfAccount();
  await facts.signedOut().catch(() => {});
  await forgetOwn();
  // The push service may take its time.
  if (isTold) event.waitUntil(push.stop().catch(() => {}));
}

async function forgetOwn(until = Infinity) {
  await caches.delete(OWN);
  await forgetDrafts(until).catch(() => {});
  const shared = await store.get("shared", "certificate").catch(() => null);
  if (shared && shared.at <= until) await store.remove("shared", "certificate").catch(() => {});
}

// A phone that had an earlier release knows whose copies it has, and not since when; and whoever
// has asked for their news on it has called it their own.
export async function takeOver() {
  const owner = await facts.owner();
  if (!owner) return;
  if (!(await facts.seen())) await facts.sees(Date.now());
  if ((await facts.toldFor()) === owner) await facts.setMine();
}

// A session that has ended by itself leaves no more behind than one that somebody ended.
export async function forgetEnded() {
  const seen = await facts.seen();
  if (!seen || !isOver(seen) || (await facts.isBorrowed()) || (await facts.isMine())) return;
  await forgetOwn(seen + SESSION_MS);
  await facts.sawLast();
}

// The clock of a phone may be put back, too.
const isOver = (seen) => Math.abs(Date.now() - seen) > SESSION_MS;

// Learns from a page whose account is signed in on this phone. What another person left
// on it is not for them.
async function learnAccount(response, asked) {
  const tag = response.headers.get(ACCOUNT);
  if (!tag || asked <= forgotten) return;
  const before = await facts.owner();
  if (before && before !== tag) await forgetOwn();
  await facts.signedIn(tag);
  // A page that is made for anybody tells nothing of a session.
  if (response.ok && response.headers.get(MAY_KEEP) !== "anyone") await facts.sees(asked);
}

// What is typed on the account's pages is kept by form: it is not for whoever uses this phone
// next. What came after a session is another's, and so is a registration that somebody has begun.
async function forgetDrafts(until) {
  for (const { form, at } of await store.all("drafts")) {
    if (personalForm(form) && (!at || at <= until)) await store.remove("drafts", form);
  }
}

// Pages that are made anew for everybody who asks: kept as they are now.
export async function begin(languages) {
  for (const code of languages) {
    const url = new URL(code === "en" ? "/en/" : "/", self.location.origin);
    const response = await fetch(url, { credentials: "omit" }).catch(() => null);
    if (response) await keep(url, response);
  }
}

async function fromNetwork(event, url) {
  const asked = Date.now();
  // What the browser has asked for by itself was asked for as whoever has left.
  const isFree = !(await facts.leaving());
  if (!isFree) {
    await outbox.flush();
    await leaving.tell();
  }
  const response = (isFree && (await event.preloadResponse)) || (await fetch(event.request));
  // Before the page is there: its forms are sent in the name of whom it was made for.
  await learnAccount(response, asked).catch(() => {});
  event.waitUntil(keep(url, response.clone(), asked).catch(() => {}));
  return response;
}

async function keep(url, response, asked = Date.now()) {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || response.redirected || !type.startsWith("text/html")) return;
  const mayKeep = response.headers.get(MAY_KEEP);
  const own = mayKeep === "own";
  const secret = /no-store/.test(response.headers.get("cache-control") ?? "");
  if (secret && !mayKeep) return;
  if (own && asked <= forgotten) return;
  const headers = new Headers(response.headers);
  headers.set(SEEN, String(Date.now()));
  const copy = new Response(await response.arrayBuffer(), { headers });
  const cache = await caches.open(own ? OWN : PUBLIC);
  await makeRoom(cache);
  // What is another at every look is kept once.
  await cache.put(mayKeep ? url.pathname : url.pathname + url.search, copy);
}

async function makeRoom(cache) {
  const all = await cache.keys();
  // Keys come in the order in which they were put in.
  for (const request of all.slice(0, Math.max(0, all.length - MOST + 1))) {
    await cache.delete(request);
  }
}

async function kept(url, why) {
  const lang = language(url.pathname);
  const borrowed = await facts.isBorrowed();
  const mine = await facts.isMine();
  const answered = await facts.seen();
  for (const name of borrowed ? [PUBLIC] : [OWN, PUBLIC]) {
    const cache = await caches.open(name);
    const copy = (await cache.match(url.pathname + url.search)) ?? (await cache.match(url.pathname));
    if (!copy) continue;
    const seen = Number(copy.headers.get(SEEN));
    if (name === OWN && (mine ? Date.now() - seen > OWN_KEPT_MS : isOver(answered ?? seen))) continue;
    return told(copy, `${why[lang]} ${copyOf[lang](moment(seen, lang))}`, seen, url);
  }
  // Forms and their steps differ in the query only.
  const page = await precache.page(url.pathname);
  // The first page alone has more to say than what was built.
  const lacks = /^\/(en\/)?$/.test(url.pathname) ? ` ${asBuilt[lang]}` : "";
  return page && told(page, why[lang] + lacks, null, url);
}

const offlinePath = (url) => beside(url.pathname, "offline");

async function offlinePage(url) {
  return (await precache.page(offlinePath(url))) ?? Response.error();
}

// The page with a notice that says why it is not the network's, and offers to try again.
function told(page, words, seen, url) {
  const since = seen ? ` data-seen="${seen}"` : "";
  return noticed(page, `${words} <a href="">${reload[language(url.pathname)]}</a>`, since);
}

// The page with a notice at its head. Nothing in the notice was typed by anybody.
async function noticed(page, words, since = "") {
  const html = await page.text();
  const notice = `<p class="notice offline-copy" role="status"${since}>${words}</p>`;
  const headers = new Headers(page.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(html.replace(/<main[^>]*>/, (main) => main + notice), { headers });
}

const pause = (time) => new Promise((done) => setTimeout(done, time));
const after = (time) =>
  new Promise((_, fail) => setTimeout(() => fail(new Error("too slow")), time));

// What is kept before anybody asks: the public pages exactly as this build made
// them, with the style and the small scripts that they name. Programs are kept
// when a page first loads them; nobody's data is spent on one that they never use.
import * as assets from "./assets.js";
import * as facts from "./facts.js";

/* global FILES, VERSION */

// Pages that the build made, under the name of the build.
const PAGES = `prakerja.halaman.${VERSION}`;
const PREFIX = "prakerja.halaman.";
// Which builds this phone has had, the newest first.
const BUILDS = "/-/builds";

const language = (path) => (path.startsWith("/en/") ? "en" : "id");

// A first visit pays for the page that says there is no network, and for what all
// pages look like; the others come with the second. A phone that had a build before
// gets all of the next at once, so that it is never left with less than it had. Pages that
// are made anew for everybody are begun by `begin`.
export async function install(begin) {
  await assets.keepAll(named("look"));
  if (await builds()) await complete(begin);
  else await keepPages((path) => path.endsWith("/luring/"));
}

const named = (wanted) => FILES.filter(({ kind }) => kind === wanted).map(({ path }) => path);

let isComplete = false;

// Everything that is kept before anybody asks.
export async function complete(begin) {
  if (isComplete) return;
  if (await facts.savesData()) return keepPages((path) => path.endsWith("/luring/"));
  await assets.keepAll(named("script"));
  const added = await keepPages(() => true);
  if (added) await begin([...(await languages())]);
  isComplete = true;
}

// The page that somebody saw before there was a worker.
export async function keepSeen(path) {
  const seen = FILES.find((file) => file.kind === "page" && file.path === path);
  if (seen) await keepExactly(await caches.open(PAGES), path, seen.hash);
}

async function languages() {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const all = new Set(open.map((client) => language(new URL(client.url).pathname)));
  if (all.size === 0) all.add("id");
  return all;
}

// Answers how many were not there before.
async function keepPages(wanted) {
  const spoken = await languages();
  const pages = await caches.open(PAGES);
  let added = 0;
  for (const { path, hash, kind } of FILES) {
    if (kind !== "page" || !spoken.has(language(path)) || !wanted(path)) continue;
    if (await pages.match(path)) continue;
    await keepExactly(pages, path, hash);
    added += 1;
  }
  return added;
}

// Only the page that this build made: while a release is being rolled out the
// network may still answer with the one before, and then installing fails and is
// tried again by the browser.
async function keepExactly(cache, path, hash) {
  const response = await fetch(path, { cache: "reload", credentials: "omit" });
  const body = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!response.ok || !found.startsWith(hash)) throw new Error(`${path} is of another build`);
  await cache.put(path, response);
}

// The page as the build made it.
export async function page(path) {
  return (await caches.open(PAGES)).match(path);
}

async function builds() {
  const kept = await (await caches.open(assets.CACHE)).match(BUILDS);
  return kept?.json();
}

// Forgets builds before the last two, and files that neither of them has.
export async function clean() {
  const files = await caches.open(assets.CACHE);
  const before = (await builds()) ?? [];
  const own = { version: VERSION, files: FILES.map(({ path }) => path) };
  const lastTwo = [own, ...before.filter(({ version }) => version !== VERSION)].slice(0, 2);
  await files.put(BUILDS, new Response(JSON.stringify(lastTwo)));
  const known = new Set(lastTwo.flatMap((build) => build.files).concat(BUILDS));
  for (const request of await files.keys()) {
    if (!known.has(new URL(request.url).pathname)) await files.delete(request);
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PAGES) await caches.delete(name);
  }
  // Kept by the worker that /sertifikat/ once had to itself.
  await caches.delete("sertifikat");
}

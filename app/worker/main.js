// The service worker: what the phone can do without a network. It decides who
// answers a request, and nothing else; how is in the files beside it. The build
// puts in which files it made (FILES) and under which name (VERSION).
import { is } from "./addresses.js";
import * as assets from "./assets.js";
import * as copies from "./copies.js";
import * as facts from "./facts.js";
import * as outbox from "./outbox.js";
import * as precache from "./precache.js";
import * as push from "./push.js";
import * as share from "./share.js";

self.addEventListener("install", (event) => {
  // Pages come from the network first and name their own files, so that a new
  // worker can take over at once: no page is answered by halves of two builds.
  self.skipWaiting();
  event.waitUntil(precache.install(copies.begin));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await self.registration.navigationPreload?.enable();
      await precache.clean();
      await self.clients.claim();
      await copies.takeOver().catch(() => {});
      await copies.forgetEnded().catch(() => {});
      await outbox.flush();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "GET") {
    if (url.pathname.startsWith("/assets/")) event.respondWith(assets.answer(request));
    else if (request.mode === "navigate") event.respondWith(copies.answer(event, url));
  } else if (request.method === "POST" && request.mode === "navigate") {
    if (is(url.pathname, "shared_file")) event.respondWith(share.take(request));
    else if (outbox.takes(url)) event.respondWith(sendForm(event, url));
    else event.respondWith(copies.answerForm(event, url));
  }
});

async function sendForm(event, url) {
  return (await outbox.send(event.request, url)) ?? copies.answerForm(event, url);
}

self.addEventListener("sync", (event) => {
  if (event.tag === outbox.TAG) event.waitUntil(outbox.flush());
});

self.addEventListener("message", (event) => {
  const { data } = event;
  // What a page had loaded before there was a worker to keep it, and the page itself.
  if (data?.loaded) event.waitUntil(assets.keepAll(data.loaded));
  if (data?.seen) event.waitUntil(precache.keepSeen(data.seen).catch(() => {}));
  if (data?.facts) event.waitUntil(learn(data.facts, event.source));
  if (data?.mine) event.waitUntil(facts.setMine());
  if (data?.keep) event.waitUntil(outbox.keep(data.keep));
  if (data?.settled) event.waitUntil(outbox.settled(data.settled));
  if (data?.flush) event.waitUntil(outbox.flush());
});

self.addEventListener("push", (event) => event.waitUntil(push.show()));
self.addEventListener("notificationclick", (event) => event.waitUntil(push.open(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(push.renew(event)));

// What a page knows and the worker does not, and the other way round.
async function learn(told, page) {
  await facts.learn(told);
  page.postMessage({ signedIn: Boolean(await facts.account()), mine: await facts.isMine() });
}

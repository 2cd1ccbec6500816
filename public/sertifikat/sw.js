// Answers for /sertifikat/ while there is no network, with what the page's
// starter has kept (app/start/credential.js). Never keeps what somebody verifies:
// that stands behind the # of the address and reaches neither it nor us.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  } else if (request.mode === "navigate" && pathname === "/sertifikat/") {
    event.respondWith(fetch(request).catch(() => caches.match("/sertifikat/")));
  }
});

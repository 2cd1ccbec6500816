// Files whose names carry a hash of their content: the same name is always the
// same file, so that what is kept never has to be asked about again.
export const CACHE = "prakerja.berkas";

export async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    // A full phone is no reason not to show the page.
    cache.put(request.url, response.clone()).catch(() => {});
  }
  return response;
}

// Addresses of this origin's files, as pages name them.
export async function keepAll(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses) {
    const { origin, pathname } = new URL(address, self.location.origin);
    if (origin !== self.location.origin || !pathname.startsWith("/assets/")) continue;
    if (await cache.match(pathname)) continue;
    await cache.add(pathname).catch(() => {});
  }
}

// As at-once.js; then keeps what this page needs, so that the next visit works
// without a network. The words in capitals are filled in by the build.
let started = false;
async function start() {
  if (started) return;
  started = true;
  const wasm = fetch("WASM_FILE");
  const client = await import("JS_FILE");
  await client.default({ module_or_path: wasm });
  await keep();
}
async function keep() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register("/sertifikat/sw.js");
  const files = new Set(["/sertifikat/", "WASM_FILE", "JS_FILE"]);
  for (const { name } of performance.getEntriesByType("resource")) {
    const { pathname } = new URL(name);
    if (pathname.startsWith("/assets/")) files.add(pathname);
  }
  const cache = await caches.open("sertifikat");
  await cache.addAll([...files]);
  for (const old of await cache.keys()) {
    if (!files.has(new URL(old.url).pathname)) await cache.delete(old);
  }
  document.documentElement.dataset.kept = "true";
}
requestAnimationFrame(() => setTimeout(start));
// A tab in the background paints nothing and would wait for ever.
setTimeout(start, 1000);

// As at-once.js, for two places: the page, and the worker that the page's program
// starts with this very file, where nothing is painted. The words in capitals are
// filled in by the build; the page works without any of this.
let started = false;
async function start() {
  if (started) return;
  started = true;
  const wasm = fetch("WASM_FILE");
  const client = await import("JS_FILE");
  await client.default({ module_or_path: wasm });
}
if (self.document) {
  requestAnimationFrame(() => setTimeout(start));
  // A tab in the background paints nothing and would wait for ever.
  setTimeout(start, 1000);
} else {
  start();
}

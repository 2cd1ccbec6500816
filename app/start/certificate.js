// As at-once.js, for two places: the page, and the worker that the page's program
// starts with this very file, where nothing is painted. The words in capitals are
// filled in by the build; the page works without any of this.
import { program } from "./program.js";

const start = program("WASM_FILE", "JS_FILE");
if (self.document) {
  requestAnimationFrame(() => setTimeout(start));
  // A tab in the background paints nothing and would wait for ever.
  setTimeout(start, 1000);
} else {
  start();
}

// Brings the page to life after its first paint. The words in capitals are
// filled in by the build; the page works without any of this.
import { program } from "./program.js";

const start = program("WASM_FILE", "JS_FILE");
requestAnimationFrame(() => setTimeout(start));
// A tab in the background paints nothing and would wait for ever.
setTimeout(start, 1000);

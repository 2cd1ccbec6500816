// How soon a fresh isolate of the edge answers. The first line of stdin is runtime.mjs's
// configuration. Prints {"fresh":[ms],"again":[ms],"nothing":[ms]}: the first answer of isolates
// that nobody has started before, the second one of each, and the first one of isolates that are
// given as many bytes and have hardly a program: what comes of handing them over.
//
// A Worker loads the program into isolates of its own (workerd's worker loader). The runtime
// keeps what it compiled of the same bytes, so each isolate's differ, in a section that nobody
// reads: each is compiled. What is asked for is the start page, drawn by the program; its
// database is not there, which it says and goes on. Ends on SIGTERM or when stdin closes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Miniflare, Log, LogLevel } from "./miniflare.mjs";

const ISOLATES = 20;

const LOADER = `
import program from "./index_bg.wasm";
import index from "./index.txt";
import worker from "./worker.txt";

// A custom section: kind 0, its length, then a name, with its own length before it.
function distinct(id) {
  const name = new TextEncoder().encode(id);
  const bytes = new Uint8Array(program.byteLength + 3 + name.length);
  bytes.set(new Uint8Array(program));
  bytes.set([0, name.length + 1, name.length, ...name], program.byteLength);
  return bytes.buffer;
}

const nothing = (id) => ({
  "worker.js": "export default { fetch: () => new Response('nothing') };",
  "index_bg.wasm": { data: distinct(id) },
});
const edge = (id) => ({
  "worker.js": worker,
  "index.js": index,
  "index_bg.wasm": { wasm: distinct(id) },
});

export default {
  async fetch(request, env) {
    const [, kind, id] = new URL(request.url).pathname.split("/");
    const isolate = env.LOADER.get(kind + id, () => ({
      compatibilityDate: env.DATE,
      mainModule: "worker.js",
      modules: kind === "edge" ? edge(id) : nothing(id),
      env: { ...env.VARIABLES, ASSETS: env.ASSETS },
      globalOutbound: null,
    }));
    return isolate.getEntrypoint().fetch(new Request(new URL("/", request.url), request));
  },
};
`;

const lines = createInterface({ input: process.stdin });
const config = JSON.parse(await new Promise((resolve) => lines.once("line", resolve)));
const { dir, options, bindings } = config.edge;
const miniflare = new Miniflare({
  cf: false,
  telemetry: { enabled: false },
  log: new Log(LogLevel.WARN),
  handleRuntimeStdio: (stdout, stderr) => {
    stdout.pipe(process.stderr, { end: false });
    stderr.pipe(process.stderr, { end: false });
  },
  workers: [
    {
      name: "loader",
      modulesRoot: "/",
      modules: [
        { type: "ESModule", path: "/loader.mjs", contents: LOADER },
        { type: "Data", path: "/index_bg.wasm", contents: await readFile(join(dir, "index_bg.wasm")) },
        { type: "Text", path: "/index.txt", contents: await readFile(join(dir, "index.js"), "utf8") },
        { type: "Text", path: "/worker.txt", contents: await readFile(join(dir, "worker.js"), "utf8") },
      ],
      compatibilityDate: options.compatibilityDate,
      compatibilityFlags: ["experimental"],
      assets: options.assets,
      bindings: {
        DATE: options.compatibilityDate,
        VARIABLES: { ...options.bindings, ...bindings, PUBLIC_URL: "http://localhost" },
      },
      workerLoaders: { LOADER: {} },
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    },
  ],
});
lines.once("close", () => miniflare.dispose());
process.once("SIGTERM", () => miniflare.dispose());
await miniflare.ready;
const address = await miniflare.unsafeGetDirectURL("loader");

async function milliseconds(kind, id) {
  const began = performance.now();
  const answer = await fetch(new URL(`/${kind}/${id}`, address));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${text}`);
  return performance.now() - began;
}

// The loader's own first answer counts for nobody.
await milliseconds("nothing", "first");
const [fresh, again, nothing] = [[], [], []];
for (let id = 0; id < ISOLATES; id += 1) {
  nothing.push(await milliseconds("nothing", id));
  fresh.push(await milliseconds("edge", id));
  again.push(await milliseconds("edge", id));
}
console.log(JSON.stringify({ fresh, again, nothing }));

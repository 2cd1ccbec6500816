// Starts the measuring peer on any free port; ends when stdin closes. Prints
// {"ready":true,"peer":url}. First line of stdin: {"state": folder}.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare, Log, LogLevel } from "miniflare";

const lines = createInterface({ input: process.stdin });
const { state } = JSON.parse(await new Promise((resolve) => lines.once("line", resolve)));
const bundle = await build({
  entryPoints: [fileURLToPath(new URL("./worker.mjs", import.meta.url))],
  bundle: true,
  format: "esm",
  external: ["cloudflare:workers"],
  write: false,
});
const miniflare = new Miniflare({
  host: "127.0.0.1",
  port: 0,
  cf: false,
  log: new Log(LogLevel.WARN),
  handleRuntimeStdio: (stdout, stderr) => {
    stdout.pipe(process.stderr, { end: false });
    stderr.pipe(process.stderr, { end: false });
  },
  defaultPersistRoot: state,
  modules: [{ type: "ESModule", path: "worker.mjs", contents: bundle.outputFiles[0].text }],
  compatibilityDate: "2026-04-01",
  bindings: { PEPPER: "measuring peer" },
  unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  durableObjects: {
    SHARDS: { className: "Shard", useSQLite: true },
    ADDRESSES: { className: "Addresses", useSQLite: true },
  },
});
await miniflare.ready;
// The Worker alone: no worker of Miniflare's stands before it.
const url = await miniflare.unsafeGetDirectURL();
console.log(JSON.stringify({ ready: true, peer: url.origin }));
lines.once("close", async () => {
  await miniflare.dispose();
  process.exit(0);
});

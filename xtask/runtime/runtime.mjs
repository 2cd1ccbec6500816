// The system on one machine: the edge and the sandbox on Miniflare, with
// storage on disk. The first line of stdin is the configuration (JSON):
//   { edge: {dir, options, port, clock, bindings,   port 0 = any free one
//            direct,                                an address of the Worker alone, too?
//            tries},                                of each queue, if not the deployment's
//     sandbox: {dir, options, port, bindings} | null,
//     migrations, state,                            options and these by prepare.mjs
//     ask: file of questions to objects, or null }
// One line on stdout when both answer: {"ready":true,"edge":url,"sandbox":url,"direct":url}.
// Everything the workers print goes to stderr. Ends on SIGTERM, SIGINT, or when
// stdin closes, so a killed parent never leaves it behind.
import { readFile, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as wait from "./wait.mjs";

wait.install();
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

const lines = createInterface({ input: process.stdin });
const config = await new Promise((resolve, reject) => {
  lines.once("line", (line) => {
    try {
      resolve(JSON.parse(line));
    } catch (error) {
      reject(error);
    }
  });
});

let miniflare;
let ending = false;
async function end(code) {
  if (ending) return;
  ending = true;
  // dispose() waits for workerd; never longer than this.
  setTimeout(() => process.exit(code), 5000).unref();
  await miniflare?.dispose().catch(() => {});
  process.exit(code);
}
lines.once("close", () => end(0));
process.once("SIGTERM", () => end(0));
process.once("SIGINT", () => end(0));
process.once("unhandledRejection", (error) => {
  console.error(error);
  end(1);
});

// After the above: it takes a third of a second, and the process may be ended meanwhile.
const { Miniflare, Log, LogLevel } = await import("./miniflare.mjs");

const edgePort = config.edge.port || (await freePort());
const sandboxPort = config.sandbox && (config.sandbox.port || (await freePort()));
const edgeUrl = `http://localhost:${edgePort}`;
const sandboxUrl = config.sandbox ? `http://127.0.0.1:${sandboxPort}` : null;

await mkdir(config.state, { recursive: true });
try {
  miniflare = new Miniflare({
    host: "127.0.0.1",
    port: edgePort,
    cf: false,
    telemetry: { enabled: false },
    // For a profile: PRAKERJA_INSPECTOR=9229, and a browser's chrome://inspect.
    ...(process.env.PRAKERJA_INSPECTOR && { inspectorPort: Number(process.env.PRAKERJA_INSPECTOR) }),
    log: new Log(LogLevel.WARN),
    logRequests: false,
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.pipe(process.stderr, { end: false });
      stderr.pipe(process.stderr, { end: false });
    },
    defaultPersistRoot: config.state,
    workers: [
      edgeWorker(),
      ...(config.sandbox ? [sandboxWorker()] : []),
      migrator(),
      ...(config.edge.direct ? [directSocket()] : []),
    ],
  });
  await miniflare.ready;
  await migrate();
  console.log(
    JSON.stringify({
      ready: true,
      edge: edgeUrl,
      sandbox: sandboxUrl?.replace("127.0.0.1", "localhost") ?? null,
      direct: config.edge.direct ? (await miniflare.unsafeGetDirectURL("direct")).origin : null,
      asked: config.ask ? await ask(config.ask) : null,
    }),
  );
} catch (error) {
  console.error(error);
  await end(1);
}

function edgeWorker() {
  const { options } = config.edge;
  const urls = {
    PUBLIC_URL: edgeUrl,
    ...(sandboxUrl && {
      DUKCAPIL_URL: `${sandboxUrl}/dukcapil`,
      MESSAGING_URL: `${sandboxUrl}/messaging`,
      SCANNER_URL: `${sandboxUrl}/scanner`,
      BEACON_URL: `${sandboxUrl}/beacon`,
      PUSH_SERVICES: sandboxUrl,
      PAYMENT_URLS: JSON.stringify(
        Object.fromEntries(
          Object.keys(JSON.parse(config.edge.bindings.PAYMENT_PARTNERS)).map((partner) => [
            partner,
            `${sandboxUrl}/payment/${partner}`,
          ]),
        ),
      ),
      BEACON_PUBLIC_KEY: config.sandbox.options.bindings.BEACON_PUBLIC_KEY,
    }),
  };
  return {
    ...options,
    name: "prakerja",
    ...modules(config.edge.dir),
    bindings: { ...options.bindings, ...urls, ...config.edge.bindings },
    ...(config.edge.tries && {
      queueConsumers: Object.fromEntries(
        Object.entries(options.queueConsumers).map(([queue, consumer]) => [
          queue,
          { ...consumer, maxRetries: config.edge.tries - 1 },
        ]),
      ),
    }),
    durableObjects: {
      ...options.durableObjects,
      ...(config.edge.clock && { CLOCK: { className: "SandboxClock", useSQLite: true } }),
    },
  };
}

function sandboxWorker() {
  const { options } = config.sandbox;
  return {
    ...options,
    name: "sandbox",
    ...modules(config.sandbox.dir),
    bindings: { ...options.bindings, ...config.sandbox.bindings, EDGE_URL: edgeUrl },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: sandboxPort }],
  };
}

// The edge's requests pass Miniflare's own workers first, which hand files out. This socket
// leads to the edge alone.
function directSocket() {
  return {
    name: "direct",
    modules: true,
    script: "export default {}",
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0, serviceName: "prakerja" }],
  };
}

function migrator() {
  const here = fileURLToPath(new URL(".", import.meta.url));
  return {
    name: "migrator",
    rootPath: here,
    modulesRoot: here,
    modules: [{ type: "ESModule", path: join(here, "migrate.mjs") }],
    compatibilityDate: config.edge.options.compatibilityDate,
    d1Databases: config.edge.options.d1Databases,
    bindings: { MIGRATIONS: config.migrations },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  };
}

function modules(dir) {
  return {
    rootPath: dir,
    modulesRoot: dir,
    modules: [
      { type: "ESModule", path: join(dir, "worker.js") },
      { type: "ESModule", path: join(dir, "index.js") },
      { type: "CompiledWasm", path: join(dir, "index_bg.wasm") },
    ],
  };
}

// For measuring what happens inside one object: each line of the file is a
// question {namespace, name, operation, body}; the answers are how long each took.
async function ask(file) {
  const times = [];
  for (const line of (await readFile(file, "utf8")).split("\n").filter(Boolean)) {
    const { namespace, name, operation, body } = JSON.parse(line);
    const objects = await miniflare.getDurableObjectNamespace(namespace, "prakerja");
    const object = objects.get(objects.idFromName(name));
    const began = performance.now();
    const answer = await object.ask(name, operation, JSON.stringify(body));
    if (typeof answer !== "string") throw new Error(`${namespace} failed at ${operation}`);
    times.push(performance.now() - began);
  }
  return times;
}

async function migrate() {
  const answer = await fetch(await miniflare.unsafeGetDirectURL("migrator"));
  if (!answer.ok) throw new Error(`the database was not migrated: ${await answer.text()}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

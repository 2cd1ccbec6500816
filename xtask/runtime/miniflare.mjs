// Miniflare, with two of its faults mended. Compiled from its text, it is also there in half
// the time that `import` takes, which looks through all of it for names first.
import { readFileSync } from "node:fs";
import { Module, createRequire } from "node:module";

// Settings for the runtime are written into one buffer, the workers' programs among them,
// and that grew by 4 KB at a time, copied as a whole each time: seconds for each start.
const GROWTH = /\bvar MIN_SINGLE_SEGMENT_GROWTH = 4096;/;
const LARGER = "var MIN_SINGLE_SEGMENT_GROWTH = 4194304;";

const file = createRequire(import.meta.url).resolve("miniflare");
const text = readFileSync(file, "utf8");
if (!GROWTH.test(text)) throw new Error("this Miniflare has no such growth of its buffer");
const module = new Module(file);
module.filename = file;
module.paths = createRequire(file).resolve.paths("miniflare");
module._compile(text.replace(GROWTH, LARGER), file);
export const { Miniflare, Log, LogLevel, QUEUES_PLUGIN } = module.exports;

// A queue tells Node of each batch that it handed over, by a request, and waits for the answer
// before it goes on. Where that request is lost, it waits for ever: nothing that is queued
// afterwards is worked off, and nothing says so. The workers print what matters themselves, so
// queues get no way to tell.
const TELLS = "MINIFLARE_LOOPBACK";
const { getServices } = QUEUES_PLUGIN;
QUEUES_PLUGIN.getServices = async (options) => {
  const services = await getServices(options);
  for (const { worker } of services) {
    worker.bindings = worker.bindings?.filter(({ name }) => name !== TELLS);
  }
  return services;
};

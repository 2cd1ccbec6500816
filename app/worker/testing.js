// What a browser has and the tests' runner has not, made anew for each test: a database, a
// cache, a clock that is set by hand, and the worker's own name for itself.
import { IDBFactory } from "../../xtask/runtime/node_modules/fake-indexeddb/build/esm/index.js";

export const DAY = 24 * 3600 * 1000;

let time = Date.UTC(2026, 10, 29, 8);
Date.now = () => time;
export const later = (milliseconds) => (time += milliseconds);

// A cache of this worker alone.
class MemoryCache {
  entries = new Map();
  match = async (address) => this.entries.get(address)?.clone();
  put = async (address, response) => void this.entries.set(address, response);
  delete = async (address) => this.entries.delete(address);
  keys = async () => [...this.entries.keys()];
}

const opened = new Map();
globalThis.caches = {
  async open(name) {
    if (!opened.has(name)) opened.set(name, new MemoryCache());
    return opened.get(name);
  },
};

globalThis.self = {
  registration: { sync: { register: async () => {} } },
  clients: { matchAll: async () => [] },
};
globalThis.navigator ??= {};
globalThis.indexedDB = new IDBFactory();
Response.redirect = (address, status) => new Response(null, { status, headers: { Location: address } });

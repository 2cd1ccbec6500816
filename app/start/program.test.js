// A program that the network cuts off comes later, and none comes twice.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { setImmediate } from "node:timers/promises";

const heard = [];
globalThis.self = { addEventListener: (_, listener) => heard.push(listener) };
const { once } = await import("./program.js");

mock.timers.enable({ apis: ["setTimeout"] });
beforeEach(() => heard.splice(0));
const settled = () => setImmediate();

// Loads that many times in vain; tells with which try it came.
function failing(times, error = new TypeError("Failed to fetch")) {
  const tries = [];
  const load = async (number) => {
    tries.push(number);
    if (tries.length <= times) throw error;
  };
  return { load, tries };
}

async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await settled();
}

test("what came is fetched once, however often it is asked for", async () => {
  const { load, tries } = failing(0);
  const start = once(load);
  await Promise.all([start(), start()]);
  await start();
  heard[0]();
  await pass(60_000);
  assert.deepEqual(tries, [0]);
});

test("what was cut off is fetched again, each time twice as late", async () => {
  const { load, tries } = failing(2);
  await once(load)();
  await pass(1_999);
  assert.deepEqual(tries, [0]);
  await pass(1);
  assert.deepEqual(tries, [0, 1]);
  await pass(3_999);
  assert.deepEqual(tries, [0, 1]);
  await pass(1);
  assert.deepEqual(tries, [0, 1, 2]);
  await pass(60_000);
  assert.deepEqual(tries, [0, 1, 2]);
});

test("back on a network, nobody waits for the pause", async () => {
  const { load, tries } = failing(1);
  await once(load)();
  heard[0]();
  await settled();
  assert.deepEqual(tries, [0, 1]);
  await pass(60_000);
  assert.deepEqual(tries, [0, 1]);
});

test("a network that comes back starts nothing that nobody asked for", async () => {
  const { load, tries } = failing(0);
  once(load);
  heard[0]();
  await settled();
  assert.deepEqual(tries, []);
});

test("a program that broke off is not started a second time", async () => {
  const { load, tries } = failing(1, new WebAssembly.RuntimeError("unreachable"));
  await assert.rejects(once(load)());
  heard[0]();
  await pass(60_000);
  assert.deepEqual(tries, [0]);
});

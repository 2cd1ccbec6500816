// Sleeping until a value changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { install } from "./wait.mjs";

install();

test("a call that changes nothing wakes nobody", () => {
  const value = new Int32Array(new SharedArrayBuffer(12));
  // Wakes until somebody woke, without a change; a while later it changes the value.
  const worker = new Worker(
    `const { workerData: value } = require("node:worker_threads");
     while (Atomics.notify(value, 0) === 0);
     Atomics.wait(value, 2, 0, 100);
     Atomics.store(value, 1, 1);
     Atomics.store(value, 0, 1);
     Atomics.notify(value, 0);`,
    { eval: true, workerData: value },
  );
  assert.equal(Atomics.wait(value, 0, 0) === "timed-out", false);
  assert.equal(Atomics.load(value, 1), 1, "woken before the value had changed");
  return worker.terminate();
});

test("a sleep with an end ends", () => {
  const value = new Int32Array(new SharedArrayBuffer(4));
  assert.equal(Atomics.wait(value, 0, 0, 20), "timed-out");
  assert.equal(Atomics.wait(value, 0, 1), "not-equal");
});

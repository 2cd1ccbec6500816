// What is mended in Miniflare.
import assert from "node:assert/strict";
import http from "node:http";
import { once } from "node:events";
import { test } from "node:test";

// Miniflare's requests to Node, of which what it says in passing is lost.
const { createServer } = http;
http.createServer = (...settings) =>
  createServer(...settings).prependListener("request", ({ url, socket }) => {
    if (url === "/core/log") socket.destroy();
  });
const { Miniflare, Log, LogLevel } = await import("./miniflare.mjs");

test("a queue goes on when what it says is lost", async (run) => {
  const handled = new http.Server();
  await once(handled.listen(0, "127.0.0.1"), "listening");
  run.after(() => {
    handled.closeAllConnections();
    handled.close();
  });
  const miniflare = new Miniflare({
    cf: false,
    log: new Log(LogLevel.NONE),
    modules: true,
    script: `export default {
      async fetch(request, { QUEUE }) {
        await QUEUE.send(new URL(request.url).pathname);
        return new Response();
      },
      async queue({ messages }) {
        for (const { body } of messages) await fetch("http://127.0.0.1:${handled.address().port}" + body);
      },
    }`,
    queueProducers: { QUEUE: "work" },
    queueConsumers: { work: { maxBatchTimeout: 0 } },
  });
  run.after(() => miniflare.dispose());
  for (const work of ["/first", "/second", "/third"]) {
    const asked = once(handled, "request", { signal: AbortSignal.timeout(20_000) });
    await (await miniflare.dispatchFetch(`http://edge${work}`)).text();
    const [request, answer] = await asked;
    answer.end();
    assert.equal(request.url, work);
  }
});

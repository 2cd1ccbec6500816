// Answers of the public status page that stay on the phone: for the same question alone.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DAY, later } from "./testing.js";

const facts = await import("./facts.js");
const answers = await import("./answers.js");

const PATH = "/status/";
const form = (number, day = "14", month = "4") =>
  new URLSearchParams({ registration_number: number, birth_day: day, birth_month: month, birth_year: "1998" }).toString();
const page = (text) => new Response(`<p>${text}</p>`);
const found = async (body) => (await answers.find(PATH, body))?.page.text();
const lying = async () => await caches.open("prakerja.jawaban.1");

beforeEach(async () => {
  await facts.learn({ borrowed: false });
  const cache = await lying();
  for (const address of await cache.keys()) await cache.delete(address);
});

test("the same question opens it, however it was typed, and no other", async () => {
  await answers.keep(PATH, form("20261100000001"), page("Menunggu undian"));
  assert.equal(await found(form("20261100000001")), "<p>Menunggu undian</p>");
  assert.equal(await found(form("2026-1100 000001", "14", "04")), "<p>Menunggu undian</p>");
  assert.equal(await found(form("20261100000002")), undefined);
  assert.equal(await found(form("20261100000001", "15")), undefined);
});

test("what lies on the phone names nobody and says nothing", async () => {
  await answers.keep(PATH, form("20261100000001"), page("Menunggu undian"));
  const cache = await lying();
  const [address] = await cache.keys();
  assert.match(address, /^\/jawaban\/[0-9a-f]{32}$/);
  const bytes = new TextDecoder("latin1").decode(await (await cache.match(address)).arrayBuffer());
  for (const word of ["Menunggu", "20261100000001", "1998"]) assert.ok(!bytes.includes(word), word);
});

test("five people's answers are kept, the last ones, each once", async () => {
  for (const last of [1, 2, 3, 4, 5, 5, 6]) await answers.keep(PATH, form(`2026110000000${last}`), page(last));
  assert.equal((await (await lying()).keys()).length, 5);
  assert.equal(await found(form("20261100000001")), undefined);
  assert.equal(await found(form("20261100000006")), "<p>6</p>");
});

test("after two weeks it is gone, and tells until then when it was", async () => {
  const at = Date.now();
  await answers.keep(PATH, form("20261100000001"), page("Menunggu undian"));
  later(13 * DAY);
  assert.equal((await answers.find(PATH, form("20261100000001"))).seen, at);
  later(2 * DAY);
  assert.equal(await found(form("20261100000001")), undefined);
  assert.deepEqual(await (await lying()).keys(), []);
});

test("a borrowed phone keeps nothing and tells nothing", async () => {
  await answers.keep(PATH, form("20261100000001"), page("Menunggu undian"));
  await facts.learn({ borrowed: true });
  assert.equal(await found(form("20261100000001")), undefined);
  await answers.keep(PATH, form("20261100000002"), page("Menunggu undian"));
  assert.equal((await (await lying()).keys()).length, 1);
});

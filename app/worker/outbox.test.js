// The rules by which forms wait on the phone, at every answer and at none.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DAY, later } from "./testing.js";

globalThis.PATHS = { account: "/akun/", outbox: "/kiriman/" };
globalThis.FORMS = [
  { path: "/akun/gabung/", offline: "kept" },
  { path: "/pelatihan/{course}/beli/", offline: "kept_while_signed_in" },
  { path: "/masuk/", offline: "refused" },
];
const facts = await import("./facts.js");
const outbox = await import("./outbox.js");
const store = await import("./store.js");

const JOIN = "https://prakerja.test/akun/gabung/";
const BUY = "https://prakerja.test/pelatihan/K00042/beli/";

let sent;
// What the edge answers from now on: a status, a redirect, or nothing at all.
function answers(answer) {
  globalThis.fetch = async (path, { body, headers }) => {
    sent.push({ path, body, headers });
    if (answer === "away") throw new TypeError("no network");
    if (answer === "seen") return { type: "opaqueredirect", status: 0 };
    const response = new Response("", { status: typeof answer === "number" ? answer : 200 });
    if (answer === "arrived") Object.defineProperty(response, "redirected", { value: true });
    return response;
  };
}

const press = (address, body = "wave=72") =>
  outbox.send(new Request(address, { method: "POST", body }), new URL(address));
const kept = () => store.all("outbox");
const states = async () => (await kept()).map(({ state }) => state);

beforeEach(async () => {
  sent = [];
  for (const { id } of await kept()) await store.remove("outbox", id);
  await facts.learn({ borrowed: false });
  await facts.signedIn("sari");
});

test("forms that are asked to be answered now are not taken", () => {
  assert.ok(outbox.takes(new URL(JOIN)));
  assert.ok(outbox.takes(new URL(BUY)));
  assert.ok(!outbox.takes(new URL("https://prakerja.test/masuk/")));
  assert.ok(!outbox.takes(new URL("https://prakerja.test/akun/")));
});

test("a form that arrived is shown as such, without what was typed in it", async () => {
  answers("seen");
  await store.put("drafts", { form: "/akun/gabung/", values: [] });
  assert.equal((await press(JOIN)).type, "opaqueredirect");
  const [entry] = await kept();
  assert.equal(entry.state, "delivered");
  assert.equal(entry.body, undefined);
  assert.equal(await store.get("drafts", "/akun/gabung/"), undefined);
});

test("what the edge refuses is read at once and does not wait", async () => {
  answers(422);
  assert.equal((await press(JOIN)).status, 422);
  assert.deepEqual(await kept(), []);
});

test("without a network a form waits in the name of its account, and its sender is led there", async () => {
  answers("away");
  const response = await press(JOIN);
  assert.equal(response.status, 303);
  assert.equal(response.headers.get("Location"), "/kiriman/");
  assert.deepEqual(await states(), ["queued"]);
  assert.equal((await kept())[0].body, "wave=72&account=sari");
});

test("nothing is kept, nor sent from here, for somebody whom nobody has named", async () => {
  answers("seen");
  await facts.signedOut();
  assert.equal(await press(JOIN), null);
  await facts.signedIn("sari");
  await facts.learn({ borrowed: true });
  assert.equal(await press(JOIN), null);
  assert.deepEqual([await kept(), sent], [[], []]);
});

test("who has to sign in first finds a joining again and a purchase not", async () => {
  answers(401);
  assert.equal((await press(JOIN)).status, 401);
  assert.deepEqual(await states(), ["attention"]);
  assert.equal((await press(BUY, "")).status, 401);
  assert.equal((await kept()).length, 1);
});

test("what waits goes in the order in which it was made, unchanged, and once", async () => {
  answers("away");
  for (const wave of [70, 71, 72]) {
    await press(JOIN, `wave=${wave}`);
    later(1000);
  }
  sent = [];
  answers("arrived");
  await outbox.flush();
  const bodies = [70, 71, 72].map((wave) => `wave=${wave}&account=sari`);
  assert.deepEqual(
    sent.map(({ body }) => body),
    bodies,
  );
  assert.deepEqual(await states(), ["delivered", "delivered", "delivered"]);
  await outbox.flush();
  assert.equal(sent.length, 3);
});

test("where the network is away the rest is not tried", async () => {
  answers("away");
  await press(JOIN);
  later(1000);
  await press(JOIN, "wave=73");
  sent = [];
  await outbox.flush();
  assert.equal(sent.length, 1);
  assert.deepEqual(await states(), ["queued", "queued"]);
});

test("an edge that fails or is busy is asked again, and its refusal waits for the person", async () => {
  answers("away");
  await press(JOIN);
  for (const [status, state] of [
    [500, "queued"],
    [503, "queued"],
    [429, "queued"],
    [401, "attention"],
    [409, "attention"],
  ]) {
    answers(status);
    await outbox.flush();
    assert.deepEqual(await states(), [state], String(status));
  }
  // Refused is refused: only a person changes that.
  sent = [];
  await outbox.flush();
  assert.deepEqual(sent, []);
});

test("what a page still waits for is not sent besides, but when the page is gone", async () => {
  await outbox.keep({ id: "1", path: "/api/v1/registrations", form: "/daftar/", body: "{}" });
  answers(201);
  await outbox.flush();
  assert.deepEqual(sent, []);
  later(21_000);
  await outbox.flush();
  assert.equal(sent[0].headers["Idempotency-Key"], "1");
  assert.deepEqual(await states(), ["delivered"]);
});

test("what was typed leaves the phone after two weeks, and not because a clock jumped", async () => {
  answers("away");
  await press(JOIN);
  later(2000 * DAY);
  await outbox.flush();
  later(DAY / 2);
  await outbox.flush();
  assert.deepEqual(await states(), ["queued"]);
  later(-2000.5 * DAY);
  await outbox.flush();
  later(13.5 * DAY);
  await outbox.flush();
  assert.deepEqual(await states(), ["queued"]);
  later(1.5 * DAY);
  await outbox.flush();
  const [entry] = await kept();
  assert.deepEqual([entry.state, entry.body], ["expired", undefined]);
  later(8 * DAY);
  await outbox.flush();
  assert.deepEqual(await kept(), []);
});

test("a form that an earlier release kept in nobody's name is never sent", async () => {
  answers("arrived");
  await store.put("outbox", { id: "1", path: "/akun/gabung/", body: "wave=72", made: Date.now(), state: "queued", tries: 1, at: 0 });
  await outbox.flush();
  const [entry] = await kept();
  assert.deepEqual([sent, entry.state, entry.isNobodys], [[], "expired", true]);
});

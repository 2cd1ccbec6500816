// The measuring peer: the same status look-up as the edge's, written the way a
// good JavaScript team would with Hono, on the same workerd: parse, limit by
// network, keyed hash, cache, one Durable Object with SQLite, answer as JSON.
import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";

const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];
const LIMIT = { most: 120, windowMs: 300_000 };

const app = new Hono();
let key;

async function keyed(env, ...parts) {
  key ??= await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(env.PEPPER),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const data = new TextEncoder().encode(parts.join("\0"));
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, data));
}

const text = (bytes) => btoa(String.fromCharCode(...bytes));
const problem = (c, status, code) =>
  c.json({ type: `urn:prakerja:problem:${code}`, title: code, status, code }, status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
  });

function parseNumber(given) {
  const digits = String(given ?? "").replace(/[ .-]/g, "");
  if (!/^[0-9]{14}$/.test(digits)) return null;
  let interim = 0;
  for (const digit of digits) interim = Number(DAMM[interim][digit]);
  return interim === 0 ? digits : null;
}

function parseDate(given) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given ?? "")) return null;
  const date = new Date(`${given}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== given ? null : given;
}

app.use(async (c, next) => {
  const began = Date.now();
  await next();
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Strict-Transport-Security", "max-age=63072000");
  c.header("Content-Security-Policy", "default-src 'none'");
  console.log(JSON.stringify({ method: c.req.method, status: c.res.status, ms: Date.now() - began }));
});

app.post("/api/v1/status", async (c) => {
  const env = c.env;
  const network = text(await keyed(env, "address", c.req.header("CF-Connecting-IP") ?? ""));
  const limiter = env.ADDRESSES.get(env.ADDRESSES.idFromName(`addresses-${network.charCodeAt(0) % 4}`));
  const wait = await limiter.count(network);
  if (wait) return problem(c, 429, "too_many_requests");
  const body = await c.req.json().catch(() => null);
  if (!body) return problem(c, 400, "request.malformed");
  const number = parseNumber(body.registration_number);
  const born = parseDate(body.birth_date);
  if (!number || !born) return problem(c, 422, "request.invalid");
  const numberHash = await keyed(env, "number", number);
  const check = text(await keyed(env, "status", number, born));
  const address = `https://status.invalid/${encodeURIComponent(check)}`;
  let found = await caches.default.match(address).then((hit) => hit?.json());
  if (!found) {
    const shard = env.SHARDS.get(env.SHARDS.idFromName(`registrants-${numberHash[0] % 4}`));
    found = await shard.status(text(numberHash), check);
    await caches.default.put(address, Response.json(found, { headers: { "Cache-Control": "max-age=30" } }));
  }
  return found.status ? c.json(found, 200, { "Cache-Control": "no-store" }) : problem(c, 404, "status.not_found");
});

app.post("/seed", async (c) => {
  const shards = [[], [], [], []];
  for (const { number, born } of await c.req.json()) {
    const digits = parseNumber(number);
    const hash = await keyed(c.env, "number", digits);
    shards[hash[0] % 4].push([text(hash), text(await keyed(c.env, "status", digits, born))]);
  }
  await Promise.all(shards.map((rows, n) => c.env.SHARDS.get(c.env.SHARDS.idFromName(`registrants-${n}`)).seed(rows)));
  return c.body(null, 204);
});

export default app;

export class Addresses extends DurableObject {
  windows = new Map();
  count(network) {
    const now = Date.now();
    let window = this.windows.get(network);
    if (!window || now - window.since >= LIMIT.windowMs) this.windows.set(network, (window = { since: now, used: 0 }));
    return ++window.used > LIMIT.most ? Math.ceil((window.since + LIMIT.windowMs - now) / 1000) : 0;
  }
}

export class Shard extends DurableObject {
  constructor(state, env) {
    super(state, env);
    this.sql = state.storage.sql;
    this.sql.exec("CREATE TABLE IF NOT EXISTS person (id INTEGER PRIMARY KEY, number_hash TEXT UNIQUE, birth_check TEXT, zone TEXT, registered_at INTEGER, identity TEXT)");
    this.sql.exec("CREATE TABLE IF NOT EXISTS application (person INTEGER, wave INTEGER, joined_at INTEGER, closes_at INTEGER, announces_at INTEGER, PRIMARY KEY (person, wave))");
  }

  seed(rows) {
    for (const [hash, check] of rows)
      this.sql.exec("INSERT INTO person (number_hash, birth_check, zone, registered_at, identity) VALUES (?, ?, 'Wib', ?, 'verified')", hash, check, Date.now());
  }

  status(hash, check) {
    const [person] = this.sql.exec("SELECT id, birth_check, zone, registered_at, identity FROM person WHERE number_hash = ?", hash).toArray();
    const applications = this.sql.exec("SELECT wave, joined_at, closes_at, announces_at FROM application WHERE person = ? ORDER BY joined_at", person?.id ?? 0).toArray();
    if (!person || person.birth_check !== check) return {};
    const at = new Date(person.registered_at).toISOString();
    const words = new Intl.DateTimeFormat("id", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" });
    return {
      status: { kind: "ready_to_join", label: "Siap Gabung Gelombang", meaning: "Anda sudah terdaftar.", next: "Masuk ke akun dan tekan Gabung.", by: null },
      wave: applications.at(-1)?.wave ?? null,
      timeline: [
        { step: "registered", progress: "done", title: "Pendaftaran diterima", detail: "Data Anda tersimpan terenkripsi.", at, at_words: words.format(person.registered_at) },
        { step: "identity_check", progress: "done", title: "Data cocok dengan Dukcapil", detail: "Tidak ada yang perlu Anda lakukan.", at, at_words: words.format(person.registered_at) },
        { step: "wave_joined", progress: "needs_you", title: "Gabung gelombang", detail: "Gelombang dibuka.", at: null, at_words: null },
      ],
      as_of: new Date().toISOString(),
    };
  }
}

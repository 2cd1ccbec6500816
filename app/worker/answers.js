// What the public status page answered last, for whoever asks the same again without a
// network. It is sealed with what was asked: a phone that others use tells nothing to who
// does not know number and birth date.
import * as facts from "./facts.js";
import * as store from "./store.js";

const CACHE = "prakerja.jawaban.1";
const SALT = "salt";
// Somebody looks up their family, not a village.
const MOST = 5;
const KEPT_MS = 14 * 24 * 3600 * 1000;
// A guess of number and date costs a phone a tenth of a second and more.
const ROUNDS = 100_000;

// The same question however it was typed.
function normal(form) {
  const digits = (name) => String(form.get(name) ?? "").replace(/\D/g, "");
  const date = ["birth_day", "birth_month", "birth_year"].map((name) => String(Number(digits(name))));
  return [digits("registration_number"), ...date].join("|");
}

async function salt() {
  const kept = await store.get("facts", SALT);
  if (kept) return kept;
  const fresh = crypto.getRandomValues(new Uint8Array(16));
  await store.put("facts", fresh, SALT);
  return fresh;
}

// Where the answer lies, and the key that opens it.
async function place(path, body) {
  const asked = new TextEncoder().encode(`${path}|${normal(new URLSearchParams(body))}`);
  const secret = await crypto.subtle.importKey("raw", asked, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: await salt(), iterations: ROUNDS };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, secret, 512));
  const name = Array.from(bits.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = await crypto.subtle.importKey("raw", bits.slice(32), "AES-GCM", false, ["encrypt", "decrypt"]);
  return { address: `/jawaban/${name}`, key };
}

// Keeps an answer that the edge says may be kept.
export async function keep(path, body, response) {
  if (await facts.isBorrowed()) return;
  const { address, key } = await place(path, body);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, await response.arrayBuffer());
  const cache = await caches.open(CACHE);
  await cache.delete(address);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST + 1))) await cache.delete(old);
  await cache.put(address, new Response(new Blob([iv, sealed]), { headers: { "x-prakerja-seen": String(Date.now()) } }));
}

// What was answered to the same question, and when; nothing if it never was, or too long ago.
export async function find(path, body) {
  if (await facts.isBorrowed()) return null;
  const { address, key } = await place(path, body);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address);
  if (!kept) return null;
  const seen = Number(kept.headers.get("x-prakerja-seen"));
  if (Math.abs(Date.now() - seen) > KEPT_MS) {
    await cache.delete(address);
    return null;
  }
  const sealed = new Uint8Array(await kept.arrayBuffer());
  const html = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, 12) }, key, sealed.slice(12));
  return { page: new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }), seen };
}

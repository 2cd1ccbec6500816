// What the worker has to know and cannot read by itself: by which name the edge tells
// accounts apart, and from its pages whether this phone is borrowed, which language it
// speaks, and whether its owner saves data.
import * as store from "./store.js";

const stored = (name) => store.get("facts", name).catch(() => undefined);

// What a page has just told counts, also while the phone still writes it down: whether it
// is borrowed, or saves data, is asked a moment later.
let learning = Promise.resolve();
async function read(name) {
  await learning;
  return stored(name);
}

async function note(name, value) {
  if (value !== (await stored(name))) await store.put("facts", value, name);
}

// Whose account is signed in: an opaque name, no number of anybody.
export const account = () => read("account");
// Whose copies and drafts are on this phone: also while it is not known who signs in.
export const owner = async () => (await read("owner")) ?? (await account());
export const language = async () => ((await read("language")) === "en" ? "en" : "id");
export const isBorrowed = async () => (await read("borrowed")) === true;
// Whose news this phone was asked for (app/start/push.js).
export const toldFor = () => read("push");
export const savesData = async () => (await read("saves")) === true;

export function learn(told) {
  const before = learning;
  learning = (async () => {
    await before;
    for (const [name, value] of Object.entries(told)) await note(name, value);
  })().catch(() => {});
  return learning;
}

export async function signedIn(tag) {
  await note("owner", tag);
  await note("account", tag);
}

// Somebody has signed in. Until a page says who, nothing is sent in anybody's name.
export async function signedInAnew() {
  await note("owner", await owner());
  await store.remove("facts", "account");
}

export async function signedOut() {
  for (const name of ["account", "owner", "mine", "seen"]) await store.remove("facts", name);
}

// Where the edge is still to be told that somebody has signed out.
export const leaving = () => read("leaving");
export const leaves = (path) => note("leaving", { path, at: Date.now() });
export const left = () => store.remove("facts", "leaving");

// Whether whoever signed in here has said that this phone is their own.
export async function isMine() {
  const mine = await read("mine");
  return Boolean(mine) && mine === (await owner());
}
export const setMine = async () => note("mine", await owner());

// When the edge last answered whoever is signed in.
export const seen = () => read("seen");
export const sees = (at) => note("seen", at);
export const sawLast = () => store.remove("facts", "seen");

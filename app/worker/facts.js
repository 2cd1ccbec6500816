// What the worker has to know and cannot read by itself: by which name the edge tells
// accounts apart, and from its pages whether this phone is borrowed, which language it
// speaks, and whether its owner saves data.
import * as store from "./store.js";

const read = (name) => store.get("facts", name).catch(() => undefined);

async function note(name, value) {
  if (value !== (await read(name))) await store.put("facts", value, name);
}

// An opaque name, no number of anybody.
export const account = () => read("account");
export const language = async () => ((await read("language")) === "en" ? "en" : "id");
export const isBorrowed = async () => (await read("borrowed")) === true;
// Whose news this phone was asked for (app/start/push.js).
export const toldFor = () => read("push");
export const savesData = async () => (await read("saves")) === true;

export async function learn(told) {
  for (const [name, value] of Object.entries(told)) await note(name, value);
}

export const signedIn = (tag) => note("account", tag);
export const signedOut = () => store.remove("facts", "account");

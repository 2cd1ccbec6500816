// What the worker has to know and cannot read by itself: the name by which the edge
// tells accounts apart, whether this phone is borrowed, and which language it speaks.
import * as store from "./store.js";

const read = (name) => store.get("facts", name).catch(() => undefined);

// An opaque name, no number of anybody.
export const account = () => read("account");
export const language = async () => ((await read("language")) === "en" ? "en" : "id");
export const isBorrowed = async () => (await read("borrowed")) === true;

export async function borrow(borrowed) {
  if (borrowed !== (await isBorrowed())) await store.put("facts", borrowed, "borrowed");
}

export async function speak(spoken) {
  if (spoken !== (await read("language"))) await store.put("facts", spoken, "language");
}

export async function signedIn(tag) {
  if (tag !== (await account())) await store.put("facts", tag, "account");
}

export const signedOut = () => store.remove("facts", "account");

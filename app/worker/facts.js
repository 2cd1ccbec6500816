// Two things that the worker has to know and cannot read by itself: the name by
// which the edge tells accounts apart, and whether this phone is borrowed.
import * as store from "./store.js";

const read = (name) => store.get("facts", name).catch(() => undefined);

// An opaque name, no number of anybody.
export const account = () => read("account");
export const isBorrowed = async () => (await read("borrowed")) === true;

export async function borrow(borrowed) {
  if (borrowed !== (await isBorrowed())) await store.put("facts", borrowed, "borrowed");
}

export async function signedIn(tag) {
  if (tag !== (await account())) await store.put("facts", tag, "account");
}

export const signedOut = () => store.remove("facts", "account");

// Who signs out is out on this phone at once. The edge is told before anything else goes out:
// until then the browser still has the session, and whoever holds the phone would be let in
// as them.
import * as facts from "./facts.js";

// As long as the shortest word takes on a slow phone network.
const PATIENCE_MS = 8000;

// No session is longer (SESSION_TOTAL in edge/src/sign_in): after that there is nothing to be
// told, whatever stands in the way.
const LONGEST_MS = 12 * 3600 * 1000;

// One word at a time: the answer to a second one would end whoever has signed in meanwhile.
let telling;

// Whether the edge knows of it, or there is nothing to be told.
export function told() {
  telling ??= tellNow().finally(() => (telling = undefined));
  return telling;
}

async function tellNow() {
  const { path, at } = (await facts.leaving()) ?? {};
  if (!path) return true;
  if (Math.abs(Date.now() - at) > LONGEST_MS) {
    await facts.left();
    return true;
  }
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "text/html" };
  try {
    const response = await fetch(path, { method: "POST", headers, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE_MS) });
    if (response.type !== "opaqueredirect") return false;
    await facts.left();
    return true;
  } catch {
    return false;
  }
}

// The same before a request; without it nothing is asked for.
export async function tell() {
  if (!(await told())) throw new Error("not signed out yet");
}

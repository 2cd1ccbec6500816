// What would cross between Rust and the runtime many times over, in one crossing each.

// Puts headers on an answer. A policy that is stricter already stays. False if they cannot be
// changed.
export function putOn(headers, pairs, policy, stricter) {
  try {
    for (const [name, value] of pairs) {
      if (name !== policy || headers.get(policy) !== stricter) headers.set(name, value);
    }
    return true;
  } catch {
    return false;
  }
}

// A text from the cache of this place; undefined if there is none.
export async function cached(key) {
  const found = await caches.default.match(key);
  return found?.text();
}

export function keep(key, text, seconds) {
  const headers = { "Cache-Control": `max-age=${seconds}` };
  return caches.default.put(key, new Response(text, { headers }));
}

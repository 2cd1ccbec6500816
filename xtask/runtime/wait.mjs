// Miniflare asks its runtime through a thread and sleeps until a value says that the answer is
// there. The thread sets the value and wakes in two steps: where we see the value first and ask
// the next thing at once, the late call wakes us from that sleep, with nothing there yet, and
// Miniflare gives up. Who sleeps until a value changes has to look whether it did.
const once = Atomics.wait;

export function install() {
  Atomics.wait = (array, index, value, timeout = Infinity) => {
    const until = performance.now() + timeout;
    for (;;) {
      const outcome = once(array, index, value, until - performance.now());
      if (outcome !== "ok" || Atomics.load(array, index) !== value) return outcome;
    }
  };
}

// A page's program, fetched and started once. A network that cuts it off leaves a page
// without it, which works; it is fetched again, ever later, and as soon as the phone is
// back on a network.
export function once(load, pause = 2000) {
  let tries = 0;
  let running = false;
  async function start() {
    if (running) return;
    running = true;
    try {
      await load(tries++);
    } catch (error) {
      // It was here and broke off: what it did would be done twice.
      if (error instanceof WebAssembly.RuntimeError) throw error;
      running = false;
      setTimeout(start, pause);
      pause *= 2;
    }
  }
  self.addEventListener("online", () => tries && start());
  return start;
}

// Browsers remember a module that did not come, by its address and what follows the `#`.
export const program = (wasm, js) =>
  once(async (tries) => {
    const file = fetch(wasm);
    // It may fail while the other is waited for.
    file.catch(() => {});
    const client = await import(tries ? `${js}#${tries}` : js);
    await client.default({ module_or_path: file });
  });

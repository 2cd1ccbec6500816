// Types into the list of courses on a slow core, letter by letter, and prints how
// long the page takes for each: until what was found stands in the document, and
// until it is laid out as well.
//   node keystrokes.mjs '{"page","snapshot"?,"typed":[…],"times","slower"}'
// (CHROME_PATH names the browser). A first letter, typed before the core is slowed,
// is not counted: it wakes the program.
import { readFile } from "node:fs/promises";
import { withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);
await withBrowser(async (browser) => {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true });
  if (settings.snapshot) await keep(page, await readFile(settings.snapshot));
  await page.goto(settings.page);
  await page.focus("#q");
  await page.waitForSelector("html[data-alive=true]", { timeout: 120000 });
  await page.type("#q", "a");
  await page.emulateCPUThrottling(settings.slower);
  console.log(JSON.stringify(await page.evaluate(type, settings.typed, settings.times)));
});

// Puts a snapshot where the page's program keeps its own (app/src/catalogue/client/keep.rs).
async function keep(page, snapshot) {
  await page.goto(new URL("/robots.txt", settings.page).href);
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const cache = await caches.open("prakerja.katalog.1");
    await cache.put("/berkas/katalog/tersimpan.bin", new Response(bytes));
  }, snapshot.toString("base64"));
}

// Runs in the page. A frame passes between two letters, as between two of a hand.
async function type(typed, times) {
  const input = document.getElementById("q");
  // Nothing typed finds all of them.
  const found = { drawn: [], laid_out: [], courses: 0 };
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const count = document.getElementById("hasil").textContent;
  found.courses = Number(count.replace(/[^0-9]/g, ""));
  for (let time = 0; time < times; time += 1) {
    for (const text of typed) {
      for (let end = 1; end <= text.length; end += 1) {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        const began = performance.now();
        input.value = text.slice(0, end);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        const drawn = performance.now();
        void document.getElementById("temuan").offsetHeight;
        found.laid_out.push(performance.now() - began);
        found.drawn.push(drawn - began);
      }
    }
  }
  return found;
}

// Types into every field and taps every box of forms, on a slow core, and prints how
// long taps and keys waited for the next frame (Event Timing, as INP counts it).
//   node forms.mjs '{"edge","paths":[…],"slower"}'
// (CHROME_PATH names the browser.) Nothing is sent: pages that follow are measured as
// visits.
import { freshPage, percentile, withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);
// Digits go into every kind of field, as many as it shows: a key beyond that paints
// nothing, and would wait for whatever paints next.
const TYPED = "12345678";
// Boxes of one page are many of one kind; the first of them say what there is to say.
const MOST = 12;

await withBrowser(async (browser) => {
  const found = [];
  for (const path of settings.paths) {
    const { context, page } = await freshPage(browser);
    await page.goto(settings.edge + path);
    // The second visit is the worker's, and every script is there.
    await page.waitForSelector("html[data-worker=ready]", { timeout: 60000 });
    await page.goto(settings.edge + path, { waitUntil: "networkidle0" });
    await page.emulateCPUThrottling(settings.slower);
    await page.evaluate(dot);
    let count = 0;
    for (const fold of await page.$$("main form summary")) await fold.click();
    for (const field of await some(page, 'input:not([type]), input[type="text"], input[type="search"], input[type="tel"], input[type="email"], textarea')) {
      await field.click();
      // The keyboard comes up before the first key.
      await new Promise((resolve) => setTimeout(resolve, 600));
      const room = await field.evaluate((one) => Math.floor((one.clientWidth - 20) / parseFloat(getComputedStyle(one).fontSize)));
      const text = TYPED.slice(0, Math.max(room, 1));
      await field.type(text, { delay: 30 });
      count += text.length + 1;
    }
    for (const box of await some(page, 'input[type="radio"], input[type="checkbox"]')) {
      await box.click();
      count += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { events } = await page.evaluate(() => window.noted);
    // Only those of 16 ms and more are told: the part that is faster counts as slow here.
    found.push({ path, p95: percentile(events, 0.95), most: Math.max(0, ...events), count });
    await context.close();
  }
  console.log(JSON.stringify(found));
});

// Runs in the page: a dot that changes with every frame. Without a screen Chromium
// leaves out frames in which little has changed, and a key would wait, for seconds, for
// whatever is drawn next: what counts here is how long the page takes.
function dot() {
  const one = document.createElement("i");
  one.style.cssText = "position:fixed;top:0;left:0;width:2px;height:2px";
  document.body.append(one);
  let frame = 0;
  const change = () => {
    one.style.background = (frame += 1) % 2 ? "#000" : "#fff";
    requestAnimationFrame(change);
  };
  change();
}

async function some(page, selector) {
  const inside = selector.split(", ").map((one) => `main ${one}`).join(", ");
  const shown = [];
  for (const one of await page.$$(inside)) {
    if (shown.length < MOST && (await one.isVisible())) shown.push(one);
  }
  return shown;
}

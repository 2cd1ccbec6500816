// Types into every field and taps every box of forms, on a slow core, and prints how
// long taps and keys waited for the next frame (Event Timing, as INP counts it).
//   node forms.mjs '{"edge","paths":[…],"slower"}'
// (CHROME_PATH names the browser.) Nothing is sent: pages that follow are measured as
// visits.
import { freshPage, percentile, withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);
const TYPED = "abc 1234";
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
    let count = 0;
    for (const fold of await page.$$("main form summary")) await fold.click();
    for (const field of await some(page, 'input:not([type]), input[type="text"], input[type="search"], input[type="tel"], input[type="email"], textarea')) {
      await field.type(TYPED, { delay: 30 });
      count += TYPED.length;
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

async function some(page, selector) {
  const inside = selector.split(", ").map((one) => `main ${one}`).join(", ");
  const shown = [];
  for (const one of await page.$$(inside)) {
    if (shown.length < MOST && (await one.isVisible())) shown.push(one);
  }
  return shown;
}

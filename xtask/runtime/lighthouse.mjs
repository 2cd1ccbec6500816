// Runs Lighthouse several times and prints the medians as JSON:
//   node lighthouse.mjs '{"url","runs","cookie","hidden"}'   (CHROME_PATH names the browser)
// cookie: of somebody who is signed in, or null. hidden: no search engine is to find the
// page, so that what it scores as findable is scored without that.
import lighthouse from "lighthouse";
import { withBrowser } from "./phone.mjs";

const { url, runs, cookie, hidden } = JSON.parse(process.argv[2]);
const results = [];
for (let run = 0; run < runs; run += 1) {
  // Chromium sometimes loses the trace of a load; a page that cannot be measured
  // fails again.
  results.push(await once().catch(once).catch(once));
}
const names = Object.keys(results[0]);
console.log(
  JSON.stringify(
    Object.fromEntries(names.map((name) => [name, median(results.map((one) => one[name]))])),
  ),
);

// In a browser that has seen nothing.
function once() {
  return withBrowser(async (browser) => {
    const { lhr } = await lighthouse(url, {
      port: Number(new URL(browser.wsEndpoint()).port),
      logLevel: "silent",
      extraHeaders: cookie && { Cookie: cookie },
      skipAudits: hidden ? ["is-crawlable"] : [],
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    // Otherwise the page of who is not signed in would be measured.
    if (lhr.finalDisplayedUrl !== url) throw new Error(`${lhr.finalDisplayedUrl} came instead`);
    for (const audit of Object.values(lhr.audits)) {
      if (audit.score !== null && audit.score < 1 && audit.scoreDisplayMode === "binary")
        console.error(`  not passed: ${audit.id} (${audit.title})`);
    }
    const scores = Object.entries(lhr.categories).map(([name, { score }]) => [
      name,
      Math.round(score * 100),
    ]);
    return {
      ...Object.fromEntries(scores),
      lcp: lhr.audits["largest-contentful-paint"].numericValue,
    };
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// Runs Lighthouse several times and prints the medians as JSON:
//   node lighthouse.mjs URL RUNS   (CHROME_PATH names the browser)
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const [url, runs] = process.argv.slice(2);
const results = [];
for (let run = 0; run < Number(runs); run += 1) {
  // Chromium sometimes loses the trace of a load; a page that cannot be measured
  // fails again.
  results.push(await once().catch(once));
}
const names = Object.keys(results[0]);
console.log(
  JSON.stringify(
    Object.fromEntries(names.map((name) => [name, median(results.map((one) => one[name]))])),
  ),
);

async function once() {
  const userDataDir = await mkdtemp(join(tmpdir(), "prakerja-lighthouse-"));
  const chrome = await launch({
    userDataDir,
    chromeFlags: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "silent" });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
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
  } finally {
    await chrome.kill();
    await rm(userDataDir, { recursive: true, force: true });
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// A browser with a phone's screen, and what is noted in every page of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

export async function withBrowser(work) {
  const userDataDir = await mkdtemp(join(tmpdir(), "prakerja-phone-"));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROME_PATH,
    userDataDir,
    args: [
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
    return await work(browser);
  } finally {
    await browser.close();
    await rm(userDataDir, { recursive: true, force: true });
  }
}

// A page that nobody has used before, in a browser that has seen nothing.
export async function freshPage(browser) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await page.evaluateOnNewDocument(note);
  return { context, page };
}

// Runs first in every page.
function note() {
  const noted = { lcp: 0, cls: 0, alive: 0, events: [], memories: [] };
  window.noted = noted;
  const observe = (type, each, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  observe("largest-contentful-paint", (entry) => (noted.lcp = entry.startTime));
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) noted.cls += entry.value;
  });
  observe("event", (entry) => entry.interactionId && noted.events.push(entry.duration), { durationThreshold: 16 });
  // When the page's program has taken over.
  new MutationObserver(() => {
    if (!noted.alive && document.documentElement.dataset.alive) noted.alive = performance.now();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-alive"] });
  // WASM's memory is no part of the heap that the browser tells.
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    noted.memories.push(made.instance.exports.memory);
    return made;
  };
}

export async function network(page, { latency, kbps }) {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  const bytes = (kbps * 1000) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
}

export const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
export const percentile = (values, part) =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

// Opens pages as somebody does who has never been here, on slow networks and a slow
// core, and again without any network; prints medians.
//   node visit.mjs '{"edge","pages":[{"path","alive"}],"profiles":[{"name","latency","kbps","slower"}],"times","offline_slower"}'
// (CHROME_PATH names the browser). "alive" is a page with a program; it can be used
// fully when that has taken over, every other page when it is loaded.
import * as gate from "./gate.mjs";
import { freshPage, median, network, withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);

await withBrowser(async (browser) => {
  const found = [];
  for (const { path, alive } of settings.pages) {
    const row = { path, profiles: [], first: await weigh(browser, path, alive) };
    for (const profile of settings.profiles) {
      const visits = [];
      for (let time = 0; time < settings.times; time += 1) visits.push(await visit(browser, path, alive, profile));
      row.profiles.push({
        name: profile.name,
        lcp: median(visits.map(({ lcp }) => lcp)),
        usable: median(visits.map(({ usable }) => usable)),
        cls: Math.max(...visits.map(({ cls }) => cls)),
      });
    }
    const offline = [];
    for (let time = 0; time < settings.times; time += 1) offline.push(await again(browser, path, alive));
    row.offline = median(offline);
    found.push(row);
  }
  console.log(JSON.stringify(found));
});

// Bytes of a first visit until nothing comes any more: the page's, and its worker's.
async function weigh(browser, path, alive) {
  const way = await gate.open(settings.edge);
  const { context, page } = await freshPage(browser);
  const own = { all: 0, wasm: 0 };
  const programs = new Set();
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.url.endsWith(".wasm")) programs.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    own.all += encodedDataLength;
    if (programs.has(requestId)) own.wasm += encodedDataLength;
  });
  await page.goto(way.origin + path);
  await isUsable(page, alive);
  await page.waitForSelector("html[data-worker=ready]", { timeout: 60000 });
  await page.waitForNetworkIdle({ idleTime: 1500, timeout: 60000 });
  await context.close();
  way.end();
  return { page: own.all, without_wasm: own.all - own.wasm, with_worker: way.seen.bytes };
}

async function visit(browser, path, alive, profile) {
  const { context, page } = await freshPage(browser);
  await network(page, profile);
  await page.emulateCPUThrottling(profile.slower);
  await page.goto(settings.edge + path);
  const usable = await isUsable(page, alive);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { lcp, cls } = await page.evaluate(() => window.noted);
  await context.close();
  return { lcp, cls, usable };
}

// The second visit, with the network gone and the browser's own cache emptied.
async function again(browser, path, alive) {
  const way = await gate.open(settings.edge);
  const { context, page } = await freshPage(browser);
  await page.goto(way.origin + path);
  await isUsable(page, alive);
  await page.waitForSelector("html[data-worker=ready]", { timeout: 60000 });
  await page.goto(way.origin + path);
  await isUsable(page, alive);
  await page.waitForNetworkIdle({ idleTime: 500, timeout: 60000 });
  way.close();
  const session = await page.createCDPSession();
  await session.send("Network.clearBrowserCache");
  await page.goto("about:blank");
  await page.emulateCPUThrottling(settings.offline_slower);
  await page.goto(way.origin + path);
  const usable = await isUsable(page, alive);
  if (!(await page.$("form, .panel, .way, h1"))) throw new Error(`${path} shows nothing offline`);
  await context.close();
  way.end();
  return usable;
}

// Milliseconds since the navigation began.
async function isUsable(page, alive) {
  if (alive) {
    await page.waitForSelector("html[data-alive=true]", { timeout: 120000 });
    return page.evaluate(() => window.noted.alive);
  }
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
          if (loadEventEnd > 0) resolve(loadEventEnd);
          else setTimeout(look, 10);
        };
        look();
      }),
  );
}

// Chooses a photo on the page that sends certificates and prints how long the page
// takes until it is ready to be sent, its bytes then, and the longest that a tap
// waited meanwhile (Event Timing, as INP counts it).
//   node photo.mjs '{"edge","html","bytes","slower","times"}'
// (CHROME_PATH names the browser; "html" is a file with the page.) Chromium slows
// the page's thread alone and leaves workers as fast as the machine is: the caller
// reckons with that. The edge's answers are not part of this: its calls fail.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);
const html = await readFile(settings.html, "utf8");
const folder = await mkdtemp(join(tmpdir(), "prakerja-photo-"));
try {
  console.log(JSON.stringify(await withBrowser(photos)));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function photos(browser) {
  const found = { ready: [], bytes: [], taps: [], original: 0 };
  let photo;
  for (let time = 0; time < settings.times; time += 1) {
    const page = await browser.newPage();
    await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true });
    await answerFor(page);
    await page.goto(`${settings.edge}/sertifikat/kirim/`);
    await page.waitForSelector("html[data-alive=true]", { timeout: 60000 });
    if (!photo) {
      const bytes = Buffer.from(await page.evaluate(taken, settings.bytes), "base64");
      photo = join(folder, "IMG_1.JPG");
      await writeFile(photo, bytes);
      found.original = bytes.length;
    }
    const input = await page.$("#berkas");
    await input.uploadFile(photo);
    await page.evaluate(() => {
      window.longest = 0;
      // What is tapped shows it, as everything that people tap does: a tap that changes
      // nothing waits for the next frame that something else asks for.
      const heading = document.querySelector("h1");
      heading.addEventListener("click", () => heading.classList.toggle("warning"));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (entry.interactionId) window.longest = Math.max(window.longest, entry.duration);
        }
      }).observe({ type: "event", durationThreshold: 16, buffered: true });
    });
    await page.emulateCPUThrottling(settings.slower);
    const ready = page.waitForSelector("#kirim-jalannya[data-ms]", { timeout: 120000 });
    let going = true;
    ready.then(() => (going = false), () => (going = false));
    await page.click("#kirim-sertifikat button");
    // Where the time counts, nothing else runs.
    while (going && settings.slower > 1) await page.click("h1");
    const panel = await ready;
    found.ready.push(Number(await panel.evaluate((one) => one.dataset.ms)));
    found.bytes.push(Number(await panel.evaluate((one) => one.dataset.bytes)));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    found.taps.push(await page.evaluate(() => window.longest));
    await page.evaluate(() => sessionStorage.clear());
    await page.close();
  }
  return found;
}

// The page itself, and no edge behind it. Everything else is left alone: the worker's
// requests do not come by here, nor would the service worker's.
async function answerFor(page) {
  await page.setBypassServiceWorker(true);
  const client = await page.createCDPSession();
  const base64 = (text) => Buffer.from(text).toString("base64");
  client.on("Fetch.requestPaused", ({ requestId, request }) => {
    const itself = new URL(request.url).pathname === "/sertifikat/kirim/";
    const type = itself ? "text/html; charset=utf-8" : "application/json";
    client.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: itself ? 200 : 503,
      responseHeaders: [{ name: "Content-Type", value: type }],
      body: base64(itself ? html : "{}"),
    });
  });
  const patterns = ["*/sertifikat/kirim/*", "*/api/*"].map((urlPattern) => ({ urlPattern }));
  await client.send("Fetch.enable", { patterns });
}

// Runs in the page: 12 megapixels of grain with lines like text, as fine as it takes
// to come to so many bytes.
async function taken(bytes) {
  const canvas = document.createElement("canvas");
  canvas.width = 4000;
  canvas.height = 3000;
  const context = canvas.getContext("2d");
  let photo = "";
  for (let grain = 60; grain <= 255 && photo.length * 0.75 < bytes; grain += 15) {
    const tile = context.createImageData(400, 400);
    for (let place = 0; place < tile.data.length; place += 1) {
      tile.data[place] = place % 4 === 3 ? 255 : 255 - grain + Math.random() * grain;
    }
    for (let x = 0; x < 4000; x += 400) {
      for (let y = 0; y < 3000; y += 400) context.putImageData(tile, x, y);
    }
    context.fillStyle = "#000";
    context.font = "60px sans-serif";
    for (let y = 200; y < 2900; y += 90) context.fillText("Sertifikat pelatihan ".repeat(6), 200, y);
    photo = canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  }
  return photo;
}

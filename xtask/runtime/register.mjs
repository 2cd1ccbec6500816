// Registers somebody made up, through every page of the form, on a slow core; prints
// how long taps and keys waited for the next frame (Event Timing, as INP counts it),
// how much came over the network from the first byte on, what moved by itself, and
// the tab's memory at the end.
//   node register.mjs '{"edge","sandbox","slower","people":[{"nik","kk","birth":[d,m,y],"phone"}]}'
import * as gate from "./gate.mjs";
import { freshPage, percentile, withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);

await withBrowser(async (browser) => {
  const found = { events: [], bytes: [], megabytes: [], cls: 0 };
  for (const person of settings.people) {
    const one = await register(browser, person);
    found.events.push(...one.events);
    found.bytes.push(one.bytes);
    found.megabytes.push(one.megabytes);
    found.cls = Math.max(found.cls, one.cls);
  }
  found.p95 = percentile(found.events, 0.95);
  found.most = Math.max(...found.events);
  found.count = found.events.length;
  delete found.events;
  console.log(JSON.stringify(found));
});

async function register(browser, person) {
  const way = await gate.open(settings.edge);
  const { context, page } = await freshPage(browser);
  await page.goto(`${way.origin}/daftar/`);
  await page.waitForSelector("html[data-alive=true]", { timeout: 60000 });
  await page.emulateCPUThrottling(settings.slower);
  const next = () => page.click("#formulir button[name=go][value=next]");
  const type = async (name, text) => {
    const input = `[name="${name}"]:not([type=hidden])`;
    await page.waitForSelector(input);
    await page.type(input, text, { delay: 30 });
  };
  const answer = async (name, text) => {
    await type(name, text);
    await next();
  };
  await answer("nik", person.nik);
  await answer("kk", person.kk);
  await type("birth_day", person.birth[0]);
  await type("birth_month", person.birth[1]);
  await answer("birth_year", person.birth[2]);
  await answer("name", "Warga Contoh");
  await answer("phone", person.phone);
  await answer("otp", await code(person.phone));
  await page.waitForSelector("#email");
  await next();
  await page.waitForSelector("#domicile");
  await page.select("#domicile", "3273");
  await next();
  await tick(page, '[name="education"][value="sma"]');
  await next();
  await tick(page, '[name="work_status"][value="job_seeker"]');
  await next();
  await tick(page, '[name="declaration"]:not([type=hidden])');
  await next();
  await tick(page, "#consent");
  await next();
  await page.waitForSelector("#formulir button[value=submit]");
  const { events, cls, wasm } = await page.evaluate(() => ({
    ...window.noted,
    wasm: window.noted.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  }));
  const { JSHeapUsedSize } = await page.metrics();
  await page.click("#formulir button[value=submit]");
  await page.waitForSelector(".receipt", { timeout: 60000 });
  await page.waitForNetworkIdle({ idleTime: 500, timeout: 60000 });
  await context.close();
  way.end();
  return { events, cls, bytes: way.seen.bytes, megabytes: (JSHeapUsedSize + wasm) / 1_000_000 };
}

async function tick(page, box) {
  await page.waitForSelector(box);
  await page.click(box);
}

async function code(phone) {
  const to = encodeURIComponent(`+62${phone.slice(1)}`);
  for (let tries = 0; tries < 300; tries += 1) {
    const { messages } = await (await fetch(`${settings.sandbox}/inbox.json?to=${to}&since=0`)).json();
    const found = messages.map(({ text }) => /^(\d{6}) adalah kode/.exec(text)?.[1]).find(Boolean);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no code came");
}

// Checks somebody's entry in a draw on a slow core, again and again, and prints
// what the page's program says that each check took:
//   node check.mjs '{"page","number","code","block","slower","taps"}'
// (CHROME_PATH names the browser). `block` is checked in place of the page's own
// data; it is put there before the program starts.
import { withBrowser } from "./phone.mjs";

const settings = JSON.parse(process.argv[2]);
console.log(JSON.stringify({ ms: await withBrowser(checks) }));

async function checks(browser) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true });
  await page.evaluateOnNewDocument(replace, settings.block);
  await page.goto(settings.page);
  await page.type("[name=registration_number]", settings.number);
  await page.type("[name=code]", settings.code);
  await page.emulateCPUThrottling(settings.slower);
  const form = `form[action="${new URL(settings.page).pathname}"]`;
  await Promise.all([page.waitForNavigation(), page.click(`${form} button`)]);
  const ms = [await told(page, "")];
  if (!(await page.evaluate(() => window.replacedInTime))) {
    throw new Error("the program was there before its data was replaced");
  }
  for (let time = 2; time < settings.taps + 2; time += 1) {
    await page.click("#periksa-lagi");
    ms.push(await told(page, `Pemeriksaan ke-${time}.`));
  }
  return ms;
}

// Runs in the page. The program shows the button when it starts.
function replace(block) {
  document.addEventListener("DOMContentLoaded", () => {
    const data = document.getElementById("data-periksa");
    if (!data) return;
    window.replacedInTime = document.getElementById("periksa-lagi").hidden;
    data.textContent = block;
  });
}

// What the page says of the check with this mark; a tenth more, for it cuts off.
async function told(page, mark) {
  const says = (wanted) => {
    const words = document.getElementById("diperiksa")?.textContent ?? "";
    // The words that the edge wrote stand there until the program has checked.
    if (words.startsWith("Dihitung oleh server")) return false;
    return words.includes(wanted) && words;
  };
  const words = await (await page.waitForFunction(says, {}, mark)).jsonValue();
  const time = /^Diperiksa di ponsel Anda, tanpa server, dalam (?:(\d+),(\d)|waktu kurang)/.exec(words);
  if (!time) throw new Error(`the page says: ${words}`);
  return (Number(time[1] ?? 0) * 10 + Number(time[2] ?? 0) + 1) / 10;
}

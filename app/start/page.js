// On every page, after it has been painted: registers the worker that answers
// without a network, says when the network is gone, and offers to install. A page
// works without any of it.
const isEnglish = document.documentElement.lang === "en";
const say = (id, en) => (isEnglish ? en : id);

// Somebody has said that this is not their phone: nothing of theirs stays on it.
const borrowed = /(^|; )__Host-borrowed=1/.test(document.cookie);
if (borrowed) document.documentElement.dataset.borrowed = "true";

// A network may cut off the worker or what it keeps first: then it is tried again, ever
// later.
function install(pause) {
  const again = () => setTimeout(install, pause, pause * 2);
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then((registration) => {
    const { installing } = registration;
    // It may have failed before this is told.
    const look = () => {
      const fails = !installing || installing.state === "redundant";
      if (fails && !registration.waiting && !registration.active) again();
    };
    installing?.addEventListener("statechange", look);
    look();
  }, again);
}

async function register() {
  if (!("serviceWorker" in navigator)) return;
  install(5000);
  const { active } = await navigator.serviceWorker.ready;
  const flush = () => active.postMessage({ flush: true });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.outbox) told(data, flush);
    if (data?.signedIn) atHome();
    if (data?.signedIn && !data.mine) asksWhose(active);
  });
  const saves = !!navigator.connection?.saveData;
  active.postMessage({ facts: { borrowed, language: say("id", "en"), saves }, flush: true });
  addEventListener("online", flush);
  // The first page of all loads its files before there is a worker to keep them.
  if (!navigator.serviceWorker.controller || !performance.getEntriesByType("navigation")[0]?.workerStart) {
    active.postMessage({ seen: location.pathname });
    new PerformanceObserver((list) => {
      active.postMessage({ loaded: list.getEntries().map(({ name }) => name) });
    }).observe({ type: "resource", buffered: true });
  }
  document.documentElement.dataset.worker = "ready";
}

// Whoever has signed in on this phone is led to the account.
function atHome() {
  const link = document.querySelector(`.site-header a[href$="${PATHS.sign_in}"]`);
  if (!link) return;
  link.href = say("", "/en") + PATHS.account;
  link.textContent = say("Akun", "Account");
}

// What somebody sees of themselves stays on a phone that they have called their own.
function asksWhose(worker) {
  const question = document.getElementById("ponsel-sendiri");
  if (!question || borrowed) return;
  question.hidden = false;
  question.querySelector("button").addEventListener("click", () => {
    worker.postMessage({ mine: true });
    question.hidden = true;
    const answer = document.getElementById("ponsel-dicatat");
    answer.hidden = false;
    answer.focus();
  });
}

// What the worker has sent, or has still to send.
let waits;
let came;
function told({ waiting, arrived }, flush) {
  clearTimeout(waits);
  if (waiting) waits = setTimeout(flush, 30_000);
  // The worker may say it again.
  if (arrived && !came && !document.getElementById("kiriman")) {
    came = lineOfWords("Kiriman Anda sudah sampai. ", "What you sent has arrived. ");
    const link = document.createElement("a");
    link.href = say("", "/en") + PATHS.outbox;
    link.textContent = say("Lihat", "Look");
    came.append(link);
  }
}

function clock() {
  const options = { hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(say("id-ID", "en-GB"), options).format();
}

function lineOfWords(id, en) {
  const line = document.createElement("p");
  line.className = "foot-line";
  line.setAttribute("role", "status");
  line.textContent = say(id, en);
  document.body.append(line);
  return line;
}

// One line at the foot of the screen, from the moment at which the network went.
let line;
function gone() {
  line ??= lineOfWords(`Anda luring sejak ${clock()}.`, `Offline since ${clock()}.`);
}
function back() {
  line?.remove();
  line = undefined;
}
addEventListener("offline", gone);
addEventListener("online", back);
// A copy says it already.
if (!navigator.onLine && !document.querySelector(".offline-copy")) gone();

if (borrowed) {
  lineOfWords("Ponsel pinjaman: tidak ada yang disimpan. Tekan Keluar setelah selesai.", "Borrowed phone: nothing is kept. Sign out when you have finished.");
}

// An installed page has no bar of the browser's that says that something is coming.
let comes;
let loading;
function leaves(event) {
  if (event.defaultPrevented) return;
  clearTimeout(comes);
  comes = setTimeout(() => (loading ??= lineOfWords("Sedang memuat…", "Loading…")), 1000);
}
addEventListener("submit", leaves);
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  // Neither a place on this page nor a file that is saved.
  const isPage = link && !link.download && !link.pathname.includes(".");
  if (isPage && link.pathname !== location.pathname) leaves(event);
});

// What a page keeps for a reload is not for whoever comes next.
document.querySelector('form[action$="/keluar/"]')?.addEventListener("submit", () => sessionStorage.clear());

// A page out of the browser's memory may show what was true before.
addEventListener("pageshow", (event) => {
  clearTimeout(comes);
  loading?.remove();
  loading = undefined;
  if (event.persisted && document.querySelector("main [data-personal]")) location.reload();
});

// Installing is offered where somebody will come back, never over the page.
addEventListener("beforeinstallprompt", (event) => {
  const offer = document.getElementById("pasang");
  if (!offer) return;
  event.preventDefault();
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", async () => {
    offer.hidden = true;
    await event.prompt();
  });
});

// Browsers inside other apps throw away what pages keep.
if (/FBAV|Instagram|WhatsApp|Line\/|MicroMessenger|; wv\)/.test(navigator.userAgent)) {
  const warning = document.getElementById("dalam-aplikasi");
  if (warning) warning.hidden = false;
}

if (document.readyState === "complete") register();
else addEventListener("load", register);

// Cut off by the network, it is fetched again, ever later. Browsers remember a module that
// did not come, by its address and what follows the `#`.
function bring(file, tries = 0) {
  import(tries ? `${file}#${tries}` : file).catch(() => setTimeout(bring, 2000 << tries, file, tries + 1));
}
// A file that another app has shared (app/worker/share.js).
if (document.getElementById("berkas") || location.search === "?dibagikan") bring("SHARED_FILE");
// News on this phone: only where a browser can, and never on somebody else's.
if (!borrowed && document.getElementById("pemberitahuan") && "PushManager" in window) bring("PUSH_FILE");
// Kept on the phone while it is typed.
if (!borrowed && document.querySelector("form[data-draft]")) bring("DRAFTS_FILE");

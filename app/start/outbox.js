// Lists the forms that this phone has still to send, and those it has delivered.
import { all, put, remove } from "../worker/store.js";
import { moment } from "../worker/words.js";

const english = document.documentElement.lang === "en";
const say = (id, en) => (english ? en : id);
const KINDS = [
  [/registrations$/, say("Pendaftaran", "Registration")],
  [/\/gabung\/$/, say("Ikut gelombang", "Joining a wave")],
  [/\/batal\/$/, say("Batal ikut gelombang", "Leaving a wave")],
  [/\/beli\/$/, say("Pembelian pelatihan", "Buying a course")],
  [/\/batal-pelatihan\/$/, say("Pembatalan pelatihan", "Giving a course back")],
  [/\/ulasan\//, say("Ulasan pelatihan", "A course review")],
  [/\/survei\//, say("Survei", "A survey")],
  [/\/keberatan\/$/, say("Keberatan", "An appeal")],
  [/\/rekening\//, say("Rekening insentif", "The account for incentives")],
];
const STATES = {
  queued: say("Menunggu jaringan", "Waiting for a network"),
  sending: say("Sedang dikirim", "Being sent"),
  delivered: say("Sudah sampai", "Delivered"),
  attention: say("Perlu Anda lihat", "Needs your attention"),
  expired: say("Tidak dikirim lagi", "No longer sent"),
};

const time = (at) => moment(at, english ? "en" : "id");

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

function row(entry) {
  const item = element("li", "");
  item.dataset.state = entry.state;
  const kind = KINDS.find(([pattern]) => pattern.test(entry.path));
  item.append(element("h2", kind?.[1] ?? say("Formulir", "A form")));
  item.append(element("p", STATES[entry.state], { className: "progress-word" }));
  item.append(element("p", say(`Disimpan ${time(entry.made)}.`, `Kept ${time(entry.made)}.`)));
  if (entry.state === "delivered") {
    item.append(element("p", say(`Sampai ${time(entry.at)}.`, `Delivered ${time(entry.at)}.`)));
    return item;
  }
  if (entry.state === "expired") {
    const nobodys = say(
      "Waktu tombolnya ditekan, belum ada yang masuk di ponsel ini, jadi tidak dikirim atas nama siapa pun. Masuk dulu, lalu tekan sekali lagi.",
      "Nobody was signed in on this phone when the button was pressed, so it is not sent in anybody’s name. Sign in and press it once more.",
    );
    const old = say(
      "Sudah lewat 14 hari tanpa jawaban, jadi isinya dihapus dari ponsel ini demi keamanan Anda. Lihat dulu di akun Anda apakah sudah sampai. Kalau belum, isi sekali lagi.",
      "There was no answer for 14 days, so what you typed was wiped from this phone for your safety. Look at your account first whether it has arrived. If not, fill it in once more.",
    );
    item.append(element("p", entry.isNobodys ? nobodys : old));
    return item;
  }
  const tried = say(`Terakhir dicoba ${time(entry.at)}, ${entry.tries} kali.`, `Last tried ${time(entry.at)}, ${entry.tries} times.`);
  item.append(element("p", tried, { className: "hint" }));
  if (entry.state === "attention") {
    const [words, path] =
      entry.status === 401
        ? [say("Masuk, lalu dikirim sendiri", "Sign in; it is then sent by itself"), PATHS.sign_in]
        : [say("Tidak diterima: buka untuk melihat sebabnya", "Not accepted: open it to see why"), entry.form ?? PATHS.account];
    const link = element("a", words, { href: say(path, `/en${path}`) });
    const line = element("p", "");
    line.append(link);
    item.append(line);
  }
  const drop = element("button", say("Jangan kirim", "Do not send it"), { className: "button quiet", type: "button" });
  drop.addEventListener("click", async () => {
    await remove("outbox", entry.id);
    await draw();
  });
  item.append(drop);
  return item;
}

async function draw() {
  const list = document.getElementById("kiriman");
  if (!list) return;
  const entries = (await all("outbox")).sort((one, other) => other.made - one.made);
  list.replaceChildren(...entries.map(row));
  document.getElementById("kosong").hidden = entries.length > 0;
  list.dataset.drawn = String(entries.length);
}

document.getElementById("kirim-sekarang")?.addEventListener("click", async () => {
  for (const entry of await all("outbox")) {
    if (entry.state !== "delivered" && entry.state !== "expired") await put("outbox", { ...entry, state: "queued", status: undefined });
  }
  navigator.serviceWorker?.controller?.postMessage({ flush: true });
});
navigator.serviceWorker?.addEventListener("message", (event) => event.data?.outbox && draw());
navigator.serviceWorker?.startMessages();
draw();
